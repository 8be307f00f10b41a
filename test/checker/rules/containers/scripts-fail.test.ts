import { describe, expect, test } from '@jest/globals';
import { scriptsFail } from '../../../../lib/checker/rules/containers/scripts-fail';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('scripts-fail', () => {
  const job = (container: string) =>
    judge(
      scriptsFail,
      `
apiVersion: batch/v1
kind: CronJob
metadata: { name: dump }
spec: { jobTemplate: { spec: { template: { spec: { containers: [{ name: dump, ${container} }] } } } } }
`,
    );

  test('finds a dump that fails without a word behind a pipe', () => {
    const piped = 'pg_dump -h db shop | gzip > /backup/shop.gz';
    expect(job(`command: [sh, -ec, "${piped}"]`)).toEqual([scriptsFail.example]);
    expect(job(`command: [sh, -c, "${piped}"]`)).toEqual([]);
    expect(job(`command: [bash, -ec, "set -o pipefail; ${piped}"]`)).toEqual([]);
    expect(job(`command: [bash, -eo, pipefail, -c, "${piped}"]`)).toEqual([]);
    expect(job(`command: [sh, -ec, "${piped}; gzip -t /backup/shop.gz"]`)).toEqual([]);
    expect(job('command: [sh, -ec, "pg_dump -h db -f /backup/shop shop; ls | wc -l"]')).toEqual([]);
    expect(job('command: [sh, -ec, "pg_dump -h db -f /backup/shop shop || exit 1"]')).toEqual([]);
  });

  test('finds a file of SQL that goes on behind a mistake', () => {
    expect(job('command: [psql, -f, /sql/daily.sql]')).toHaveLength(1);
    expect(job('command: [sh, -c, "psql -h db < /sql/daily.sql"]')).toHaveLength(1);
    expect(job('command: [psql, -v, ON_ERROR_STOP=1, -f, /sql/daily.sql]')).toEqual([]);
    expect(job('command: [psql, -c, "select 1"]')).toEqual([]);
  });

  test('a server that runs on is no Job', () => {
    expect(judge(scriptsFail, deployment('{ name: api, command: [psql, -f, /sql/daily.sql] }'))).toEqual([]);
  });
});
