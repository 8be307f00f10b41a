import { describe, expect, test } from '@jest/globals';
import { urlsLogIn } from '../../../../lib/checker/rules/connections/urls-log-in';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('urls-log-in', () => {
  const server = (args: string) =>
    object('Service', 'cache', 'selector: { app: cache }, ports: [{ port: 6379 }]') +
    object(
      'StatefulSet',
      'cache',
      `template: { metadata: { labels: { app: cache } }, spec: { containers: [{ name: redis, image: "redis:7", args: [${args}] }] } }`,
    );
  const locked = server('--requirepass, pw');
  const api = (url: string, more = '') =>
    deployment(`{ name: api, env: [{ name: REDIS_URL, value: "${url}" }${more}] }`);

  test('finds a URL without the password', () => {
    expect(judge(urlsLogIn, locked + api('redis://cache:6379/0'))).toEqual([urlsLogIn.example]);
  });

  test.each([
    ['a password in the URL', locked + api('redis://:pw@cache:6379/0')],
    ['a password in a variable', locked + api('redis://cache:6379', ', { name: REDIS_PASSWORD, value: pw }')],
    ['a server without a password', server('--appendonly, "yes"') + api('redis://cache:6379/0')],
    ['a server elsewhere', api('redis://cache:6379/0')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(urlsLogIn, yaml)).toEqual([]);
  });
});
