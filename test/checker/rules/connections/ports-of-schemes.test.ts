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
});
