import { describe, expect, test } from '@jest/globals';
import { annotationsInPlace } from '../../../../lib/checker/rules/containers/annotations-in-place';
import { judge } from '../judge';
import { object } from '../object';
import { IDLE } from '../references/objects';

describe('annotations-in-place', () => {
  const api = (own: string, pod = '') =>
    `---\n{ apiVersion: apps/v1, kind: Deployment, metadata: { name: api, annotations: { ${own} } }, spec: { template: { metadata: { labels: { app: api }, annotations: { ${pod} } }, spec: { ${IDLE} } } } }\n`;

  test('an annotation for an injector stands on the pods', () => {
    const inject = 'vault.hashicorp.com/agent-inject: "true"';
    expect(judge(annotationsInPlace, api(inject))).toEqual([annotationsInPlace.example]);
    expect(judge(annotationsInPlace, api('', inject))).toEqual([]);
  });

  test('an annotation of the workload itself stays there', () => {
    expect(judge(annotationsInPlace, api('reloader.stakater.com/auto: "true"'))).toEqual([]);
  });

  test('the role of a cloud stands on the ServiceAccount', () => {
    const role = 'eks.amazonaws.com/role-arn: arn';
    expect(judge(annotationsInPlace, api('', role))).toEqual([
      expect.stringContaining('expected the annotation on the ServiceAccount of the pods'),
    ]);
    const account = `---\n{ apiVersion: v1, kind: ServiceAccount, metadata: { name: default, annotations: { ${role} } } }\n`;
    expect(judge(annotationsInPlace, api('', role) + account + object('ConfigMap', 'a'))).toEqual([]);
  });
});
