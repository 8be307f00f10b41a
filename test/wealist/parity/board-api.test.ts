import { describe, expect, test } from '@jest/globals';
import { identity, stringsAt } from '../../../lib/checker/manifest/manifest';
import { problemsOf } from '../../../lib/synthesis/manifests';
import { assemble } from '../../../lib/wealist/charts/index';
import { secretValues } from '../../secret-values';
import { documented, ENVIRONMENT, find, fixture, rendered } from './documented';
import { promiseObjects, promiseParity } from './promises';
import { WHY } from './reasons';

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[board-api]`;

const secret = fixture('db-secret.yaml');
const ourSecret = find(rendered, 'Secret board-api-prod/db-secret');

test('the values of the documents are accepted by every construct', () => {
  const charts = Object.values(assemble(ENVIRONMENT, documented));
  expect(charts.flatMap(problemsOf)).toEqual([]);
});

promiseParity(
  'the Deployment of board-api',
  fixture('board-api-deployment.yaml'),
  find(rendered, 'Deployment board-api-prod/board-api'),
  {
    'spec.selector.matchLabels.app': { ours: undefined, why: WHY.appSelector },
    [`${CONTAINER}.livenessProbe.httpGet.path`]: { ours: undefined, why: WHY.liveness },
    [`${CONTAINER}.livenessProbe.httpGet.port`]: {
      at: `${CONTAINER}.livenessProbe.tcpSocket.port`,
      ours: 'http',
      why: WHY.liveness,
    },
    [`${CONTAINER}.readinessProbe.httpGet.port`]: { ours: 'http', why: WHY.probePort },
  },
  {
    'metadata.labels': WHY.labels,
    'spec.selector.matchLabels': WHY.selector,
    'spec.strategy': WHY.strategy,
    'spec.template.metadata.labels': WHY.labels,
    'spec.template.metadata.annotations.checksum/db-secret': WHY.checksum,
    [`${CONTAINER}.env[DB_POOL_SIZE]`]:
      'Each pod is told its share of the connections that the server has: eleven pods get along with them.',
    [`${POD}.enableServiceLinks`]: WHY.serviceLinks,
    [`${POD}.securityContext`]: WHY.podSecurity,
    [`${POD}.serviceAccountName`]: WHY.identity,
    [`${POD}.terminationGracePeriodSeconds`]: WHY.gracePeriod,
    [`${POD}.topologySpreadConstraints`]: WHY.spread,
    [`${POD}.volumes`]: WHY.scratch,
    [`${CONTAINER}.env[POD_NAME]`]: WHY.podName,
    [`${CONTAINER}.env[UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN]`]: WHY.drain,
    [`${CONTAINER}.lifecycle.preStop`]: WHY.preStop,
    [`${CONTAINER}.resources.requests.ephemeral-storage`]: WHY.scratchLimit,
    [`${CONTAINER}.resources.limits.ephemeral-storage`]: WHY.scratchLimit,
    [`${CONTAINER}.securityContext`]: WHY.containerSecurity,
    [`${CONTAINER}.volumeMounts`]: WHY.scratch,
  },
);

promiseParity('the Secret of board-api', secret, ourSecret, {}, { 'metadata.labels': WHY.labels });

describe('the connection variables', () => {
  test('are those of the document once it is decoded, key by key', () => {
    expect(secretValues(ourSecret)).toEqual(secretValues(secret));
  });

  test('hold the DATABASE_URL of the document to the letter, made of typed parts', () => {
    expect(secretValues(ourSecret).DATABASE_URL).toBe(
      'postgresql://postgres:mysupersecret@postgres-service.postgresql-prod.svc.cluster.local:5432/wealist',
    );
  });

  test('name the host that the database itself gives its Service', () => {
    const { name, namespace } = find(rendered, 'Service postgresql-prod/postgres-service').metadata;
    const { hostname } = new URL(secretValues(ourSecret).DATABASE_URL ?? '');
    expect(hostname).toBe(`${name}.${namespace}.svc.cluster.local`);
  });

  test('are the only place but the Secret of the database where the password stands', () => {
    const telling = rendered.filter((manifest) => {
      const values = manifest.kind === 'Secret' ? secretValues(manifest) : {};
      return JSON.stringify([manifest, values]).includes('mysupersecret');
    });
    expect(telling.map(identity)).toEqual([
      'Secret board-api-prod/db-secret',
      'Secret postgresql-prod/postgres-secret',
    ]);
  });
});

promiseParity(
  'the Ingress of board-api',
  fixture('board-api-ingress.yaml'),
  find(rendered, 'Ingress board-api-prod/board-api'),
  { 'spec.rules[0].http.paths[0].path': { ours: '/api/', why: WHY.pathExpression } },
  {
    'metadata.labels': WHY.labels,
    'metadata.name': WHY.ingressName,
    'metadata.namespace': WHY.ingressNamespace,
    'spec.rules[0].http.paths[0].backend.service.port': WHY.ingressPort,
    'spec.rules[0].http.paths[0].pathType': WHY.pathType,
    'spec.rules[0].http.paths[1]':
      'With "/" at its end, /api/ is no beginning of /api-docs; ingress-nginx reads /api itself as an expression.',
  },
);

test('/api reaches the application as the browser sent it: under /api its routes are mounted', () => {
  const annotations = stringsAt(find(rendered, 'Ingress board-api-prod/board-api'), 'metadata', 'annotations');
  expect(Object.keys(annotations)).not.toContain('nginx.ingress.kubernetes.io/rewrite-target');
});

test('/api/health asks for /health, as it did when the Ingress stripped /api of every path', () => {
  const health = find(rendered, 'Ingress board-api-prod/board-api-api-health');
  expect(stringsAt(health, 'metadata', 'annotations')).toMatchObject({
    'nginx.ingress.kubernetes.io/rewrite-target': '/health',
  });
});

promiseObjects(
  rendered,
  'board-api-prod',
  ['Deployment board-api-prod/board-api', 'Secret board-api-prod/db-secret', 'Ingress board-api-prod/board-api'],
  {
    'Service board-api-prod/board-api': 'The team had a Service in front of board-api, and no file that made it.',
    'Ingress board-api-prod/board-api-api-health':
      'The health check alone is not mounted under /api: a rewrite is an annotation of a whole Ingress.',
    'ServiceAccount board-api-prod/board-api': WHY.identity,
    'NetworkPolicy board-api-prod/default-deny': WHY.defaultDeny,
    'NetworkPolicy board-api-prod/board-api': WHY.networkPolicy,
    'PodDisruptionBudget board-api-prod/board-api': WHY.disruptionBudget,
  },
);
