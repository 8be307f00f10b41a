import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { parse } from '../rules/judge';
import { DATA, keys, object } from './db-secret';

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
