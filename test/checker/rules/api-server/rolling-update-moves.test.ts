import { describe, expect, test } from '@jest/globals';
import { rollingUpdateMoves } from '../../../../lib/checker/rules/api-server/rolling-update-moves';
import { judge } from '../judge';
import { object } from '../workloads';

describe('rolling-update-moves', () => {
  const update = (numbers: string) => object('Deployment', 'api', `strategy: { rollingUpdate: { ${numbers} } }`);

  test('finds an update that may not move', () => {
    expect(judge(rollingUpdateMoves, update('maxSurge: 0, maxUnavailable: 0'))).toEqual([rollingUpdateMoves.example]);
    expect(judge(rollingUpdateMoves, update('maxSurge: 0%, maxUnavailable: 0'))).toHaveLength(1);
  });

  test.each(['maxSurge: 1, maxUnavailable: 0', 'maxSurge: 0, maxUnavailable: 25%', 'maxUnavailable: 0', 'maxSurge: 0'])(
    'accepts %s',
    (numbers) => {
      expect(judge(rollingUpdateMoves, update(numbers))).toEqual([]);
    },
  );

  test('knows that a DaemonSet has no surge unless it says so', () => {
    const daemons = (numbers: string) =>
      object('DaemonSet', 'log', `updateStrategy: { rollingUpdate: { ${numbers} } }`);
    expect(judge(rollingUpdateMoves, daemons('maxUnavailable: 0'))).toEqual([
      'DaemonSet default/log: spec.updateStrategy.rollingUpdate.maxUnavailable: expected above 0, as maxSurge is 0, received 0 [rolling-update-moves]',
    ]);
    expect(judge(rollingUpdateMoves, daemons('maxUnavailable: 1'))).toEqual([]);
    expect(judge(rollingUpdateMoves, daemons('maxUnavailable: 0, maxSurge: 1'))).toEqual([]);
  });
});
