import { describe, expect, test } from '@jest/globals';
import { urlPasswordsEncoded } from '../../../../lib/checker/rules/connections/url-passwords-encoded';
import { postgresUrl } from '../../../../lib/values/postgres-database';
import { filled } from '../../../../lib/values/secret-value';
import { judge } from '../judge';
import { FORMS } from './objects';

describe('url-passwords-encoded', () => {
  const verdict = (value: string) => judge(urlPasswordsEncoded, FORMS.stringData('api', { DATABASE_URL: value }));

  test.each([
    'p@ss',
    'p/ss',
    'p:ss',
    'p#ss',
    'p?ss',
    'p ss',
    'p%ss',
    'p%2',
    'pä',
    'p@s/s',
    '1/2',
    'p/',
    '/p',
    'p?a=b',
    'p/@',
    '[',
  ])('a password that is %s must be encoded', (password) => {
    const url = `postgresql://postgres:${password}@db.example.com:5432/wealist`;
    expect(verdict(url)).toEqual([urlPasswordsEncoded.example]);
    const coded = filled(
      postgresUrl({ user: 'postgres', host: 'db.example.com', port: 5432, database: 'wealist' }),
      password,
    );
    expect(verdict(coded)).toEqual([]);
  });

  const GROUPS = { ExternalSecret: 'external-secrets.io', SealedSecret: 'bitnami.com' };
  const templated = (kind: keyof typeof GROUPS, path: string, action: string) =>
    judge(
      urlPasswordsEncoded,
      `{ apiVersion: ${GROUPS[kind]}/v1, kind: ${kind}, metadata: { name: api }, spec: { ${path}: { data: { URL: 'redis://:{{${action}}}@db.example.com' } } ${'}'.repeat(path.split('{').length)} }`,
    );
  const PLACES = [
    ['ExternalSecret', 'target: { template', 'spec.target.template.data.URL'],
    ['SealedSecret', 'template', 'spec.template.data.URL'],
  ] as const;

  test.each(PLACES)('the template of an %s must encode the password, too', (kind, path, field) => {
    for (const action of [' .password ', ' .password | urlquery ']) {
      expect(templated(kind, path, action)).toEqual([
        `${kind} default/api: ${field}: expected a password that is percent-encoded, with | urlquery | replace "+" "%20", received "{{${action}}}" [url-passwords-encoded]`,
      ]);
    }
  });

  test.each(PLACES)('the template of an %s may encode it as libpq reads it', (kind, path, _) => {
    expect(templated(kind, path, ' .password | urlquery | replace "+" "%20" ')).toEqual([]);
  });

  test.each([
    "p-._~!$&'()*+,;=p",
    'p%40ss',
    '$(PASSWORD)',
    `$${'{PASSWORD}'}`,
    '$PASSWORD',
    '{{ .password | urlquery }}',
    '<password>',
  ])('%s may stand there', (password) => {
    expect(verdict(`postgresql://postgres:${password}@db.example.com:5432/wealist`)).toEqual([]);
  });

  test('a user must be encoded, too', () => {
    expect(verdict('amqp://me@example.com:secret@mq.example.com')).toEqual([
      expect.stringContaining('expected a percent-encoded user in the URL'),
    ]);
  });

  test.each([
    'http://board-api:8080/users/@me',
    'https://registry.npmjs.org/@angular/core',
    'postgresql://db:5432/wealist?user=me@example.com',
    'https://user:token@registry.npmjs.org/@angular/core',
    'ssh://git@github.com/wealist/board',
    'mail admin@example.com or see http://example.com',
    'redis://:secret@cache.example.com',
  ])('%s needs no more', (value) => {
    expect(verdict(value)).toEqual([]);
  });

  test('data is read as stringData is', () => {
    const url = 'postgresql://postgres:p@ss@db.example.com/wealist';
    expect(judge(urlPasswordsEncoded, FORMS.data('api', { DATABASE_URL: url }))).toEqual([
      urlPasswordsEncoded.example.replace('stringData', 'data'),
    ]);
  });

  test('finds a password that Kubernetes puts into a URL as it stands', () => {
    const together = (password: string) =>
      judge(
        urlPasswordsEncoded,
        `
apiVersion: v1
kind: Pod
metadata: { name: api }
spec: { containers: [{ name: api, env: [{ name: PASSWORD, value: "${password}" }, { name: DB, value: "postgres://me:$(PASSWORD)@db/shop" }] }] }
`,
      );
    expect(together('Tq8/ZrB#3m@Vx')).toHaveLength(1);
    expect(together('Tq8%2FZrB')).toEqual([]);
    expect(together('Tq8ZrB3mVx')).toEqual([]);
  });
});
