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
    ['one slash behind the scheme', env('postgresql:/app@db/shop')],
    [
      'base64 where Kubernetes encodes',
      `apiVersion: v1\nkind: Secret\nmetadata: { name: db }\nstringData: { URL: ${base64('postgres://db/shop')} }`,
    ],
    ['quotes around a URL', env('"http://api"')],
    ['quotes around a URL in a Secret', secret(base64("'redis://cache:6379'"))],
    ['a space behind a URL', env('http://api ')],
    ['a placeholder that nobody fills in', env(['$', '{DB_URL}'].join(''))],
    ['a placeholder in a URL', env(['http://$', '{HOST}/'].join(''))],
    ['the text of a chart of Helm', env('http://{{ .Values.host }}:8080')],
    ['the host of a handbook in a URL', env('https://<your-domain>/api')],
    ['the placeholder of a handbook', secret(base64('<PASSWORD>'))],
  ])('finds %s', (_, yaml) => {
    expect(judge(finishedValues, yaml)).toHaveLength(1);
  });

  test.each([
    ['a URL', env('http://api')],
    ['an address in angle brackets', env('<noreply@example.com>')],
    ['a template of the program', env('{{ .Labels.job }} is away')],
    ['a sentence with a URL in quotes', env('see "http://api" first')],
    ['a variable of Kubernetes', env('http://$(HOST)')],
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
