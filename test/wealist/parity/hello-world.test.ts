import { describe, expect, test } from '@jest/globals';
import { entriesAt, type Json, type Manifest, numberAt, valueAt } from '../../../lib/checker/manifest/manifest';
import type { Environment } from '../../../lib/wealist/environments/environment';
import { environments } from '../frozen/index';
import type { Differences } from './comparison';
import { documented, ENVIRONMENT, find, fixture, placesIn, render } from './documented';
import { leaves } from './leaves';
import { promiseObjects, promiseParity } from './promises';
import { WHY } from './reasons';

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[hello-world]`;

const TEMPLATES = {
  Deployment: 'hello-world-deployment.yaml',
  ConfigMap: 'hello-world-configmap.yaml',
  Service: 'hello-world-service.yaml',
  Ingress: 'hello-world-ingress.yaml',
};

const defaults = fixture('hello-world-values.yaml');

/** Values over values, as Helm lays the file of an environment over the chart's own. */
function over(base: Json, values: Json): Json {
  if (entriesAt(values).length === 0) return values;
  const laid = entriesAt(values).map(([field, value]) => [field, over(valueAt(base, field) ?? {}, value)] as const);
  return Object.fromEntries([...entriesAt(base), ...laid]);
}

const NAME = 'All objects of a workload have its name: there is no release to put before it.';
const REGISTRY = 'The image comes from a registry that every node can reach.';
const KUBELET = 'From Kubernetes 1.30 on, the kubelet itself waits, whatever the image holds.';
const PUBLIC_HOST = 'Each environment has a public name of its own.';

/** What holds in one environment only. */
interface Installation {
  readonly title: string;
  readonly environment: string;
  readonly settings: Environment;
  readonly values: Json;
  readonly deployment: Differences;
  readonly ingress: Differences;
  readonly tls: boolean;
  readonly replicated: boolean;
}

const installations: Installation[] = [
  {
    title: 'the values of the tutorial',
    environment: ENVIRONMENT,
    settings: documented,
    values: defaults,
    deployment: {
      [`${CONTAINER}.imagePullPolicy`]: {
        ours: 'Never',
        why: 'The image is built beside the cluster, and no registry has it: a node that lacks it must not ask for it.',
      },
    },
    ingress: {},
    tls: false,
    replicated: true,
  },
  {
    title: 'its values for dev',
    environment: 'dev',
    settings: environments.dev,
    values: over(defaults, fixture('hello-world-values-dev.yaml')),
    deployment: { [`${CONTAINER}.image`]: { ours: 'ghcr.io/wealist/hello-world:1.0.0', why: REGISTRY } },
    ingress: { 'spec.rules[0].host': { ours: 'dev.hello.example.com', why: PUBLIC_HOST } },
    tls: true,
    replicated: false,
  },
  {
    title: 'its values for prod',
    environment: 'prod',
    settings: environments.prod,
    values: over(defaults, fixture('hello-world-values-prod.yaml')),
    deployment: {
      [`${CONTAINER}.image`]: { ours: 'ghcr.io/wealist/hello-world:1.0.0', why: REGISTRY },
      'spec.replicas': {
        ours: undefined,
        why: 'The autoscaler owns the number, and never goes below that of the file.',
      },
    },
    ingress: { 'spec.rules[0].host': { ours: 'hello.example.com', why: PUBLIC_HOST } },
    tls: true,
    replicated: true,
  },
];

describe.each(installations)('$title', ({ environment, settings, values, deployment, ingress, tls, replicated }) => {
  const namespace = `hello-world-${environment}`;
  const rendered = render(environment, settings);
  const ours = (kind: keyof typeof TEMPLATES) => find(rendered, `${kind} ${namespace}/hello-world`);
  const ourNamespace = { 'metadata.namespace': { ours: namespace, why: WHY.namespace } };
  const ourName = { 'metadata.name': { ours: 'hello-world', why: NAME } };
  const instance = {
    ours: namespace,
    why: 'The instance is the namespace: it is told from that of another environment.',
  };

  test('every value has its place in a template, but the switch of the Ingress', () => {
    const places = Object.values(TEMPLATES).flatMap(placesIn);
    const homeless = [...leaves(values).keys()].filter((name) => !places.includes(name));
    expect(homeless).toEqual(['ingress.enabled']);
  });

  promiseParity(
    'the Deployment of hello-world',
    fixture(TEMPLATES.Deployment, values),
    ours('Deployment'),
    {
      ...ourNamespace,
      ...ourName,
      ...deployment,
      'spec.template.metadata.labels.app.kubernetes.io/instance': instance,
      [`${CONTAINER}.ports[0].containerPort`]: {
        at: `${CONTAINER}.ports[http].containerPort`,
        ours: 8080,
        why: WHY.portName,
      },
      [`${CONTAINER}.envFrom[0].configMapRef.name`]: { ours: 'hello-world', why: NAME },
      [`${CONTAINER}.lifecycle.preStop.exec.command[0]`]: { ours: undefined, why: KUBELET },
      [`${CONTAINER}.lifecycle.preStop.exec.command[1]`]: { ours: undefined, why: KUBELET },
      [`${CONTAINER}.lifecycle.preStop.exec.command[2]`]: {
        at: `${CONTAINER}.lifecycle.preStop.sleep.seconds`,
        ours: 10,
        why: KUBELET,
      },
    },
    {
      'metadata.labels': WHY.labels,
      'spec.selector.matchLabels': WHY.selector,
      'spec.template.metadata.annotations.checksum/config': WHY.checksum,
      'spec.template.metadata.annotations.verify/measured-memory':
        'It says why the limit may be below what Python needs as a rule: 45Mi were measured.',
      'spec.template.metadata.labels': WHY.labels,
      [`${CONTAINER}.env[POD_NAME].valueFrom.fieldRef.apiVersion`]: WHY.fieldVersion,
      [`${POD}.enableServiceLinks`]: WHY.serviceLinks,
      [`${POD}.securityContext`]: WHY.podSecurity,
      [`${POD}.serviceAccountName`]: WHY.identity,
      ...(replicated && { [`${POD}.topologySpreadConstraints`]: WHY.spread }),
      [`${POD}.volumes`]: WHY.scratch,
      [`${CONTAINER}.env[UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN]`]: WHY.drain,
      [`${CONTAINER}.livenessProbe.httpGet.port`]: WHY.probePort,
      [`${CONTAINER}.ports[http].name`]: WHY.portName,
      [`${CONTAINER}.readinessProbe.httpGet.port`]: WHY.probePort,
      [`${CONTAINER}.resources.requests.ephemeral-storage`]: WHY.scratchLimit,
      [`${CONTAINER}.resources.limits.ephemeral-storage`]: WHY.scratchLimit,
      [`${CONTAINER}.securityContext`]: WHY.containerSecurity,
      [`${CONTAINER}.volumeMounts`]: WHY.scratch,
    },
  );

  promiseParity(
    'the ConfigMap of hello-world',
    fixture(TEMPLATES.ConfigMap, values),
    withVariablesOf(fixture(TEMPLATES.ConfigMap, values), ours('ConfigMap')),
    { ...ourNamespace, ...ourName },
    { 'metadata.labels': WHY.labels },
  );

  promiseParity(
    'the Service of hello-world',
    fixture(TEMPLATES.Service, values),
    ours('Service'),
    {
      ...ourNamespace,
      ...ourName,
      'spec.type': { ours: undefined, why: 'ClusterIP is what a Service is that names no type.' },
      'spec.selector.app.kubernetes.io/instance': instance,
      'spec.ports[0].port': { at: 'spec.ports[http].port', ours: 80, why: WHY.portName },
      'spec.ports[0].targetPort': { at: 'spec.ports[http].targetPort', ours: 'http', why: WHY.targetPort },
    },
    { 'metadata.labels': WHY.labels, 'spec.ports[http].name': WHY.portName },
  );

  promiseParity(
    'the Ingress of hello-world',
    fixture(TEMPLATES.Ingress, values),
    ours('Ingress'),
    {
      ...ourNamespace,
      ...ingress,
      'spec.rules[0].http.paths[0].backend.service.name': { ours: 'hello-world', why: NAME },
    },
    {
      'metadata.labels': WHY.labels,
      'metadata.name': WHY.ingressName,
      'spec.rules[0].http.paths[0].backend.service.port': WHY.ingressPort,
      'spec.rules[0].http.paths[0].pathType': WHY.pathType,
      ...(tls && { 'spec.tls': 'What others can reach is served with a certificate.' }),
    },
  );
});

/** A ConfigMap without variables that the document does not name: one more is for the team of the service to add. */
function withVariablesOf(document: Json, configMap: Manifest): Manifest {
  const named = entriesAt(valueAt(document, 'data') ?? {}).map(([name]) => name);
  const data = entriesAt(configMap.data ?? {}).filter(([name]) => named.includes(name));
  return { ...configMap, data: Object.fromEntries(data) };
}

test('prod never runs fewer pods than the tutorial does in production', () => {
  const autoscaler = find(render('prod', environments.prod), 'HorizontalPodAutoscaler hello-world-prod/hello-world');
  expect(numberAt(autoscaler, 'spec', 'minReplicas')).toBe(
    numberAt(fixture('hello-world-values-prod.yaml'), 'replicaCount'),
  );
});

test('on a cluster older than 1.30, the hook is that of the tutorial to the letter', () => {
  const older: Environment = { ...documented, cluster: { ...documented.cluster, kubernetes: '1.28' } };
  const ours = find(render(ENVIRONMENT, older), 'Deployment hello-world-prod/hello-world');
  const hookOf = (deployment: Json) =>
    [...leaves(deployment)].filter(([path]) => path.startsWith(`${CONTAINER}.lifecycle.`));
  expect(hookOf(ours)).toEqual(hookOf(fixture(TEMPLATES.Deployment, defaults)));
});

promiseObjects(
  render(ENVIRONMENT, documented),
  'hello-world-prod',
  Object.keys(TEMPLATES).map((kind) => `${kind} hello-world-prod/hello-world`),
  {
    'ServiceAccount hello-world-prod/hello-world': WHY.identity,
    'NetworkPolicy hello-world-prod/default-deny': WHY.defaultDeny,
    'NetworkPolicy hello-world-prod/hello-world': WHY.networkPolicy,
    'PodDisruptionBudget hello-world-prod/hello-world': WHY.disruptionBudget,
  },
);
