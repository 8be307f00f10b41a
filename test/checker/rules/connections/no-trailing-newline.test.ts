import { describe, expect, test } from '@jest/globals';
import { noTrailingNewline } from '../../../../lib/checker/rules/connections/no-trailing-newline';
import { judge } from '../judge';
import { object } from '../object';
import { configMap, FORMS } from './objects';

describe('no-trailing-newline', () => {
  test.each(Object.entries(FORMS))('no value of a Secret ends in a line break, in %s', (form, secret) => {
    const verdict = (value: string) => judge(noTrailingNewline, secret('db', { POSTGRES_PASSWORD: value }));
    expect(verdict('mysupersecret\n')).toEqual([noTrailingNewline.example.replace('data', form)]);
    expect(verdict('mysupersecret\r\n')).toHaveLength(1);
    expect(verdict('mysupersecret')).toEqual([]);
    expect(verdict('my\nsecret')).toEqual([]);
  });

  test.each(['-----BEGIN KEY-----\nabc\n-----END KEY-----\n', '{"auths": {}}\n', 'admin:$apr1$abc\n'])(
    'a file ends as files do: %j',
    (value) => {
      expect(judge(noTrailingNewline, FORMS.data('db', { file: value }))).toEqual([]);
    },
  );

  test('a certificate and its key are files', () => {
    expect(judge(noTrailingNewline, FORMS.data('tls', { 'tls.crt': 'x\n', 'ca.pem': 'y\n' }))).toEqual([]);
    expect(judge(noTrailingNewline, FORMS.data('tls', { crt: 'x\n' }))).toHaveLength(1);
    expect(judge(noTrailingNewline, FORMS.data('db', { keyfile: 'x\n', 'mongo-key-file': 'y\n' }))).toEqual([]);
  });

  test('a ConfigMap holds variables, and files', () => {
    const taking =
      '---\napiVersion: v1\nkind: Pod\nmetadata: { name: api }\nspec: { containers: [{ name: api, envFrom: [{ configMapRef: { name: api } }] }] }\n';
    expect(judge(noTrailingNewline, configMap('api', 'LOG_LEVEL', 'info\n'))).toEqual([]);
    expect(judge(noTrailingNewline, configMap('api', 'LOG_LEVEL', 'info\n') + taking)).toEqual([
      'ConfigMap default/api: data.LOG_LEVEL: expected no line break at the end of the value, received one [no-trailing-newline]',
    ]);
    expect(judge(noTrailingNewline, configMap('api', 'LOG_LEVEL', 'info'))).toEqual([]);
    expect(judge(noTrailingNewline, configMap('api', 'motd.txt', 'info\n'))).toEqual([]);
    expect(judge(noTrailingNewline, configMap('api', 'SCRIPT', 'a\nb\n'))).toEqual([]);
  });

  test('a variable of a container has none, an argument may', () => {
    const pod = (fields: string) => object('Pod', 'api', `spec: { containers: [{ name: api, ${fields} }] }`);
    expect(judge(noTrailingNewline, pod('env: [{ name: A, value: "b\\n" }]'))).toEqual([
      'Pod default/api: spec.containers[api].env[A].value: expected no line break at the end of the value, received one [no-trailing-newline]',
    ]);
    expect(judge(noTrailingNewline, pod('args: ["echo a\\n"]'))).toEqual([]);
  });
});
