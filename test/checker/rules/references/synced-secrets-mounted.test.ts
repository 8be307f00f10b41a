import { describe, expect, test } from '@jest/globals';
import { secretExists } from '../../../../lib/checker/rules/references/secret-exists';
import { syncedSecretsMounted } from '../../../../lib/checker/rules/references/synced-secrets-mounted';
import { judge } from '../judge';
import { object } from '../object';
import { container, deployment } from './objects';

describe('synced-secrets-mounted', () => {
  const store = (name = 'password', objects = '- objectName: password') =>
    object(
      'SecretProviderClass',
      'api',
      `spec: { parameters: { objects: "${objects}" }, secretObjects: [{ secretName: api-db, data: [{ objectName: ${name}, key: value }] }] }`,
      'secrets-store.csi.x-k8s.io/v1',
    );
  const reader = (volumes = '', key = 'value') =>
    deployment(
      'api',
      `${container(`env: [{ name: A, valueFrom: { secretKeyRef: { name: api-db, key: ${key} } } }]`)}, volumes: [${volumes}]`,
    );
  const VOLUME = '{ name: s, csi: { volumeAttributes: { secretProviderClass: api } } }';

  test('finds a Secret that no pod has the driver make', () => {
    expect(judge(syncedSecretsMounted, store() + reader())).toEqual([syncedSecretsMounted.example]);
    expect(judge(syncedSecretsMounted, store() + reader(VOLUME))).toEqual([]);
  });

  test.each([
    ['a Secret that nobody reads', store()],
    ['a Secret with a manifest', store() + reader() + object('Secret', 'api-db')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(syncedSecretsMounted, yaml)).toEqual([]);
  });

  test('knows the keys of the Secret', () => {
    expect(judge(secretExists, store() + reader(VOLUME, 'vaule'))).toEqual([
      expect.stringContaining('to have key "vaule"'),
    ]);
    expect(judge(secretExists, store() + reader(VOLUME))).toEqual([]);
  });
});
