import { describe, expect, test } from '@jest/globals';
import { finishedValues } from '../../../../lib/checker/rules/connections/finished-values';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('finished-values', () => {
  const base64 = (text: string) => Buffer.from(text).toString('base64');
  const secret = (value: string) =>
    `\n---\napiVersion: v1\nkind: Secret\nmetadata: { name: db }\ndata: { URL: "${value}" }\n`;
  const env = (value: string) => deployment(`{ name: api, env: [{ name: URL, value: ${JSON.stringify(value)} }] }`);

  test('finds a URL that was encoded twice', () => {
    expect(judge(finishedValues, secret(base64(base64('postgres://db/shop'))))).toEqual([finishedValues.example]);
  });

  test.each([
    [
      'one slash behind the scheme',
      'two slashes behind the scheme of a URL',
      'one slash',
      env('postgresql:/app@db/shop'),
    ],
    [
      'base64 where Kubernetes encodes',
      'the value itself, which Kubernetes encodes',
      'base64',
      `apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { URL: ${base64('postgres://db/shop')} }`,
    ],
    ['quotes around a URL', 'a URL without quotes around it', 'quotes inside the value', env('"HTTP://api"')],
    [
      'quotes around a URL in a Secret',
      'a URL without quotes around it',
      'quotes inside the value',
      secret(base64("'redis://cache:6379'")),
    ],
    ['a space behind a URL', 'a URL without spaces around it', 'a space before or behind the URL', env('http://api ')],
    ['a space before a URL', 'a URL without spaces around it', 'a space before or behind the URL', env(' HTTP://api')],
    [
      'a placeholder that nobody fills in',
      'a value that is filled in',
      'a placeholder of a template',
      env(['$', '{DB_URL}'].join('')),
    ],
    [
      'a placeholder of a Secret',
      'a value that is filled in',
      'a placeholder of a template',
      secret(base64('__DB_URL__')),
    ],
    [
      'a placeholder in a URL',
      'a URL that is filled in',
      'a placeholder in the URL',
      env(['http://$', '{HOST}/'].join('')),
    ],
    [
      'the text of a chart of Helm',
      'a value that Helm has filled in',
      'the text of a template',
      env('http://{{ .Values.host }}:8080'),
    ],
    [
      'the host of a handbook in a URL',
      'a value that is filled in',
      'a placeholder in angle brackets',
      env('https://<your-domain>/api'),
    ],
    ['a word of a handbook', 'a value that is filled in', 'a placeholder in angle brackets', env('<my-region>')],
    [
      'the placeholder of a handbook',
      'a value that is filled in',
      'a placeholder of a template',
      secret(base64('<PASSWORD>')),
    ],
    [
      'JSON that was encoded twice',
      'a value that is encoded once',
      'base64 of base64',
      secret(base64(base64('{"a":"bcdefg"}'))),
    ],
    [
      'a key that was encoded twice',
      'a value that is encoded once',
      'base64 of base64',
      secret(base64(base64('-----BEGIN KEY'))),
    ],
    [
      'a line that was encoded twice',
      'a value that is encoded once',
      'base64 of base64',
      secret(base64(base64('a password1\n'))),
    ],
  ])('finds %s', (_, expected, received, yaml) => {
    expect(judge(finishedValues, yaml).map((text) => text.split(': expected ')[1])).toEqual([
      `${expected}, received ${received} [finished-values]`,
    ]);
  });

  test.each([
    ['a URL', env('http://api')],
    ['an address in angle brackets', env('<noreply@example.com>')],
    ['a template of the program', env('{{ .Labels.job }} is away')],
    ['a sentence with a URL in quotes', env('see "http://api" first')],
    ['a variable of Kubernetes', env('http://$(HOST)')],
    ['bytes in base64', secret(base64('AAECAwQFBgcICQoL'))],
    [
      'a value of a ConfigMap that its program fills in',
      'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { NAME: __DB_NAME__ }',
    ],
    ['a random value that looks like base64', secret(base64('c2VjcmV0LXRleHQtMTIzNDU2Nzg5'))],
    [
      'the template of a configuration file',
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\ndata: { nginx.conf: "${['http://$', '{HOST}'].join('')}" }`,
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(finishedValues, yaml)).toEqual([]);
  });

  test('never shows a value', () => {
    expect(judge(finishedValues, secret(base64('"postgres://me:hunter2@db"'))).join()).not.toContain('hunter2');
  });

  test('finds a password in base64 where Kubernetes encodes', () => {
    const plain = (key: string, value: string) =>
      judge(finishedValues, `apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { ${key}: "${value}" }`);
    expect(plain('PGPASSWORD', base64('s7vXq21mLp'))).toHaveLength(1);
    expect(plain('PGPASSWORD', 'changeme1234')).toEqual([]);
    expect(plain('keyfile', base64('s7vXq21mLp'))).toEqual([]);
  });
});
