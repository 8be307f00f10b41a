import { describe, expect, test } from '@jest/globals';
import { configMapRead } from '../../../../lib/checker/rules/references/config-map-read';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('config-map-read', () => {
  const config = (more = '', metadata = '') =>
    `---\n{ apiVersion: v1, kind: ConfigMap, metadata: { name: api-config${metadata} }, data: { LOG_LEVEL: info }${more} }\n`;
  const role = (rule: string) =>
    `---\n{ apiVersion: rbac.authorization.k8s.io/v1, kind: Role, metadata: { name: reader }, rules: [${rule}] }\n`;

  test('finds a ConfigMap that nothing names', () => {
    expect(judge(configMapRead, deployment('{ name: api }') + config())).toEqual([configMapRead.example]);
  });

  test('finds a ConfigMap where a program may read another one', () => {
    const other = role('{ apiGroups: [""], resources: [configmaps], resourceNames: [lock], verbs: [get] }');
    expect(judge(configMapRead, deployment('{ name: api }') + config() + other)).toHaveLength(1);
  });

  test.each([
    [
      'variables of a pod',
      deployment('{ name: api, envFrom: [{ configMapRef: { name: api-config, optional: true } }] }') + config(),
    ],
    ['an argument', deployment('{ name: api, args: ["--config-map=default/api-config"] }') + config()],
    [
      'a role',
      deployment('{ name: api }') + config() + role('{ apiGroups: [""], resources: [configmaps], verbs: [get] }'),
    ],
    [
      'a label that a program may look for',
      deployment('{ name: api }') + config('', ', labels: { grafana_dashboard: "1" }'),
    ],
    ['a version that is kept', deployment('{ name: api }') + config(', immutable: true')],
    ['a namespace without pods', config()],
  ])('accepts %s', (_, yaml) => {
    expect(judge(configMapRead, yaml)).toEqual([]);
  });
});
