import { find, fixture, rendered } from './documented';
import { promiseObjects, promiseParity } from './promises';
import { WHY } from './reasons';

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[frontend]`;

const namespace = {
  'metadata.namespace': { ours: 'frontend-prod', why: `${WHY.namespace} This system is called frontend.` },
};

promiseParity(
  'the Deployment of the frontend',
  fixture('frontend-deployment.yaml'),
  find(rendered, 'Deployment frontend-prod/frontend'),
  {
    ...namespace,
    [`${CONTAINER}.ports[0].containerPort`]: {
      at: `${CONTAINER}.ports[http].containerPort`,
      ours: 8080,
      why: 'Without root rights and capabilities, nginx cannot open a port below 1024.',
    },
  },
  {
    'metadata.labels': WHY.labels,
    'spec.selector.matchLabels': WHY.selector,
    'spec.strategy': WHY.strategy,
    'spec.template.metadata.labels': WHY.labels,
    [`${POD}.enableServiceLinks`]: WHY.serviceLinks,
    [`${POD}.securityContext`]: WHY.podSecurity,
    [`${POD}.serviceAccountName`]: WHY.identity,
    [`${POD}.terminationGracePeriodSeconds`]: WHY.gracePeriod,
    [`${POD}.topologySpreadConstraints`]: WHY.spread,
    [`${POD}.volumes`]: WHY.scratch,
    [`${CONTAINER}.image`]: 'The image that the team deployed is not on record.',
    [`${CONTAINER}.imagePullPolicy`]: WHY.pullPolicy,
    [`${CONTAINER}.lifecycle.preStop`]: WHY.preStop,
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
  'the Service of the frontend',
  fixture('frontend-service.yaml'),
  find(rendered, 'Service frontend-prod/frontend'),
  {
    ...namespace,
    'metadata.name': {
      ours: 'frontend',
      why: 'All objects of a workload have its name: there is no other to mistype.',
    },
    'spec.ports[0].port': { at: 'spec.ports[http].port', ours: 80, why: WHY.portName },
  },
  {
    'metadata.labels': WHY.labels,
    'spec.ports[http].name': WHY.portName,
    'spec.ports[http].targetPort': WHY.targetPort,
    'spec.selector': WHY.selector,
  },
);

promiseParity(
  'the Ingress of the frontend',
  fixture('frontend-ingress.yaml'),
  find(rendered, 'Ingress frontend-prod/frontend'),
  {
    'spec.rules[0].http.paths[0].backend.service.name': {
      ours: 'frontend',
      why: 'The Service has the name of its workload, and the Ingress takes it from there.',
    },
  },
  {
    'metadata.labels': WHY.labels,
    'metadata.name': WHY.ingressName,
    'metadata.namespace': WHY.ingressNamespace,
    'spec.rules[0].http.paths[0].backend.service.port': WHY.ingressPort,
    'spec.rules[0].http.paths[0].pathType': WHY.pathType,
  },
);

promiseObjects(
  rendered,
  'frontend-prod',
  ['Deployment frontend-prod/frontend', 'Service frontend-prod/frontend', 'Ingress frontend-prod/frontend'],
  {
    'ServiceAccount frontend-prod/frontend': WHY.identity,
    'NetworkPolicy frontend-prod/default-deny': WHY.defaultDeny,
    'NetworkPolicy frontend-prod/frontend': WHY.networkPolicy,
    'PodDisruptionBudget frontend-prod/frontend': WHY.disruptionBudget,
  },
);
