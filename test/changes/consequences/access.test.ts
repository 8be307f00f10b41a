import { describe, expect, test } from '@jest/globals';
import { access } from '../../../lib/changes/consequences/access';
import { said, saidOf } from '../said';
import { API, object } from '../shop';

const role = (verbs: string) =>
  object(
    'Role',
    'api',
    `rules: [{ apiGroups: [""], resources: [pods], verbs: [${verbs}] }]`,
    'rbac.authorization.k8s.io/v1',
  );
const namespace = (level: string) =>
  `{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { pod-security.kubernetes.io/enforce: ${level} } } }\n`;

describe('other rights', () => {
  test('a field that breaks the Pod Security standard', () => {
    expect(
      saidOf(access, API, 'name: api, image', 'name: api, securityContext: { privileged: true }, image'),
    ).toContain(access.example.replace('.privileged: nothing → true', ': is new'));
    const before = API.replace('name: api, image', 'name: api, securityContext: { runAsUser: 1000 }, image');
    expect(saidOf(access, before, 'runAsUser: 1000', 'runAsUser: 1000, privileged: true')).toEqual([access.example]);
  });

  test.each([
    [
      'another level of a namespace',
      namespace('restricted'),
      'enforce: restricted',
      'enforce: privileged',
      'holds its pods to another Pod Security standard',
    ],
    [
      'a token',
      API,
      'containers:',
      'automountServiceAccountToken: false, containers:',
      'another access to the API server',
    ],
    [
      'a ServiceAccount',
      API,
      'containers:',
      'serviceAccountName: admin, containers:',
      'runs its pods as another ServiceAccount',
    ],
    ['verbs of a role', role('get'), 'verbs: [get]', 'verbs: [get, delete]', 'allows other actions'],
    ['a registry', API, 'acme/api:1.0.0', 'quay.io/acme/api:1.0.0', 'pulls an image from quay.io/acme'],
    [
      'a Secret',
      API,
      'name: api, image',
      'name: api, envFrom: [{ secretRef: { name: mail } }], image',
      'reads Secret shop/mail',
    ],
    ['the node', API, 'containers:', 'hostNetwork: true, containers:', 'another access to the node'],
  ])('%s', (_, before, part, other, words) => {
    expect(saidOf(access, before, part, other).join('\n')).toContain(words);
  });

  test('a role that is new', () => {
    expect(said(access, API, API + role('get'))).toEqual(['access: Role shop/api: grants rights']);
  });
});

describe('the same rights', () => {
  test.each([
    ['another tag of the same registry', 'acme/api:1.0.0', 'acme/api:1.1.0'],
    ['another number of pods', 'replicas: 2', 'replicas: 3'],
  ])('%s', (_, part, other) => {
    expect(saidOf(access, API, part, other)).toEqual([]);
  });
});
