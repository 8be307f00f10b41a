import { describe, expect, test } from '@jest/globals';
import { optionalKeysExist } from '../../../../lib/checker/rules/references/optional-keys-exist';
import { judge } from '../judge';
import { object } from '../object';
import { container, deployment } from './objects';

describe('optional-keys-exist', () => {
  const mail = (key: string) =>
    deployment(
      'mail',
      container(`env: [{ name: FROM, valueFrom: { configMapKeyRef: { name: mail, key: ${key}, optional: true } } }]`),
    );
  const config = (data: string) => object('ConfigMap', 'mail', `data: { ${data} }`);

  test('a missing optional key beside a near one that nobody reads is a mistake', () => {
    expect(judge(optionalKeysExist, mail('from-address') + config('from: a'))).toEqual([
      optionalKeysExist.example.replace('[mail]', '[api]'),
    ]);
    expect(judge(optionalKeysExist, mail('from') + config('from: a'))).toEqual([]);
  });

  test('an optional key may be missing', () => {
    expect(judge(optionalKeysExist, mail('reply-to') + config('host: a, port: b'))).toEqual([]);
  });
});
