import { describe, expect, test } from '@jest/globals';
import { keys, object } from './db-secret';

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
