import { describe, expect, test } from '@jest/globals';
import { portsOfProtocols } from '../../../../lib/checker/rules/connections/ports-of-protocols';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('ports-of-protocols', () => {
  const model = object('Service', 'model', 'ports: [{ name: http, port: 8000 }, { name: grpc, port: 8001 }]').replace(
    'name: model',
    'name: model, namespace: default',
  );
  const broker = object(
    'Service',
    'broker',
    'ports: [{ name: amqp, port: 5672 }, { name: http-management, port: 15672 }]',
  );
  const said = (name: string, value: string) =>
    judge(portsOfProtocols, deployment(`{ name: api, env: [{ name: ${name}, value: "${value}" }] }`) + model + broker);

  test('finds a client of one protocol at the port of another', () => {
    expect(said('MODEL_GRPC_URL', 'model:8000')).toEqual([portsOfProtocols.example]);
    expect(said('QUEUE_URL', 'amqp://app:secret@broker.default.svc:15672/')).toHaveLength(1);
  });

  test.each([
    ['MODEL_GRPC_URL', 'model:8001'],
    ['MODEL_URL', 'http://model:8000'],
    ['MODEL_HTTP_URL', 'http://model:8001'],
    ['GRPC_GATEWAY_URL', 'http://model:8000'],
    ['QUEUE_URL', 'amqp://broker:5672'],
    ['RABBITMQ_MANAGEMENT_URL', 'http://broker:15672'],
    ['METRICS_URL', 'http://model:8000'],
  ])('accepts %s with %s', (name, value) => {
    expect(said(name, value)).toEqual([]);
  });
});
