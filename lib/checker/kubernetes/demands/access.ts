import { entryOf } from '../../manifest/entry-of';
import { entriesAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Demand, forbids, holds, isSet, needs, oneOf, when } from '../demand';
import { dnsSubdomain } from '../name-syntax';

const GROUP = 'rbac.authorization.k8s.io';
const roleGroup = holds(
  'apiGroup',
  `"${GROUP}"`,
  (value) => !isSet(valueAt(value, 'apiGroup')) || valueAt(value, 'apiGroup') === GROUP,
);

/** The keys that a Secret of a type holds, by type. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/dockercfg': ['.dockercfg'],
  'kubernetes.io/dockerconfigjson': ['.dockerconfigjson'],
  'kubernetes.io/ssh-auth': ['ssh-privatekey'],
  'kubernetes.io/tls': ['tls.crt', 'tls.key'],
};

const hasKeys: Demand = (secret) => {
  const type = stringAt(secret, 'type') ?? '';
  const keys = new Set(['data', 'stringData'].flatMap((part) => entriesAt(secret, part).map(([key]) => key)));
  const missing = (entryOf(KEYS, type) ?? []).filter((key) => !keys.has(key));
  const found = missing.map((key) => ({
    field: 'data',
    expected: `the key ${key} of a Secret of type ${type}`,
    received: 'none',
  }));
  const basic = type === 'kubernetes.io/basic-auth' && !keys.has('username') && !keys.has('password');
  return basic ? [{ field: 'data', expected: 'the key username or password', received: 'neither' }] : found;
};

const registryLogin: Demand = (secret) => {
  const [key] = entryOf(KEYS, stringAt(secret, 'type') ?? '')?.filter((name) => name.startsWith('.docker')) ?? [];
  if (key === undefined) return [];
  const plain = stringAt(secret, 'stringData', key);
  const encoded = stringAt(secret, 'data', key);
  const text = plain ?? (encoded === undefined ? undefined : Buffer.from(encoded, 'base64').toString());
  if (text === undefined || isJsonObject(text)) return [];
  return [
    {
      field: plain === undefined ? `data[${key}]` : `stringData[${key}]`,
      expected: 'a JSON object',
      received: 'other text',
    },
  ];
};

function isJsonObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && !Array.isArray(value);
  } catch {
    return false;
  }
}

const LEVELS = /^(privileged|baseline|restricted)$/;
const MODES = ['audit', 'enforce', 'warn'];

/** https://kubernetes.io/docs/concepts/security/pod-security-admission/#pod-security-admission-labels-for-namespaces */
const podSecurityLabels: Demand = (namespace) =>
  entriesAt(namespace, 'metadata', 'labels').flatMap(([label, value]) => {
    const [, mode = '', version] = /^pod-security\.kubernetes\.io\/([a-z]+)(-version)?$/.exec(label) ?? [];
    if (!MODES.includes(mode) || typeof value !== 'string') return [];
    const field = `metadata.labels[${label}]`;
    if (version === undefined)
      return LEVELS.test(value) ? [] : [{ field, expected: 'privileged, baseline or restricted' }];
    return /^(latest|v1\.(0|[1-9]\d*))$/.test(value) ? [] : [{ field, expected: 'latest, or a version such as v1.34' }];
  });

export const ACCESS_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  ClusterRoleBinding: [oneOf('roleRef.kind', 'ClusterRole')],
  Namespace: [podSecurityLabels],
  PolicyRule: [
    needs('verbs'),
    (value, place) => {
      const plain = isSet(valueAt(value, 'nonResourceURLs'));
      const demand = plain ? forbids('apiGroups', 'resources', 'resourceNames') : needs('apiGroups', 'resources');
      return demand(value, place);
    },
    (value, { object }) =>
      object.kind === 'Role' && isSet(valueAt(value, 'nonResourceURLs'))
        ? [{ field: 'nonResourceURLs', expected: 'no such field in a Role' }]
        : [],
  ],
  RoleRef: [roleGroup, needs('kind', 'name')],
  Secret: [
    hasKeys,
    registryLogin,
    when(
      'type',
      'kubernetes.io/service-account-token',
      holds('metadata.annotations', 'kubernetes.io/service-account.name', (secret) =>
        isSet(valueAt(secret, 'metadata', 'annotations', 'kubernetes.io/service-account.name')),
      ),
    ),
  ],
  Subject: [
    when(
      'kind',
      'ServiceAccount',
      (subject, place) => (place.object.kind === 'RoleBinding' ? [] : needs('namespace')(subject, place)),
      holds('apiGroup', '""', (value) => !isSet(valueAt(value, 'apiGroup'))),
      holds('name', 'the name of a ServiceAccount', (value) => dnsSubdomain.fits(stringAt(value, 'name') ?? '')),
    ),
    when('kind', ['Group', 'User'], roleGroup),
  ],
};
