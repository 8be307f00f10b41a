import { describe, expect, test } from '@jest/globals';
import { oneScript } from '../../../../lib/checker/rules/containers/one-script';
import { judge } from '../judge';
import { API, deployment } from '../pods';

describe('one-script', () => {
  const dump = (command: string, args: string) => `
apiVersion: batch/v1
kind: CronJob
metadata: { name: dump }
spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: dump, command: ${command}, args: ${args} }] } } } } }
`;

  test('finds words behind the script, which the shell drops', () => {
    expect(judge(oneScript, dump('[sh, -ec]', '[pg_dump, "-h db"]'))).toEqual([oneScript.example]);
    expect(judge(oneScript, dump('[/bin/bash, -o, pipefail, -c]', '[report, --day, today]'))).toHaveLength(1);
  });

  test('a script in one word, a name of the script and words that the script uses are in order', () => {
    expect(judge(oneScript, dump('[sh, -c]', '["pg_dump -h db"]'))).toEqual([]);
    expect(judge(oneScript, dump('[sh, -c]', '["pg_dump -h db", dump]'))).toEqual([]);
    expect(judge(oneScript, dump('[sh, -c]', `['exec "$@"', --, pg_dump, -h, db]`))).toEqual([]);
    expect(judge(oneScript, dump('[sh, script.sh]', '[-c, a, b]'))).toEqual([]);
    expect(judge(oneScript, dump('[pg_dump]', '[-c, a, b]'))).toEqual([]);
  });

  test('looks at probes, too', () => {
    const probe = 'livenessProbe: { exec: { command: [sh, -c, redis-cli, ping, now] } }';
    expect(judge(oneScript, deployment(`{ name: api, ${probe} }`)).join()).toContain(
      `${API}.containers[api].livenessProbe.exec.command[3]`,
    );
  });
});
