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
});
