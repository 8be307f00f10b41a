import { describe, expect, test } from '@jest/globals';
import { scalerParameters } from '../../../../lib/checker/rules/availability/scaler-parameters';
import { judge } from '../judge';
import { object } from '../object';

describe('scaler-parameters', () => {
  const scaler = (metadata: string) =>
    object(
      'ScaledObject',
      'mail/worker',
      `spec: { triggers: [{ type: rabbitmq, metadata: { ${metadata} }, authenticationRef: { name: queue } }] }`,
    );
  const authentication = (parameter: string) =>
    object(
      'TriggerAuthentication',
      'mail/queue',
      `spec: { secretTargetRef: [{ parameter: ${parameter}, name: a, key: b }] }`,
    );

  test('the authentication has parameters of the scaler', () => {
    expect(judge(scalerParameters, scaler('queueName: mail') + authentication('uri'))).toEqual([
      scalerParameters.example,
    ]);
    expect(judge(scalerParameters, scaler('queueName: mail') + authentication('host'))).toEqual([]);
  });

  test('a parameter with a near name is mistyped, and another may be newer', () => {
    expect(judge(scalerParameters, scaler('queuName: mail'))).toEqual([
      expect.stringContaining('received "queuName"; did you mean "queueName"?'),
    ]);
    expect(judge(scalerParameters, scaler('consumerTag: mail'))).toEqual([]);
  });

  describe('the protocol of RabbitMQ', () => {
    const said = (metadata: string, url: string) =>
      judge(
        scalerParameters,
        scaler(metadata) +
          authentication('host') +
          object('Secret', 'mail/a', `stringData: { b: "${url}://u:p@mq:5672/" }`, 'v1'),
      );

    test('is that of the host', () => {
      expect(said('protocol: http', 'amqp')).toEqual([
        'ScaledObject mail/worker: spec.triggers[0].metadata.protocol: expected "amqp", the protocol of the URL of the host, received "http" [scaler-parameters]',
      ]);
      expect(said('protocol: amqp', 'https')).toHaveLength(1);
      expect(said('protocol: amqp', 'amqps')).toEqual([]);
      expect(said('protocol: auto', 'http')).toEqual([]);
      expect(judge(scalerParameters, scaler('protocol: http, host: "amqp://mq"'))).toHaveLength(1);
      expect(judge(scalerParameters, scaler('protocol: http, hostFromEnv: URL'))).toEqual([]);
    });

    test('is http for a rate', () => {
      expect(said('mode: MessageRate', 'amqp')).toEqual([expect.stringContaining('received "MessageRate" with amqp')]);
      expect(said('mode: MessageRate', 'http')).toEqual([]);
      expect(said('mode: QueueLength', 'amqp')).toEqual([]);
    });
  });
});
