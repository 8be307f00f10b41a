import { describe, expect, test } from '@jest/globals';
import { validBase64 } from '../../../../lib/checker/rules/api-server/valid-base64';
import { hostsResolve } from '../../../../lib/checker/rules/connections/hosts-resolve';
import { base64, FORMS } from '../connections/objects';
import { judge } from '../judge';
import { object } from '../object';

describe('valid-base64', () => {
  const secret = (value: string) => object('Secret', 'db', `data: { POSTGRES_PASSWORD: ${JSON.stringify(value)} }`);

  test.each(['mysupersecret!', 'YWJj=', 'YWJ', 'YW Jj', 'a-_b', '===='])('%j does not decode', (value) => {
    expect(judge(validBase64, secret(value))).toEqual([validBase64.example]);
  });

  test.each(['', 'YWJj', 'YWI=', 'YQ==', 'YW\nJj\n', '+/+/'])('%j does', (value) => {
    expect(judge(validBase64, secret(value))).toEqual([]);
  });

  test('stringData is plain', () => {
    expect(judge(validBase64, FORMS.stringData('db', { POSTGRES_PASSWORD: 'mysupersecret!' }))).toEqual([]);
  });

  test('the binary data of a ConfigMap is encoded, too', () => {
    expect(judge(validBase64, object('ConfigMap', 'a', 'binaryData: { logo.png: "no!" }, data: { A: "no!" }'))).toEqual(
      [
        'ConfigMap default/a: binaryData[logo.png]: expected base64, or the plain value below data, received text that does not decode [valid-base64]',
      ],
    );
  });

  test('what does not decode is no text for other rules, and stringData wins over data', () => {
    const both = (data: string) =>
      object('Secret', 'a', `data: { U: ${JSON.stringify(data)} }, stringData: { U: "http://localhost" }`);
    expect(judge(hostsResolve, secret('http://gone'))).toEqual([]);
    expect(judge(hostsResolve, both(base64('http://gone')))).toEqual([]);
  });
});
