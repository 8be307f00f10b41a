import { describe, expect, test } from '@jest/globals';
import { memoryOfPrograms } from '../../../../lib/checker/rules/containers/memory-of-programs';
import { judge } from '../judge';
import { object } from '../workloads';

describe('memory-of-programs', () => {
  const scan = (image: string, memory: string, more = '') =>
    object(
      'Deployment',
      'scan',
      `template: { spec: { containers: [{ name: scan, image: "${image}", resources: { limits: { memory: ${memory} } } ${more} }] } }`,
    );

  test('finds a limit with which the program does not start', () => {
    expect(judge(memoryOfPrograms, scan('clamav/clamav:1.4', '512Mi'))).toEqual([memoryOfPrograms.example]);
    expect(judge(memoryOfPrograms, scan('mcr.microsoft.com/mssql/server:2022-latest', '1Gi'))).toHaveLength(1);
    expect(judge(memoryOfPrograms, scan('sonarqube:10', '1Gi'))).toHaveLength(1);
  });

  test.each([
    ['enough', scan('clamav/clamav:1.4', '4Gi')],
    ['another command', scan('clamav/clamav:1.4', '512Mi', ', command: [freshclam]')],
    ['a heap of its own', scan('apache/kafka:3.9', '1Gi', ', env: [{ name: KAFKA_HEAP_OPTS, value: -Xmx512m }]')],
    ['another image', scan('acme/clamav-exporter:1', '64Mi')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(memoryOfPrograms, yaml)).toEqual([]);
  });
});
