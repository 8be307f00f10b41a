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
});
