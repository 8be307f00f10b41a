import { describe, expect, test } from '@jest/globals';
import { noPlaintextCredentials } from '../../../../lib/checker/rules/security/no-plaintext-credentials';
import { judge } from '../judge';
import { API, configMap, deployment } from '../workloads';

describe('no-plaintext-credentials', () => {
  const NAMED = 'a value for a name like a credential';
  const env = (name: string, value: string) => deployment(`{ name: api, env: [{ name: ${name}, value: '${value}' }] }`);
  const received = (yaml: string) =>
    judge(noPlaintextCredentials, yaml).map((line) => /received (.*) \[/.exec(line)?.[1]);

  test('finds a password in a variable, and does not tell it', () => {
    expect(judge(noPlaintextCredentials, env('DB_PASSWORD', 'hunter2'))).toEqual([noPlaintextCredentials.example]);
  });

  test('takes the name of a new etcd cluster for no credential', () => {
    expect(received(deployment('{ name: etcd, args: [--initial-cluster-token=kv] }'))).toEqual([]);
    expect(received(deployment('{ name: etcd, args: [--cluster-token=kv] }'))).toEqual([NAMED]);
  });

  test.each([
    'PGPASSWORD',
    'mysql_root_passwd',
    'JWT_SECRET',
    'SECRET_KEY',
    'GITHUB_TOKEN',
    'STRIPE_API_KEY',
    'APIKEY',
    'TLS_PRIVATE_KEY',
    'AWS_CREDENTIALS',
    'DB_PASSWORD_2',
    'ADMIN_PASSWORD_DEV',
  ])('takes %s for the name of a credential', (name) => {
    expect(received(env(name, 'hunter2'))).toEqual([NAMED]);
    expect(received(configMap('api', `${name}: hunter2`))).toEqual([NAMED]);
  });

  test.each([
    ['DB_PASSWORD_FILE', 'hunter2'],
    ['TOKEN_URL', 'https://example.com/token'],
    ['ACCESS_TOKEN_EXPIRE_MINUTES', '30'],
    ['TOKEN_TTL', '3600'],
    ['SECRET_NAME', 'db-secret'],
    ['MAX_TOKENS', '4096'],
    ['TOKENIZER', 'gpt'],
    ['PASSWORD_MIN_LENGTH', '12'],
    ['ALLOW_EMPTY_PASSWORD', 'yes'],
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', '/run/secrets/db'],
    ['DB_PASSWORD', '$(POSTGRES_PASSWORD)'],
    ['PRIVATE_KEY', 'tls.key'],
    ['LOG_LEVEL', 'hunter2'],
  ])('accepts %s: %s', (name, value) => {
    expect(received(env(name, value))).toEqual([]);
  });

  const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'c2lnbmF0dXJl'].join('.');
  const SHAPES = [
    ['a URL with a password', 'postgresql://board:hunter2@db:5432/wealist'],
    ['a URL with a password', 'redis://:hunter2@redis:6379'],
    ['a URL with a password', 'amqp://a:%40%2F@mq'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
    ['an AWS access key', `AKIA${'ABCDEFGH'.repeat(2)}`],
    ['a GitHub token', `ghp_${'a1B2c3'.repeat(6)}`],
    ['a Slack token', `xoxb-${'1234567890'}`],
    ['a JSON web token', JWT],
  ] as const;

  test.each(SHAPES)('knows %s by its shape: in a variable, a ConfigMap, a command', (shape, value) => {
    expect(received(env('VALUE', value))).toEqual([shape]);
    expect(received(configMap('api', `app.conf: 'x = ${value}'`))).toEqual([shape]);
    expect(received(deployment(`{ name: api, args: ['--url=${value}'] }`))).toEqual([shape]);
  });

  test.each([
    'postgresql://db:5432/wealist',
    'postgresql://board@db:5432/wealist',
    'postgresql://$(DB_USER):$(DB_PASSWORD)@db/wealist',
    `postgresql://user:${'$'}{PASSWORD}@db`,
    'postgresql://user:{{ .password }}@db',
    'postgresql://user:<password>@db',
    'postgresql://%s:%s@db',
    'http://localhost:8080/a@b',
    '{"url":"http://localhost:8080","mail":"a@b"}',
    '-----BEGIN CERTIFICATE-----',
    'eyJhbGciOiJIUzI1NiJ9',
  ])('accepts %s', (value) => {
    expect(received(env('VALUE', value))).toEqual([]);
  });

  test('says where it is', () => {
    expect(
      judge(noPlaintextCredentials, deployment('{ name: api, command: [app], args: [-v, --db.password=hunter2] }')),
    ).toEqual([
      `${API}.containers[api].args[1]: expected a variable that a Secret fills, received ${NAMED} [no-plaintext-credentials]`,
    ]);
    expect(judge(noPlaintextCredentials, configMap('api', 'API_KEY: hunter2'))).toEqual([
      `ConfigMap default/api: data.API_KEY: expected a place for it in a Secret, received ${NAMED} [no-plaintext-credentials]`,
    ]);
  });

  test('looks at neither Secrets nor references to them', () => {
    const reference = '{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: db, key: PASSWORD } } }';
    const secret = configMap('db', 'PASSWORD: hunter2').replace('ConfigMap', 'Secret');
    expect(judge(noPlaintextCredentials, deployment(`{ name: api, env: [${reference}] }`) + secret)).toEqual([]);
  });

  test('takes no time for long texts without a credential', () => {
    for (const text of ['a', 'eyJ', 'eyJ-', '://', '://a:', 'AKIA', '-----BEGIN ']) {
      expect(received(configMap('api', `text: '${text.repeat(50_000)}'`))).toEqual([]);
    }
  });
});
