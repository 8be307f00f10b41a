import { describe, expect, test } from '@jest/globals';
import { madeNamesUsed } from '../../../../lib/checker/rules/connections/made-names-used';
import { judge } from '../judge';
import { configMap, deployment, object } from '../workloads';

describe('made-names-used', () => {
  const service = (name: string, port: number) =>
    object('Service', name, `selector: { app: ${name} }, ports: [{ port: ${port} }]`);
  const job = (script: string, more = '') =>
    object(
      'Job',
      'setup',
      `template: { spec: { containers: [{ name: setup, command: [sh, -c, ${JSON.stringify(script)}] ${more} }], volumes: [{ name: c, configMap: { name: policy } }] } }`,
    );
  const api = (values: Readonly<Record<string, string>>) =>
    deployment(
      `{ name: api, env: [${Object.entries(values)
        .map(([name, value]) => `{ name: ${name}, value: "${value}" }`)
        .join()}] }`,
    );
  const minio = (bucket: string, script = 'mc mb -p local/uploads || true', url = 'http://minio:9000') =>
    judge(
      madeNamesUsed,
      service('minio', 9000) +
        job(`mc alias set local http://minio:9000 a b; ${script}`) +
        api({ S3_ENDPOINT: url, BUCKET: bucket }),
    );

  test('finds a bucket that nobody makes', () => {
    expect(minio('files')).toEqual([madeNamesUsed.example]);
    expect(minio('uploads')).toEqual([]);
    expect(minio('files', 'for b in files uploads; do mc mb local/$b; done')).toEqual([]);
  });

  test.each([
    ['a name that a variable tells', minio('files', 'mc mb local/$BUCKET')],
    ['a bucket elsewhere', minio('files', 'mc mb local/uploads', 'https://s3.amazonaws.com')],
    ['no maker', minio('files', 'mc ls local')],
  ])('accepts %s', (_, found) => {
    expect(found).toEqual([]);
  });

  test('finds a right for another bucket', () => {
    const policy = (name: string) =>
      judge(
        madeNamesUsed,
        configMap('policy', `p.json: '{"Resource": ["arn:aws:s3:::${name}/*"]}'`) +
          job('mc mb local/uploads', ', volumeMounts: [{ name: c, mountPath: /setup }]'),
      );
    expect(policy('upload')).toHaveLength(1);
    expect(policy('uploads')).toEqual([]);
  });

  test('finds a topic that a broker does not make by itself', () => {
    const kafka = (topic: string, auto: string) =>
      judge(
        madeNamesUsed,
        service('kafka', 9092) +
          object(
            'StatefulSet',
            'kafka',
            `template: { spec: { containers: [{ name: kafka, env: [{ name: KAFKA_AUTO_CREATE_TOPICS_ENABLE, value: "${auto}" }] }] } }`,
          ) +
          job('kafka-topics.sh --bootstrap-server kafka:9092 --create --topic clicks --partitions 6') +
          api({ KAFKA_BROKERS: 'kafka:9092', CLICKS_TOPIC: topic }),
      );
    expect(kafka('click-events', 'false')).toHaveLength(1);
    expect(kafka('clicks', 'false')).toEqual([]);
    expect(kafka('click-events', 'true')).toEqual([]);
  });

  test('knows the wildcards of subjects', () => {
    const nats = (subject: string) =>
      judge(
        madeNamesUsed,
        service('nats', 4222) +
          job("nats --server nats://nats:4222 stream add ORDERS --subjects 'orders.>' --defaults") +
          api({ NATS_URL: 'nats://nats:4222', NATS_STREAM: 'ORDERS', NATS_SUBJECT: subject }),
      );
    expect(nats('order.created')).toHaveLength(1);
    expect(nats('orders.eu.created')).toEqual([]);
  });

  test('a bucket that a loop makes, and one with a slip, are known', () => {
    expect(minio('pictures', 'for b in uploads exports\ndo mc mb local/$b; done')[0]).toContain(
      'makes (uploads, exports), received "pictures"',
    );
    expect(minio('exports', 'for b in uploads exports; do mc mb local/$b; done')).toEqual([]);
    expect(minio('uploads', 'mc mb local/uploads; for f in 1 2; do echo $f; done')).toEqual([]);
  });

  test('a program that uses one of the buckets may make the others', () => {
    const two = (values: Readonly<Record<string, string>>) =>
      judge(
        madeNamesUsed,
        service('minio', 9000) +
          job('mc alias set local http://minio:9000 a b; mc mb local/uploads') +
          api({ S3_ENDPOINT: 'http://minio:9000', ...values }),
      );
    expect(two({ UPLOADS_BUCKET: 'uploads', EXPORTS_BUCKET: 'files' })).toEqual([]);
    expect(two({ UPLOADS_BUCKET: 'uploads', EXPORTS_BUCKET: 'upload' })).toHaveLength(1);
    expect(two({ UPLOADS_BUCKET: 'files', EXPORTS_BUCKET: 'reports' })).toHaveLength(2);
  });

  test.each([
    ['orders.*', 'orders.created', true],
    ['orders.*', 'orders.eu.created', false],
    ['orders.>', 'orders', false],
    ['orders.>', 'orders.created', true],
    ['orders.*.created', 'orders.eu.created', true],
    ['orders.*.created', 'orders.eu.deleted', false],
    ['>', 'orders.created', true],
  ])('a stream of %s holds %s: %s', (pattern, subject, isHeld) => {
    const found = judge(
      madeNamesUsed,
      service('nats', 4222) +
        job(`nats --server nats://nats:4222 stream add ORDERS --subjects '${pattern}' --defaults`) +
        api({ NATS_URL: 'nats://nats:4222', NATS_STREAM: 'ORDERS', NATS_SUBJECT: subject }),
    );
    expect(found).toHaveLength(isHeld ? 0 : 1);
  });

  test('a broker of MinIO makes the buckets that its variable names', () => {
    const own = (bucket: string) =>
      judge(
        madeNamesUsed,
        service('minio', 9000) +
          object(
            'StatefulSet',
            'minio',
            'template: { metadata: { labels: { app: minio } }, spec: { containers: [{ name: minio, image: bitnami/minio, env: [{ name: MINIO_DEFAULT_BUCKETS, value: "uploads,exports" }] }] } }',
          ) +
          api({ S3_ENDPOINT: 'http://minio:9000', BUCKET: bucket }),
      );
    expect(own('files')[0]).toContain('that StatefulSet default/minio makes (uploads, exports), received "files"');
    expect(own('exports')).toEqual([]);
  });

  test('shows no value of a Secret', () => {
    const secret = `---\n{ apiVersion: v1, kind: Secret, metadata: { name: s }, stringData: { BUCKET: files } }\n`;
    const found = judge(
      madeNamesUsed,
      service('minio', 9000) +
        job('mc alias set local http://minio:9000 a b; mc mb local/uploads') +
        deployment(
          '{ name: api, env: [{ name: S3_ENDPOINT, value: "http://minio:9000" }], envFrom: [{ secretRef: { name: s } }] }',
        ) +
        secret,
    );
    expect(found).toEqual([expect.stringContaining('received another name')]);
  });

  test('a right for a bucket that nobody makes is meant for another server', () => {
    const policy = (text: string) =>
      judge(
        madeNamesUsed,
        configMap('policy', `p.json: '${text}'`) +
          job('mc mb local/uploads; mc mb local/exports', ', volumeMounts: [{ name: c, mountPath: /setup }]'),
      );
    expect(policy('["arn:aws:s3:::upload/*"]')[0]).toContain('ConfigMap default/policy: data[p.json]: expected');
    expect(policy('["arn:aws:s3:::invoices/*"]')).toEqual([]);
    expect(policy('["arn:aws:s3:::uploads/*", "arn:aws:s3:::exports"]')).toEqual([]);
  });
});
