import { describe, expect, test } from '@jest/globals';
import { valuesAccepted } from '../../../../lib/checker/rules/containers/values-accepted';
import { judge } from '../judge';
import { object } from '../workloads';

describe('values-accepted', () => {
  const given = (image: string, name: string, value: string, more = '') =>
    judge(
      valuesAccepted,
      object(
        'StatefulSet',
        'minio',
        `${more} template: { spec: { containers: [{ name: minio, image: "${image}", env: [{ name: ${name}, value: "${value}" }] }] } }`,
      ),
    );

  test('finds a value that the program refuses, without the value', () => {
    expect(given('minio/minio:1', 'MINIO_ROOT_PASSWORD', 'short')).toEqual([valuesAccepted.example]);
    expect(given('mysql:8', 'MYSQL_USER', 'root')).toHaveLength(1);
    expect(given('acme/shop:1', 'APP_KEY', 'base64:c2hvcnQ=')).toHaveLength(1);
    expect(given('apache/kafka:3', 'CLUSTER_ID', 'my-cluster')).toHaveLength(1);
  });

  test('finds single nodes that are several', () => {
    const nodes = (replicas: number) =>
      given('elasticsearch:8', 'discovery.type', 'single-node', `replicas: ${replicas},`);
    expect(nodes(3)).toHaveLength(1);
    expect(nodes(1)).toEqual([]);
  });

  test.each([
    ['minio/minio:1', 'MINIO_ROOT_PASSWORD', 'long-enough'],
    ['minio/minio:1', 'MINIO_ROOT_PASSWORD', '$(PW)'],
    ['acme/minio-client:1', 'MINIO_ROOT_PASSWORD', 'short'],
    ['mysql:8', 'MYSQL_USER', 'app'],
    ['acme/shop:1', 'APP_KEY', 'plain'],
    ['acme/shop:1', 'APP_KEY', 'base64:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='],
    ['apache/kafka:3', 'CLUSTER_ID', 'MkU3OEVBNTcwNTJENDM2Qk'],
  ])('accepts for %s %s %s', (image, name, value) => {
    expect(given(image, name, value)).toEqual([]);
  });
});
