import { describe, expect, test } from '@jest/globals';
import { databasePasswordMatches } from '../../../lib/checker/rules/connections/database-password-matches';
import { hostsResolve } from '../../../lib/checker/rules/connections/hosts-resolve';
import { secretExists } from '../../../lib/checker/rules/references/secret-exists';
import { DATA, object } from '../operators/db-secret';
import { judge } from '../rules/judge';

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
