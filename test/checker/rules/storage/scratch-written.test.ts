import { describe, expect, test } from '@jest/globals';
import { scratchWritten } from '../../../../lib/checker/rules/storage/scratch-written';
import { judge } from '../judge';
import { object } from '../workloads';

describe('scratch-written', () => {
  const api = (first: string, second: string) =>
    object(
      'Deployment',
      'api',
      `template: { spec: { volumes: [{ name: pages, emptyDir: {} }, { name: checkout, emptyDir: {} }], containers: [{ name: api, volumeMounts: [${first}] }, { name: sync, volumeMounts: [${second}] }] } }`,
    );
  const reader = '{ name: pages, mountPath: /pages, readOnly: true }';

  test('finds a volume that nobody fills', () => {
    expect(judge(scratchWritten, api(reader, '{ name: checkout, mountPath: /pages }'))).toEqual([
      scratchWritten.example,
    ]);
  });

  test('accepts a writer, and a volume without readers', () => {
    expect(judge(scratchWritten, api(reader, '{ name: pages, mountPath: /out }'))).toEqual([]);
    expect(judge(scratchWritten, api('{ name: pages, mountPath: /pages }', ''))).toEqual([]);
  });
});
