import { describe, expect, test } from '@jest/globals';
import { variablesFilledIn } from '../../../../lib/checker/rules/containers/variables-filled-in';
import { judge } from '../judge';
import { configMap, deployment } from '../workloads';

describe('variables-filled-in', () => {
  const braces = (name: string) => ['$', `{${name}}`].join('');

  test('finds a variable in a value that no shell reads', () => {
    const value = (text: string, more = '') =>
      judge(
        variablesFilledIn,
        deployment(`{ name: api, ${more} env: [{ name: VERSION, value: "1" }, { name: MODEL, value: "${text}" }] }`),
      );
    expect(value(braces('VERSION'))).toEqual([variablesFilledIn.example]);
    expect(value('$(VERSION)')).toEqual([]);
    expect(value(braces('OTHER'))).toEqual([]);
    expect(value(braces('VERSION'), 'command: [sh, -c, "eval run"],')).toEqual([]);
  });

  test('finds a variable in a value that comes from elsewhere', () => {
    const map = configMap('settings', 'HOST: db, URL: "http://$(HOST)/"');
    const yaml = deployment('{ name: api, envFrom: [{ configMapRef: { name: settings } }] }') + map;
    expect(judge(variablesFilledIn, yaml)).toHaveLength(1);
    expect(judge(variablesFilledIn, yaml.replace('$(HOST)', '$(hostname)'))).toEqual([]);
  });

  test('finds a variable in a probe or a hook, where nobody fills in its value', () => {
    const env =
      'env: [{ name: PASSWORD, valueFrom: { secretKeyRef: { name: s, key: k } } }, { name: PORT, value: "1" }]';
    const handler = (kind: string, command: string) =>
      judge(variablesFilledIn, deployment(`{ name: api, ${env}, ${kind} { exec: { command: ${command} } } }`));
    const probe = (command: string) => handler('lifecycle: {}, readinessProbe:', command).length;
    expect(probe('[redis-cli, -a, $(PASSWORD), ping]')).toBe(1);
    expect(probe('[redis-cli, -p, $(PORT), ping]')).toBe(0);
    expect(probe('[redis-cli, -p, $PORT, ping]')).toBe(1);
    expect(probe('[sh, -c, "redis-cli -a $PASSWORD ping"]')).toBe(0);
    expect(probe('[sh, -c, "redis-cli -a $(PASSWORD) ping"]')).toBe(1);
  });

  test('finds a variable in the path of a mount', () => {
    const mount = (field: string) =>
      judge(
        variablesFilledIn,
        deployment(`{ name: api, volumeMounts: [{ name: data, mountPath: /data, ${field}: $(POD_NAME) }] }`),
      );
    expect(mount('subPath')).toHaveLength(1);
    expect(mount('subPathExpr')).toEqual([]);
  });

  test('finds a variable in a file, into which Kubernetes fills in nothing', () => {
    const file = (name: string, text: string, more = 'command: [telegraf]') =>
      judge(
        variablesFilledIn,
        configMap('c', `${name}: '${text}'`) +
          deployment(
            `{ name: api, ${more}, env: [{ name: TOKEN, value: "1" }], volumeMounts: [{ name: c, mountPath: /etc/c }] }], volumes: [{ name: c, configMap: { name: c } }`,
          ),
      );
    expect(file('telegraf.conf', 'token = "$(TOKEN)"')).toHaveLength(1);
    expect(file('telegraf.conf', `token = "${braces('TOKEN')}"`)).toEqual([]);
    expect(file('telegraf.conf', 'token = "$(OTHER)"')).toEqual([]);
    expect(file('run.sh', 'echo "$(TOKEN)"')).toEqual([]);
    expect(file('telegraf.conf', 'token = "$(TOKEN)"', 'command: [sh, -c, "sed -i s/a/b/ /etc/c"]')).toEqual([]);
  });
});
