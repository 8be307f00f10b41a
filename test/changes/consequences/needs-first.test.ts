import { describe, expect, test } from '@jest/globals';
import { needsFirst } from '../../../lib/changes/consequences/needs-first';
import { said, saidOf } from '../said';
import { API, DATABASE, NAMESPACE, object } from '../shop';

const variable = (secret: string) =>
  `name: api, env: [{ name: SMTP_PASSWORD, valueFrom: { secretKeyRef: { name: ${secret}, key: SMTP_PASSWORD } } }],`;
const mail = object('Secret', 'mail', 'stringData: { SMTP_PASSWORD: x }');
const external = (key: string) =>
  object(
    'ExternalSecret',
    'db',
    `spec: { secretStoreRef: { kind: ClusterSecretStore, name: vault }, data: [{ secretKey: p, remoteRef: { key: ${key}, property: password } }] }`,
    'external-secrets.io/v1',
  );

describe('things that must exist first', () => {
  test('a Secret with its keys', () => {
    expect(saidOf(needsFirst, NAMESPACE + API, 'name: api, image', `${variable('mail')} image`)).toEqual([
      needsFirst.example,
    ]);
  });

  test('an entry of a store', () => {
    const [line] = said(needsFirst, external('shop/old'), external('shop/new'));
    expect(line).toContain('needs entry shop/new with password in ClusterSecretStore vault');
  });

  test('the definition of a kind, and a store, with the first object that asks for them', () => {
    const lines = said(needsFirst, NAMESPACE + API, NAMESPACE + API + external('shop/db'));
    expect(lines.join('\n')).toContain('needs the CustomResourceDefinition of ExternalSecret in external-secrets.io');
    expect(lines.join('\n')).toContain('needs ClusterSecretStore vault');
  });

  test('a namespace that no manifest makes', () => {
    const [line] = said(needsFirst, NAMESPACE + API, API);
    expect(line).toMatch(/^needs-first: Deployment shop\/api: needs Namespace shop/);
  });

  test('a StorageClass', () => {
    const [line] = saidOf(
      needsFirst,
      DATABASE,
      'resources: { requests: { storage',
      'storageClassName: fast, resources: { requests: { storage',
    );
    expect(line).toContain('needs StorageClass fast');
  });
});

describe('things that are there', () => {
  test('a Secret that the manifests make', () => {
    expect(
      said(
        needsFirst,
        NAMESPACE + API,
        NAMESPACE + API.replace('name: api, image', `${variable('mail')} image`) + mail,
      ),
    ).toEqual([]);
  });

  test('a Secret that the pods needed before', () => {
    const before = API.replace('name: api, image', `${variable('mail')} image`);
    expect(saidOf(needsFirst, before, 'acme/api:1.0.0', 'acme/api:1.1.0')).toEqual([]);
  });
});
