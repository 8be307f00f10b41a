import { describe, expect, test } from '@jest/globals';
import { metadataRead } from '../../../../lib/checker/rules/references/metadata-read';
import { judge } from '../judge';

describe('metadata-read', () => {
  const said = (kind: string, metadata: string, rest = '') =>
    judge(metadataRead, `---\n{ apiVersion: v1, kind: ${kind}, metadata: { name: shop, ${metadata} } ${rest} }\n`);

  test('finds a mistyped name below a prefix', () => {
    expect(said('Namespace', 'labels: { pod-security.kubernetes.io/enforced: baseline }')).toEqual([
      metadataRead.example,
    ]);
    expect(said('Namespace', 'labels: { pod-security.kubernetes.io/enforce: baseline }')).toEqual([]);
    expect(said('KafkaConnect', 'annotations: { strimzi.io/use-connectors-resources: "true" }')).toHaveLength(1);
    expect(said('ServiceAccount', 'annotations: { eks.amazonaws.com/role-arm: a }')).toEqual([
      expect.stringContaining('did you mean "role-arn"?'),
    ]);
  });

  test.each([
    ['a name that is like no other', 'labels: { strimzi.io/team: a }'],
    ['a name of a family', 'annotations: { strimzi.io/auto-restarts: a }'],
    ['another prefix', 'labels: { example.com/enforced: a }'],
    ['a name without a prefix', 'labels: { use: a }'],
  ])('accepts %s', (_, metadata) => {
    expect(said('Pod', metadata)).toEqual([]);
  });

  test('finds a label that is an annotation, and an annotation that is a label', () => {
    expect(said('Namespace', 'labels: { linkerd.io/inject: enabled }')).toEqual([
      'Namespace shop: metadata.labels[linkerd.io/inject]: expected an annotation, where the program reads the name, received a label [metadata-read]',
    ]);
    expect(said('Namespace', 'annotations: { istio-injection: enabled }')).toHaveLength(1);
    expect(said('Namespace', 'annotations: { pod-security.kubernetes.io/enforce: baseline }')).toHaveLength(1);
    expect(said('Namespace', 'labels: { istio-injection: enabled }')).toEqual([]);
    expect(said('Namespace', 'labels: { istio-injection: a }, annotations: { istio-injection: a }')).toEqual([]);
  });

  test('looks at the metadata of pods', () => {
    const pods = (metadata: string) =>
      said(
        'Deployment',
        'labels: { a: b }',
        `, spec: { template: { metadata: { ${metadata} }, spec: { containers: [] } } }`,
      );
    expect(pods('annotations: { azure.workload.identity/use: "true" }')).toEqual([
      expect.stringContaining('spec.template.metadata.annotations[azure.workload.identity/use]'),
    ]);
    expect(pods('labels: { azure.workload.identity/use: "true" }')).toEqual([]);
  });
});
