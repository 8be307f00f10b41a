import { describe, expect, test } from '@jest/globals';
import { retentionWithinDisk } from '../../../../lib/checker/rules/storage/retention-within-disk';
import { judge } from '../judge';
import { database } from '../workloads';

describe('retention-within-disk', () => {
  const prometheus = (arg: string, size = '100Gi') =>
    database(`args: ["${arg}"], volumeMounts: [{ name: data, mountPath: /prometheus }]`).replace(
      '{ metadata: { name: data } }',
      `{ metadata: { name: data }, spec: { resources: { requests: { storage: ${size} } } } }`,
    );

  test('finds more data than the disk holds', () => {
    expect(judge(retentionWithinDisk, prometheus('--storage.tsdb.retention.size=200GB'))).toEqual([
      retentionWithinDisk.example,
    ]);
  });

  test('accepts less, and a time', () => {
    expect(judge(retentionWithinDisk, prometheus('--storage.tsdb.retention.size=80GB'))).toEqual([]);
    expect(judge(retentionWithinDisk, prometheus('--storage.tsdb.retention.time=200d'))).toEqual([]);
  });
});
