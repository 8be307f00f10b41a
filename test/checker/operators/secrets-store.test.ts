import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { parse } from '../rules/judge';
import { object } from '../rules/object';

const keysOf = (yaml: string, name: string) => [...(new Bundle(parse(yaml)).secretKeys('default', name) ?? [])];

describe('the Secrets that Secrets Store copies', () => {
  test('Secrets Store copies the keys that its class names', () => {
    const provider = object(
      'SecretProviderClass',
      'vault',
      'spec: { secretObjects: [{ secretName: db, data: [{ objectName: a, key: USER }, { objectName: b, key: PASSWORD }] }] }',
      'secrets-store.csi.x-k8s.io/v1',
    );
    expect(keysOf(provider, 'db')).toEqual(['USER', 'PASSWORD']);
  });
});
