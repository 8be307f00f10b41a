import { describe, expect, test } from '@jest/globals';
import { timeZones } from '../../../../lib/checker/rules/containers/time-zones';
import { judge } from '../judge';
import { deployment, object } from '../workloads';

describe('time-zones', () => {
  const zone = (value: string, name = 'TZ') =>
    judge(timeZones, deployment(`{ name: api, env: [{ name: ${name}, value: "${value}" }] }`));

  test('finds a time zone that does not exist', () => {
    expect(zone('Asia/Soeul')).toEqual([timeZones.example]);
    expect(
      judge(timeZones, object('ScaledObject', 'api', 'triggers: [{ type: cron, metadata: { timezone: Asia/Soul } }]')),
    ).toHaveLength(1);
  });

  test.each(['Asia/Seoul', 'America/Argentina/Buenos_Aires', 'UTC', 'CET', 'KST-9', ':/etc/localtime', ''])(
    'accepts %s',
    (value) => {
      expect(zone(value)).toEqual([]);
    },
  );

  test('asks variables for time zones alone', () => {
    expect(zone('Asia/Soeul', 'REGION')).toEqual([]);
  });
});
