import { describe, expect, test } from '@jest/globals';
import { Duration, Size } from 'cdk8s';
import { type BucketVariables, Cpu, type GivenBucket, HttpService, Image, Probe, type SecretSource } from '../../lib';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { check, sentence } from '../../lib/checker/check';
import { listAt, valueAt } from '../../lib/checker/manifest/manifest';
import { bucket, byIdentity } from './backup-props';
import { Program } from './synthesize';

type Props = ConstructorParameters<typeof HttpService>[2];

function build(buckets: Readonly<Record<string, GivenBucket>>, props: Partial<Props> = {}): Program {
  const program = new Program();
  new HttpService(program.chart('chart'), 'boards', {
    namespace: program.namespace('shop'),
    name: 'boards',
    image: Image.tagged('ghcr.io/acme/boards', '1.0.0'),
    port: 8080,
    liveness: Probe.tcp({ initialDelay: Duration.seconds(1) }),
    readiness: Probe.http('/readyz'),
    scaling: { replicas: 1 },
    resources: { cpu: { request: Cpu.millis(50) }, memory: { request: Size.mebibytes(64) } },
    buckets,
    ...props,
  });
  return program;
}

const env = (program: Program) => listAt(program.container('Deployment shop/boards'), 'env');
const fromSecret = (name: string, key: string, secret = 'boards-bucket') => {
  return { name, valueFrom: { secretKeyRef: { name: secret, key } } };
};
const addresses = (program: Program) => {
  return listAt(program.find('NetworkPolicy shop/boards'), 'spec', 'egress').map((rule) => [
    listAt(rule, 'to').map((peer) => valueAt(peer, 'ipBlock', 'cidr')),
    valueAt(listAt(rule, 'ports')[0], 'port'),
  ]);
};

describe('a bucket of a service', () => {
  test('is found by the variables of the SDKs, with keys of a Secret', () => {
    const program = build({ UPLOADS_BUCKET: bucket });
    expect(program.problems).toEqual([]);
    expect(program.promised).toEqual({ 'shop/boards-bucket': ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'] });
    expect(env(program)).toEqual([
      { name: 'UPLOADS_BUCKET', value: 'wealist-backups' },
      { name: 'AWS_ENDPOINT_URL_S3', value: 'https://s3.example.com:9000' },
      { name: 'AWS_REGION', value: 'ap-northeast-2' },
      fromSecret('AWS_ACCESS_KEY_ID', 'AWS_ACCESS_KEY_ID'),
      fromSecret('AWS_SECRET_ACCESS_KEY', 'AWS_SECRET_ACCESS_KEY'),
    ]);
  });

  test('is found by other variables, in another Secret', () => {
    const variables: Required<BucketVariables> = {
      endpoint: 'S3_URL',
      region: 'S3_REGION',
      folder: 'S3_PREFIX',
      accessKeyId: 'S3_KEY',
      secretAccessKey: 'S3_SECRET',
    };
    expect(env(build({ S3_BUCKET: { ...bucket, variables, secretName: 'minio' } }))).toEqual([
      { name: 'S3_BUCKET', value: 'wealist-backups' },
      { name: 'S3_URL', value: 'https://s3.example.com:9000' },
      { name: 'S3_REGION', value: 'ap-northeast-2' },
      { name: 'S3_PREFIX', value: 'wealist/prod' },
      fromSecret('S3_KEY', 'AWS_ACCESS_KEY_ID', 'minio'),
      fromSecret('S3_SECRET', 'AWS_SECRET_ACCESS_KEY', 'minio'),
    ]);
  });

  test.each<[string, SecretSource, string | undefined]>([
    ['literal values', { literal: { AWS_ACCESS_KEY_ID: 'a', AWS_SECRET_ACCESS_KEY: 'b' } }, 'Secret'],
    [
      'a store',
      {
        external: {
          store: { kind: 'SecretStore', name: 'vault' },
          entries: { AWS_ACCESS_KEY_ID: { key: 'id' }, AWS_SECRET_ACCESS_KEY: { key: 'secret' } },
        },
      },
      'ExternalSecret',
    ],
    [
      'ciphertexts',
      { sealed: { ciphertexts: { AWS_ACCESS_KEY_ID: 'A', AWS_SECRET_ACCESS_KEY: 'B' } } },
      'SealedSecret',
    ],
    ['a Secret that exists', bucket.credentials, undefined],
  ])('takes its keys from %s', (_, credentials, kind) => {
    const program = build({ UPLOADS_BUCKET: { ...bucket, credentials } });
    const made = program.objects('chart').filter((object) => object.endsWith(' shop/boards-bucket'));
    expect(made).toEqual(kind === undefined ? [] : [`${kind} shop/boards-bucket`]);
  });

  test('has its keys in files where the service has its Secrets there', () => {
    const program = build({ UPLOADS_BUCKET: bucket }, { mountAs: 'files' });
    expect(env(program).map((variable) => valueAt(variable, 'name'))).toEqual([
      'UPLOADS_BUCKET',
      'AWS_ENDPOINT_URL_S3',
      'AWS_REGION',
    ]);
    expect(listAt(program.container('Deployment shop/boards'), 'volumeMounts')).toEqual([
      { name: 'boards-bucket', mountPath: '/etc/secrets/boards-bucket', readOnly: true },
    ]);
  });

  test('opens the way to its store, and nothing else', () => {
    expect(addresses(build({ UPLOADS_BUCKET: bucket }))).toEqual([[bucket.address.cidrs, 9000]]);
  });

  test('needs no key for pods that a cloud knows, but a way to the keys of their identity', () => {
    const program = build({ UPLOADS_BUCKET: byIdentity }, { access: { annotations: { team: 'boards' } } });
    expect(program.problems).toEqual([]);
    expect(program.promised).toEqual({});
    expect(env(program).map((variable) => valueAt(variable, 'name'))).toEqual([
      'UPLOADS_BUCKET',
      'AWS_ENDPOINT_URL_S3',
      'AWS_REGION',
    ]);
    expect(program.find('ServiceAccount shop/boards').metadata).toMatchObject({
      annotations: { team: 'boards', ...byIdentity.identity.annotations },
    });
    expect(addresses(program)).toEqual([
      [bucket.address.cidrs, 9000],
      [['203.0.113.0/24'], 4443],
    ]);
  });

  test('holds every rule with either', () => {
    for (const each of [bucket, byIdentity]) {
      const program = build({ UPLOADS_BUCKET: each });
      const bundle = new Bundle(program.all);
      const findings = check(bundle).findings.filter(({ rule }) => rule !== 'secret-exists');
      expect(findings.map(sentence)).toEqual([]);
    }
  });

  test('may be one of several with the same store and keys', () => {
    const program = build({ UPLOADS: bucket, EXPORTS: { ...bucket, name: 'exports' } });
    expect(program.problems).toEqual([]);
    expect(env(program)).toHaveLength(6);
    expect(addresses(program)).toHaveLength(1);
  });
});

describe('buckets are refused', () => {
  const other = { existing: { AWS_ACCESS_KEY_ID: 'OTHER', AWS_SECRET_ACCESS_KEY: 'KEY' } };
  const arn = 'eks.amazonaws.com/role-arn';
  test.each<[string, Readonly<Record<string, GivenBucket>>, Partial<Props>, string[]]>([
    [
      'with other keys in one Secret',
      { ONE: bucket, TWO: { ...bucket, name: 'two', credentials: other } },
      {},
      ['buckets.ONE.secretName: expected a Secret for each pair of keys, received "boards-bucket"'],
    ],
    [
      'in two regions under one variable',
      { ONE: bucket, TWO: { ...bucket, region: 'eu-west-1' } },
      {},
      ['buckets: expected a variable for each value (`variables` names it), received "AWS_REGION"'],
    ],
    [
      'under a variable of the service',
      { UPLOADS: bucket },
      { env: [{ name: 'UPLOADS', value: 'x' }] },
      ['buckets: expected a variable for each value (`variables` names it), received "UPLOADS"'],
    ],
    [
      'under what is no variable',
      { 'my-bucket': bucket },
      {},
      [
        'buckets: expected a name of letters, digits and "_" that does not begin with a digit, such as LOG_LEVEL, received "my-bucket"',
      ],
    ],
    [
      'in the Secret of something else',
      { UPLOADS: bucket },
      { secrets: { 'boards-bucket': { existing: { A: 'A' } } } },
      ['secrets: expected names that no bucket has taken, received "boards-bucket"'],
    ],
    [
      'with two identities',
      { UPLOADS: byIdentity },
      { access: { annotations: { [arn]: 'arn:aws:iam::1:role/boards' } } },
      [`buckets: expected one identity for all pods (${arn}), received "arn:aws:iam::1:role/boards"`],
    ],
    [
      'with an identity of no name',
      { UPLOADS: { ...byIdentity, identity: { ...byIdentity.identity, annotations: {} } } },
      {},
      ['buckets.UPLOADS.identity.annotations: expected at least one annotation, received none'],
    ],
    [
      'with a variable for a folder that is none',
      { UPLOADS: { name: 'uploads', address: bucket.address, credentials: other, variables: { folder: 'PREFIX' } } },
      {},
      ['buckets.UPLOADS.variables.folder: expected a bucket with a folder, received "PREFIX"'],
    ],
    [
      'with whatever a bucket refuses',
      { UPLOADS: { ...bucket, name: 'Uploads' } },
      {},
      ['buckets.UPLOADS.name: expected a bucket name (3 to 63 of a-z, 0-9, "." and "-"), received "Uploads"'],
    ],
  ])('%s', (_, buckets, props, problems) => {
    expect(build(buckets, props).problems).toEqual(problems.map((each) => `chart/boards: ${each}`));
  });
});
