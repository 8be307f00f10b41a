import { describe, expect, test } from '@jest/globals';
import { bareEndpoints } from '../../../../lib/checker/rules/connections/bare-endpoints';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

const file = (text: string) => judge(bareEndpoints, configMap('artifacts', `minio: ${JSON.stringify(text)}`));

describe('bare-endpoints', () => {
  test('finds a scheme before a host', () => {
    expect(file('s3: { bucket: a, endpoint: "http://minio:9000" }\n')).toEqual([bareEndpoints.example]);
    expect(file('type: S3\nconfig:\n  endpoint: https://minio:9000\n')).toHaveLength(1);
    const workflow = (endpoint: string) =>
      object(
        'Workflow',
        'etl',
        `templates: [{ outputs: { artifacts: [{ name: a, s3: { endpoint: "${endpoint}" } }] } }]`,
      );
    expect(judge(bareEndpoints, workflow('http://minio:9000'))).toHaveLength(1);
    expect(judge(bareEndpoints, workflow('minio:9000'))).toEqual([]);
  });

  test.each([
    ['a host alone', 's3:\n  endpoint: minio:9000\n'],
    ['a client that takes a URL', 'storage:\n  endpoint: http://minio:9000\n'],
    ['a store of another type', 'type: AZURE\nconfig:\n  endpoint: https://blob.example.com\n'],
  ])('accepts %s', (_, text) => {
    expect(file(text)).toEqual([]);
  });
});
