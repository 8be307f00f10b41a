import { describe, expect, test } from '@jest/globals';
import { apiGroup, isClusterWide, type Manifest, namespaceOf, valueAt } from '../../../lib/checker/manifest/manifest';

// `kubectl api-resources --namespaced=false`
const CLUSTER_WIDE = [
  ...['APIService', 'CertificateSigningRequest', 'ClusterRole', 'ClusterRoleBinding', 'CSIDriver', 'CSINode'],
  ...['CustomResourceDefinition', 'FlowSchema', 'IngressClass', 'MutatingWebhookConfiguration', 'Namespace', 'Node'],
  ...['PersistentVolume', 'PriorityClass', 'PriorityLevelConfiguration', 'RuntimeClass', 'StorageClass'],
  ...['ValidatingAdmissionPolicy', 'ValidatingAdmissionPolicyBinding', 'ValidatingWebhookConfiguration'],
  ...['VolumeAttachment', 'GatewayClass', 'ClusterIssuer', 'ClusterSecretStore'],
];
const NAMESPACED = [
  ...['Deployment', 'Secret', 'Role', 'PersistentVolumeClaim', 'Gateway', 'Issuer', 'Cluster'],
  ...['ClusterClass', 'ClusterResourceSet', 'ClusterResourceSetBinding', 'ClusterServiceVersion'],
];

describe('a kind has namespaces, or none', () => {
  test.each(CLUSTER_WIDE)('%s has none', (kind) => expect(isClusterWide(kind)).toBe(true));
  test.each(NAMESPACED)('%s has', (kind) => expect(isClusterWide(kind)).toBe(false));
});

test('an object without a namespace is in default, and a cluster-wide object in none', () => {
  const of = (kind: string, namespace?: string) =>
    namespaceOf({
      apiVersion: 'v1',
      kind,
      metadata: { name: 'a', ...(namespace !== undefined && { namespace }) },
    } as Manifest);
  expect([of('Pod'), of('Pod', ''), of('Pod', 'shop'), of('Node'), of('Node', 'shop')]).toEqual([
    'default',
    'default',
    'shop',
    '',
    '',
  ]);
});

test('the core group has no name', () => {
  expect([apiGroup('apps/v1'), apiGroup('v1'), apiGroup(undefined)]).toEqual(['apps', '', '']);
});

test('a field of the name of what every object has is a field', () => {
  const written = JSON.parse('{"constructor":{"a":1},"__proto__":{"b":2}}');
  expect([valueAt(written, 'constructor', 'a'), valueAt(written, '__proto__', 'b')]).toEqual([1, 2]);
  expect([valueAt({}, 'constructor'), valueAt({}, '__proto__'), valueAt([1], '0'), valueAt('a', 'length')]).toEqual([
    undefined,
    undefined,
    undefined,
    undefined,
  ]);
});
