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

  const noted = (kind: string, metadata: string, pod = '', more = '') =>
    judge(
      annotationsInPlace,
      `---\n{ apiVersion: apps/v1, kind: ${kind}, metadata: { name: api, ${metadata} }, spec: { template: { metadata: { labels: { app: api }, ${pod} }, spec: { ${IDLE} } } } }\n` +
        more,
    );

  test('a label for a webhook stands on the pods, too', () => {
    const use = 'labels: { azure.workload.identity/use: "true" }';
    expect(noted('Deployment', use)[0]).toContain(
      'metadata.labels[azure.workload.identity/use]: expected the label below spec.template.metadata, since its program reads pods, received a label of the Deployment',
    );
    expect(
      noted('Deployment', 'annotations: { dapr.io/enabled: "true" }', 'annotations: { dapr.io/app-id: a }'),
    ).toEqual([]);
    expect(noted('Deployment', 'annotations: { dapr.io/enabled: "true", dapr.io/app-id: a }')).toHaveLength(1);
    expect(noted('Deployment', 'annotations: { dapr.io/enabled: "true", linkerd.io/inject: enabled }')).toHaveLength(2);
    expect(
      noted('Deployment', 'annotations: { dapr.io/enabled: "true" }', 'annotations: { linkerd.io/inject: a }'),
    ).toHaveLength(1);
    const other = 'annotations: { linkerd.io/inject: a, dapr.io/app-id: a }';
    expect(noted('Deployment', 'annotations: { dapr.io/enabled: "true" }', other)).toEqual([]);
  });

  test('a Service may say for its pods that Prometheus scrapes', () => {
    const scrape = 'annotations: { prometheus.io/scrape: "true" }';
    const service = (key: string) =>
      `---\n{ apiVersion: v1, kind: Service, metadata: { name: api, annotations: { note: a, ${key}: "true" } }, spec: { selector: { app: api }, ports: [{ port: 80 }] } }\n`;
    expect(noted('Deployment', scrape)).toHaveLength(1);
    expect(noted('Deployment', scrape, '', service('prometheus.io/scrape'))).toEqual([]);
    expect(noted('Deployment', scrape, '', service('example.com/scrape'))).toHaveLength(1);
    const dapr = 'annotations: { dapr.io/enabled: "true" }';
    expect(noted('Deployment', dapr, '', service('prometheus.io/scrape'))).toHaveLength(1);
  });

  test('a Pod is a pod, and the role of an account stands on no workload', () => {
    const pod = (annotation: string) =>
      judge(
        annotationsInPlace,
        `{ apiVersion: v1, kind: Pod, metadata: { name: api, annotations: { ${annotation} } }, spec: { serviceAccountName: api, ${IDLE} } }`,
      );
    expect(pod('dapr.io/enabled: "true"')).toEqual([]);
    expect(pod('eks.amazonaws.com/role-arn: a')[0]).toContain('metadata.annotations[eks.amazonaws.com/role-arn]: ');
    const role = 'annotations: { eks.amazonaws.com/role-arn: a }';
    expect(noted('Deployment', role)[0]).toContain('api: metadata.annotations[eks.amazonaws.com/role-arn]: expected');
    expect(noted('Deployment', '', role)[0]).toContain('api: spec.template.metadata.annotations[eks');
    expect(noted('Deployment', role, role)).toHaveLength(1);
    const account = `---\n{ apiVersion: v1, kind: ServiceAccount, metadata: { name: api, ${role} } }\n`;
    expect(noted('Deployment', '', role, account)).toHaveLength(1);
  });
});
