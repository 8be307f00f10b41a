import { describe, expect, test } from '@jest/globals';
import { schemesFitPorts } from '../../../../lib/checker/rules/connections/schemes-fit-ports';
import { judge } from '../judge';
import { object } from '../workloads';

describe('schemes-fit-ports', () => {
  const server = (image: string, ports: string) =>
    object('Service', 'mq', `selector: { app: mq }, ports: [${ports}]`) +
    object(
      'StatefulSet',
      'mq',
      `template: { metadata: { labels: { app: mq } }, spec: { containers: [{ name: mq, image: "${image}" }] } }`,
    );
  const rabbit = server('rabbitmq:3-management', '{ name: a, port: 5672 }, { name: b, port: 15672 }');
  const told = (url: string) => `
---
apiVersion: v1
kind: Secret
metadata: { name: api }
stringData: { AMQP_URL: "${url}" }
`;

  test('finds a URL at the port of another protocol', () => {
    expect(judge(schemesFitPorts, rabbit + told('amqp://app:pw@mq:15672/'))).toEqual([schemesFitPorts.example]);
    const clickhouse = server('clickhouse/clickhouse-server:24', '{ port: 9000 }');
    expect(judge(schemesFitPorts, clickhouse + told('http://app:pw@mq:9000/events'))).toHaveLength(1);
  });

  test('reads the port of the pods behind the Service', () => {
    const moved = server('rabbitmq:3', '{ port: 80, targetPort: 5672 }');
    expect(judge(schemesFitPorts, moved + told('amqp://mq:80'))).toHaveLength(0);
    expect(judge(schemesFitPorts, moved + told('http://mq:80/'))).toHaveLength(1);
  });

  test('http is for the port that speaks HTTP, unless the text says gRPC', () => {
    const qdrant = server('qdrant/qdrant:v1.12.0', '{ port: 6333 }, { port: 6334 }');
    expect(judge(schemesFitPorts, qdrant + told('http://mq:6334'))[0]).toContain('expected port 6333');
    expect(judge(schemesFitPorts, qdrant + told('http://mq:6333'))).toEqual([]);
    expect(judge(schemesFitPorts, qdrant + told('http://mq:6334').replace('AMQP_URL', 'GRPC_URL'))).toEqual([]);
  });

  test.each(['amqp://app:pw@mq:5672/', 'http://mq:15672/api', 'rabbitmq://mq:5672', 'amqp://app:pw@elsewhere:15672/'])(
    'accepts %s',
    (url) => {
      expect(judge(schemesFitPorts, rabbit + told(url))).toEqual([]);
    },
  );

  test.each([
    ['clickhouse-server', 8123, ['http', 'https', 'clickhouse'], 'amqp'],
    ['clickhouse-server', 8443, ['http', 'https', 'clickhouse'], 'amqp'],
    ['clickhouse-server', 9000, ['tcp', 'clickhouse'], 'https'],
    ['clickhouse-server', 9009, ['tcp'], 'http'],
    ['rabbitmq', 5672, ['amqp', 'rabbitmq'], 'http'],
    ['rabbitmq', 5671, ['amqps', 'amqp', 'rabbitmq'], 'http'],
    ['rabbitmq', 15692, ['http', 'https'], 'amqp'],
    ['rabbitmq', 1883, ['mqtt'], 'http'],
    ['nats', 4222, ['nats'], 'http'],
    ['nats', 8222, ['http', 'https'], 'nats'],
    ['nats', 6222, ['nats-route', 'nats'], 'http'],
    ['neo4j', 7474, ['http', 'https'], 'bolt'],
    ['neo4j', 7473, ['http', 'https'], 'neo4j'],
    ['neo4j', 7687, ['bolt', 'neo4j'], 'http'],
    ['opensearch', 9200, ['http', 'https'], 'redis'],
    ['elasticsearch', 9300, ['tcp'], 'http'],
    ['postgres', 5432, ['postgres', 'postgresql'], 'mysql'],
    ['mariadb', 3306, ['mysql'], 'postgres'],
    ['valkey', 6379, ['redis', 'rediss'], 'http'],
    ['mongo', 27017, ['mongodb'], 'mysql'],
    ['minio', 9000, ['http', 'https'], 'redis'],
    ['qdrant', 6334, ['grpc'], 'http'],
    ['weaviate', 8080, ['http', 'https'], 'grpc'],
    ['weaviate', 50051, ['grpc'], 'http'],
    ['influxdb', 8086, ['http', 'https'], 'nats'],
    ['influxdb', 8088, ['tcp'], 'http'],
    ['consul', 8500, ['http', 'https'], 'postgresql'],
    ['consul', 8300, ['tcp'], 'http'],
    ['consul', 8301, ['tcp'], 'http'],
    ['tritonserver', 8000, ['http', 'https'], 'grpc'],
    ['tritonserver', 8001, ['grpc'], 'http'],
    ['tritonserver', 8002, ['http', 'https'], 'rediss'],
  ])('%s speaks at %d: %j', (image, port, schemes, other) => {
    const asks = (scheme: string) =>
      judge(schemesFitPorts, server(image, `{ port: ${port} }`) + told(`${scheme}://mq:${port}/a`));
    for (const scheme of schemes) expect(asks(scheme)).toEqual([]);
    expect(asks(other)[0]).toMatch(new RegExp(`received ${port}, where \\w+ speaks ${schemes[0]} `));
    expect(asks('acme')).toEqual([]);
  });

  test.each([
    'http',
    'https',
    'amqp',
    'amqps',
    'postgres',
    'postgresql',
    'mysql',
    'mongodb',
    'redis',
    'rediss',
    'nats',
  ])('%s is no driver of a server without it', (scheme) => {
    const at = scheme.startsWith('mongo') ? 'consul' : 'mongo';
    const port = at === 'mongo' ? 27017 : 8500;
    const asks = judge(schemesFitPorts, server(at, `{ port: ${port} }`) + told(`${scheme}://mq:${port}/a`));
    expect(asks).toHaveLength(at === 'consul' && /^http/.test(scheme) ? 0 : 1);
  });
});
