import { describe, expect, test } from '@jest/globals';
import { portsOfSchemes } from '../../../../lib/checker/rules/connections/ports-of-schemes';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('ports-of-schemes', () => {
  const env = (values: Readonly<Record<string, string>>, more = '') =>
    judge(
      portsOfSchemes,
      deployment(
        `{ name: api, image: app, env: [${Object.entries(values)
          .map(([name, value]) => `{ name: ${name}, value: "${value}" }`)
          .join()}] }`,
      ) + more,
    );

  test('finds a URL whose port speaks another protocol', () => {
    expect(env({ AMQP_URL: 'amqp://u:p@mq:15672/' })).toEqual([portsOfSchemes.example]);
    expect(env({ AMQP_URL: 'amqp://u:p@mq:5672/' })).toEqual([]);
    expect(env({ AMQP_URL: 'amqp://u:p@mq/' })).toEqual([]);
    expect(env({ API_URL: 'https://shop.example.com:80/' })).toHaveLength(1);
  });

  test('follows a Service to another port', () => {
    const service = object('Service', 'shop', 'selector: { app: api }, ports: [{ port: 443, targetPort: 8080 }]');
    expect(env({ SHOP_URL: 'http://shop:443/' }, service)).toEqual([]);
  });

  test('leaves a server whose ports are known to schemes-fit-ports', () => {
    const rabbit =
      object('Service', 'mq', 'selector: { app: mq }, ports: [{ port: 15672 }]') +
      object(
        'StatefulSet',
        'mq',
        'template: { metadata: { labels: { app: mq } }, spec: { containers: [{ name: mq, image: "rabbitmq:3" }] } }',
      );
    expect(env({ AMQP_URL: 'amqp://u:p@mq:15672/' }, rabbit)).toEqual([]);
  });

  test.each([
    ['amqp', 5671, '5672, or amqps'],
    ['amqps', 15671, '5671'],
    ['amqps', 15672, '5671'],
    ['amqps', 5672, '5671, or amqp'],
    ['http', 443, 'https, which port 443 speaks'],
    ['http', 5432, 'postgresql'],
    ['http', 3306, 'mysql'],
    ['http', 6379, 'redis'],
    ['http', 27017, 'mongodb'],
    ['https', 80, 'http, which port 80 speaks'],
    ['ldap', 636, '389, or ldaps'],
    ['ldaps', 389, '636, or ldap'],
    ['mqtt', 8883, '1883, or mqtts'],
    ['mqtts', 1883, '8883, or mqtt'],
    ['mysql', 33060, '3306, since 33060 speaks another protocol'],
    ['nats', 6222, '4222, since 6222 is for servers'],
    ['nats', 8222, '4222, since 8222 is for monitoring'],
    ['redis', 26379, '6379, since 26379 is for Sentinel'],
    ['redis', 16379, '6379, since 16379 is for servers'],
    ['smtp', 465, '587, or smtps'],
    ['smtps', 587, '465, or smtp'],
    ['smtps', 25, '465, or smtp'],
  ])('%s is not spoken on %d', (scheme, port, expected) => {
    expect(env({ SERVER: `${scheme}://server:${port}` })[0]).toContain(
      `expected ${expected}, received ${scheme} with port ${port} [ports-of-schemes]`,
    );
  });

  test('a client of Sentinel asks the port of Sentinel', () => {
    const redis = { REDIS_URL: 'redis://cache:26379', LEVEL: 'debug' };
    expect(env(redis)).toHaveLength(1);
    expect(env({ ...redis, REDIS_MASTER_NAME: 'main' })).toEqual([]);
    expect(env({ REDIS_URL: 'redis://cache:16379', REDIS_MASTER_NAME: 'main' })).toHaveLength(1);
  });
});
