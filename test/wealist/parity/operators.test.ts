import { describe, expect, test } from '@jest/globals';
import { Size } from 'cdk8s';
import { type Json, listAt, type Manifest, stringsAt, valueAt } from '../../../lib/checker/manifest/manifest';
import { ciphertext } from '../../constructs/ciphertext';
import { combined, DATABASES, NAME, type Postgresql, REDIS, type Source } from '../environments/combinations';
import { find, fixture, render } from './documented';
import { promiseParity } from './promises';
import { WHY } from './reasons';

const rendered = (source: Source, postgresql: Postgresql): readonly Manifest[] =>
  render(NAME, combined(source, postgresql));

const ENCODING = 'Go’s urlquery writes a space as "+", which libpq does not decode: it becomes %20.';
const URL = 'spec.target.template.data.DATABASE_URL';
const encoded = (document: Json, ...path: string[]) =>
  String(valueAt(document, ...path)).replace('| urlquery', '| urlquery | replace "+" "%20"');

const externalSecret = fixture('external-secret.yaml');
promiseParity(
  'an ExternalSecret',
  externalSecret,
  find(rendered('external', DATABASES.statefulSet), 'ExternalSecret board-api-qa/db-secret'),
  {
    [URL]: { ours: encoded(externalSecret, 'spec', 'target', 'template', 'data', 'DATABASE_URL'), why: ENCODING },
    'spec.target.creationPolicy': { ours: undefined, why: 'Owner is the default of the operator.' },
    'spec.target.template.engineVersion': { ours: undefined, why: 'v2 is the default.' },
  },
  { 'metadata.labels': WHY.labels },
);

const sealedSecret = fixture('sealed-secret.yaml');
promiseParity(
  'a SealedSecret',
  sealedSecret,
  find(rendered('sealed', DATABASES.statefulSet), 'SealedSecret board-api-qa/db-secret'),
  {
    'spec.encryptedData.POSTGRES_PASSWORD': {
      ours: ciphertext('board-api-qa/db-secret'),
      why: 'Each cluster has its own key: a ciphertext of a document is nobody’s.',
    },
    'spec.template.metadata.name': { ours: undefined, why: 'The controller takes it from the SealedSecret.' },
    'spec.template.metadata.namespace': { ours: undefined, why: 'The controller takes it from the SealedSecret.' },
    'spec.template.data.DATABASE_URL': {
      ours: encoded(sealedSecret, 'spec', 'template', 'data', 'DATABASE_URL'),
      why: ENCODING,
    },
  },
  { 'metadata.labels': WHY.labels },
);

const cluster = rendered('literal', DATABASES.cluster);
promiseParity(
  'a Cluster',
  fixture('cluster.yaml'),
  find(cluster, 'Cluster postgresql-qa/postgres-cluster'),
  {},
  {
    'metadata.labels': WHY.labels,
    'spec.imagePullPolicy': WHY.pullPolicy,
    'spec.inheritedMetadata.labels': WHY.labels,
    'spec.resources.requests.ephemeral-storage': WHY.scratchLimit,
    'spec.resources.limits.ephemeral-storage': WHY.scratchLimit,
  },
);

const ownerSecret = fixture('cluster-secret.yaml');
const inBase64 = (key: string) => ({
  at: `data.${key}`,
  ours: Buffer.from(String(valueAt(ownerSecret, 'stringData', key))).toString('base64'),
  why: WHY.secretData,
});
promiseParity(
  'the Secret of a Cluster’s owner',
  ownerSecret,
  find(cluster, 'Secret postgresql-qa/postgres-cluster-secret'),
  {
    type: { ours: 'Opaque', why: 'The operator reads the two keys, whatever the type; the type can never change.' },
    'stringData.username': inBase64('username'),
    'stringData.password': inBase64('password'),
  },
  { 'metadata.labels': WHY.labels },
);

describe('the NetworkPolicy of a Cluster', () => {
  const documented = fixture('cluster-network-policy.yaml');
  const ours = find(cluster, 'NetworkPolicy postgresql-qa/postgres-cluster');
  const OPERATOR = { 'kubernetes.io/metadata.name': 'cnpg-system' };

  test('is about the pods of the document', () => {
    expect(valueAt(ours, 'spec', 'podSelector')).toEqual(valueAt(documented, 'spec', 'podSelector'));
  });

  test('lets the operator in at every port of the document', () => {
    const ports = listAt(ours, 'spec', 'ingress')
      .filter((rule) => {
        const [from] = listAt(rule, 'from');
        return stringsAt(from, 'namespaceSelector', 'matchLabels')['kubernetes.io/metadata.name'] === 'cnpg-system';
      })
      .flatMap((rule) => listAt(rule, 'ports').map((port) => valueAt(port, 'port')));
    const [asked] = listAt(documented, 'spec', 'ingress');
    expect(ports.sort()).toEqual(
      listAt(asked, 'ports')
        .map((port) => valueAt(port, 'port'))
        .sort(),
    );
    expect(stringsAt(listAt(asked, 'from')[0], 'namespaceSelector', 'matchLabels')).toEqual(OPERATOR);
  });
});

promiseParity(
  'a name for a server outside of the cluster',
  fixture('external-name.yaml'),
  find(rendered('existing', DATABASES.external), 'Service postgresql-qa/postgres-service'),
  {},
  { 'metadata.labels': WHY.labels },
);

const [service, slice] = listAt(fixture('endpoint-slice.yaml'));
const fixed = rendered('existing', {
  external: { address: { ip: '10.20.0.5' }, tls: { mode: 'require' }, user: 'wealist' },
});
promiseParity(
  'a Service for an address outside of the cluster',
  service ?? {},
  find(fixed, 'Service postgresql-qa/postgres-service'),
  {
    'spec.ports[postgresql].protocol': { ours: undefined, why: 'TCP is the default.' },
    'spec.ports[postgresql].targetPort': { ours: undefined, why: 'By default it is the port itself.' },
  },
  { 'metadata.labels': WHY.labels },
);
promiseParity(
  'the EndpointSlice of that Service',
  slice ?? {},
  find(fixed, 'EndpointSlice postgresql-qa/postgres-service'),
  {
    'metadata.name': { ours: 'postgres-service', why: 'There is one, and it belongs to the Service.' },
    'metadata.labels.endpointslice.kubernetes.io/managed-by': {
      ours: 'cdk8s',
      why: 'Who manages it is who manages the rest.',
    },
    'ports[postgresql].protocol': { ours: undefined, why: 'TCP is the default.' },
  },
  { 'metadata.labels': WHY.labels },
);

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[redis]`;
promiseParity(
  'a Redis with a disk',
  fixture('redis-stateful-set.yaml'),
  find(
    render(
      NAME,
      combined('literal', DATABASES.statefulSet, {
        statefulSet: { ...REDIS.statefulSet.statefulSet, storage: { size: Size.gibibytes(1) } },
      }),
    ),
    'StatefulSet board-api-qa/redis',
  ),
  {
    'spec.selector.matchLabels.app': { ours: undefined, why: WHY.appSelector },
    [`${CONTAINER}.args[3]`]: {
      ours: '--maxmemory',
      why: 'It refuses to store more before the kernel kills it.',
    },
    [`${CONTAINER}.args[4]`]: { ours: '64mb', why: 'Half of the limit: rewriting its file may take as much again.' },
    [`${CONTAINER}.env[REDIS_PASSWORD].valueFrom.secretKeyRef.name`]: {
      ours: 'redis-server-secret',
      why: 'Server and client have a Secret each: they need not share a namespace.',
    },
    [`${CONTAINER}.readinessProbe.exec.command[0]`]: { ours: 'redis-cli', why: 'A probe needs no shell.' },
    [`${CONTAINER}.readinessProbe.exec.command[1]`]: { ours: '-e', why: 'An error is an exit code.' },
    [`${CONTAINER}.readinessProbe.exec.command[2]`]: {
      ours: '-h',
      why: 'The password is in REDISCLI_AUTH: arguments can be read in the list of processes.',
    },
  },
  {
    'metadata.labels': WHY.labels,
    'spec.selector.matchLabels': WHY.selector,
    'spec.template.metadata.labels': WHY.labels,
    'spec.template.metadata.annotations.checksum/redis-server-secret': WHY.checksum,
    [`${POD}.enableServiceLinks`]: WHY.serviceLinks,
    [`${POD}.securityContext`]: WHY.podSecurity,
    [`${POD}.serviceAccountName`]: WHY.identity,
    [`${POD}.terminationGracePeriodSeconds`]: 'The default of Kubernetes, said aloud.',
    [`${CONTAINER}.args`]: 'Its memory has an end, and every change is written.',
    [`${CONTAINER}.env[REDISCLI_AUTH]`]: 'redis-cli finds the password there.',
    [`${CONTAINER}.imagePullPolicy`]: WHY.pullPolicy,
    [`${CONTAINER}.livenessProbe`]: 'A server that answers no more is restarted.',
    [`${CONTAINER}.startupProbe`]: 'It may read its file for minutes: nobody may restart it meanwhile.',
    [`${CONTAINER}.readinessProbe`]: 'It asks at its own address, and has time to answer.',
    [`${CONTAINER}.resources`]: 'The scheduler knows what it takes, and the kernel what it may.',
    [`${CONTAINER}.securityContext`]: WHY.containerSecurity,
  },
);
