import { describe, expect, test } from '@jest/globals';
import { failuresEndJobs } from '../../../../lib/checker/rules/containers/failures-end-jobs';
import { judge } from '../judge';
import { object } from '../workloads';

describe('failures-end-jobs', () => {
  const job = (command: string) =>
    object('Job', 'load', `template: { spec: { containers: [{ name: load, command: ${command} }] } }`);

  test('finds psql that goes on after a mistake', () => {
    expect(judge(failuresEndJobs, job('[psql, -f, /sql/load.sql]'))).toEqual([failuresEndJobs.example]);
    expect(judge(failuresEndJobs, job('[psql, -v, ON_ERROR_STOP=1, -f, /sql/load.sql]'))).toEqual([]);
    expect(judge(failuresEndJobs, job('[psql, -c, "select 1"]'))).toEqual([]);
  });

  test('finds a pipe that hides the result of a dump', () => {
    expect(judge(failuresEndJobs, job('[bash, -ec, "pg_dump shop | gzip > /dump.gz"]'))[0]).toContain(
      'set -o pipefail',
    );
    expect(judge(failuresEndJobs, job('[bash, -ec, "set -o pipefail; pg_dump shop | gzip > /dump.gz"]'))).toEqual([]);
    expect(judge(failuresEndJobs, job('[bash, -ec, "pg_dump -Fc shop > /dump"]'))).toEqual([]);
  });
});
