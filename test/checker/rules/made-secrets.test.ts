import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { databasePasswordMatches } from '../../../lib/checker/rules/connections/database-password-matches';
import { hostsResolve } from '../../../lib/checker/rules/connections/hosts-resolve';
import { secretExists } from '../../../lib/checker/rules/references/secret-exists';
import { judge, parse } from './judge';

const GROUPS: Readonly<Record<string, string>> = {
  ExternalSecret: 'external-secrets.io/',
  SealedSecret: 'bitnami.com/',
};

const object = (kind: string, spec: string, more = ''): string => `
---
apiVersion: ${GROUPS[kind] ?? ''}v1
kind: ${kind}
metadata: { name: db-secret, namespace: api ${more} }
spec: ${spec}`;

/** The keys that pods find in the Secret db-secret; undefined if no manifest tells. */
function keys(yaml: string): string[] | undefined {
  const known = new Bundle(parse(yaml)).secretKeys('api', 'db-secret');
  return known && [...known];
}

const DATA = 'data: [{ secretKey: password, remoteRef: { key: shop } }]';

describe('the Secret that External Secrets makes', () => {
  test('has the name of its target', () => {
    const { madeSecrets } = new Bundle(parse(object('ExternalSecret', '{ target: { name: other } }')));
    expect(madeSecrets.map(({ name }) => name)).toEqual(['other']);
  });

  test('has the name of the ExternalSecret if no target says otherwise', () => {
    expect(keys(object('ExternalSecret', `{ ${DATA} }`))).toEqual(['password']);
  });

  test('has the keys of its template, and not what the template is made of', () => {
    const template = 'target: { template: { data: { DATABASE_URL: "x{{ .password }}" } } }';
    expect(keys(object('ExternalSecret', `{ ${DATA}, ${template} }`))).toEqual(['DATABASE_URL']);
  });

  test('has both where the template is merged', () => {
    const template = 'target: { template: { mergePolicy: Merge, data: { USER: shop } } }';
    expect(keys(object('ExternalSecret', `{ ${DATA}, ${template} }`))).toEqual(['password', 'USER']);
  });

  test.each([
    ['all of an entry is taken', '{ dataFrom: [{ extract: { key: shop } }] }'],
    [
      'its template stands in a ConfigMap',
      `{ ${DATA}, target: { template: { templateFrom: [{ configMap: { name: a } }] } } }`,
    ],
    ['it says nothing', '{}'],
  ])('has keys that nobody here knows where %s', (_, spec) => {
    expect(keys(object('ExternalSecret', spec))).toBeUndefined();
  });
});

describe('the Secret that Sealed Secrets makes', () => {
  test('has the keys of its ciphertexts, and those of its template', () => {
    const spec = '{ encryptedData: { PASSWORD: AgB }, template: { data: { USER: shop } } }';
    expect(keys(object('SealedSecret', spec))).toEqual(['PASSWORD', 'USER']);
  });

  test('lacks a ciphertext that its template takes out', () => {
    const spec = '{ encryptedData: { PASSWORD: AgB, USER: AgC }, template: { data: { PASSWORD: null } } }';
    expect(keys(object('SealedSecret', spec))).toEqual(['USER']);
  });
});

const pod = `
---
apiVersion: v1
kind: Pod
metadata: { name: api, namespace: api }
spec:
  containers:
    - name: api
      env: [{ name: URL, valueFrom: { secretKeyRef: { name: db-secret, key: DATABASE_URI } } }]`;

describe.each([
  [
    'ExternalSecret',
    (url: string) => `{ ${DATA}, target: { template: { data: { DATABASE_URL: '${url}' } } } }`,
    'spec.target.template.data.DATABASE_URL',
  ],
  [
    'SealedSecret',
    (url: string) => `{ encryptedData: { PASSWORD: AgB }, template: { data: { DATABASE_URL: '${url}' } } }`,
    'spec.template.data.DATABASE_URL',
  ],
])('a template of a %s', (kind, spec, field) => {
  const service = `
---
apiVersion: v1
kind: Service
metadata: { name: postgres, namespace: db }
spec: { clusterIP: None, selector: { app: db } }
---
apiVersion: apps/v1
kind: StatefulSet
metadata: { name: db, namespace: db }
spec:
  template:
    metadata: { labels: { app: db } }
    spec:
      containers:
        - name: db
          ports: [{ containerPort: 5432 }]
          env: [{ name: POSTGRES_USER, value: shop }, { name: POSTGRES_PASSWORD, value: x }]`;
  const url = (host: string, user = 'shop') => `postgresql://${user}:{{ .password | urlquery }}@${host}:5432/shop`;

  test('is asked for keys that it does not have', () => {
    expect(judge(secretExists, pod + object(kind, spec(url('postgres.db'))))).toEqual([
      expect.stringContaining('did you mean "DATABASE_URL"?'),
    ]);
  });

  test('names a host that exists', () => {
    expect(judge(hostsResolve, service + object(kind, spec(url('postgres.db.svc.cluster.local'))))).toEqual([]);
  });

  test('is refused with a mistyped host, though its password is not known', () => {
    expect(judge(hostsResolve, service + object(kind, spec(url('postgress.db.svc.cluster.local'))))).toEqual([
      `${kind} api/db-secret: ${field}: expected a Service in namespace db, received "postgress.db.svc.cluster.local"; did you mean "postgres"? [hosts-resolve]`,
    ]);
  });

  test('is refused with another user than the server has', () => {
    const other = object(kind, spec(url('postgres.db.svc.cluster.local', 'shopp')));
    expect(judge(databasePasswordMatches, service + other)).toEqual([
      `${kind} api/db-secret: ${field}: expected the user that StatefulSet db/db is given (POSTGRES_USER), received another one [database-password-matches]`,
    ]);
  });

  test('is not refused for its password, which nobody here knows', () => {
    const right = object(kind, spec(url('postgres.db.svc.cluster.local')));
    expect(judge(databasePasswordMatches, service + right)).toEqual([]);
  });
});
