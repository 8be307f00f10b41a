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

  test('finds the one schedule without the zone of the others', () => {
    const job = (name: string, schedule: string, zone = '') =>
      object('CronJob', name, `schedule: "${schedule}" ${zone && `, timeZone: ${zone}`}`);
    const api = (zone: string) => deployment(`{ name: api, env: [{ name: TZ, value: ${zone} }] }`);
    const seoul = job('report', '30 8 * * 1', 'Asia/Seoul');
    const night = job('night', '0 4 * * *');
    expect(judge(timeZones, night + seoul + api('Asia/Seoul'))).toEqual([
      'CronJob default/night: spec.timeZone: expected Asia/Seoul, as all other CronJobs of the namespace have: the schedule is in the zone of the controller otherwise, received nothing [time-zones]',
    ]);
    for (const accepted of [
      night + seoul,
      night + api('Asia/Seoul'),
      night + seoul + api('Europe/Berlin'),
      night + seoul + job('weekly', '0 5 * * 0') + api('Asia/Seoul'),
      night + seoul + job('weekly', '0 5 * * 0', 'Europe/Berlin') + api('Asia/Seoul'),
      job('often', '*/5 * * * *') + seoul + api('Asia/Seoul'),
      job('hourly', '0 * * * *') + seoul + api('Asia/Seoul'),
      job('night', '0 4 * * *', 'Europe/Berlin') + seoul + api('Asia/Seoul'),
      night + job('report', '30 8 * * 1', 'Etc/UTC') + api('Etc/UTC'),
      night + seoul.replace('name: report', 'name: report, namespace: other') + api('Asia/Seoul'),
      night +
        seoul +
        api('Asia/Seoul')
          .replace('kind: Deployment', 'kind: CronJob')
          .replace('template:', 'jobTemplate: { spec: { template:')
          .replace(/\}\s*$/, '} } }\n'),
    ]) {
      expect(judge(timeZones, accepted)).toEqual([]);
    }
  });
});
