import { find, fixture, rendered } from './documented';
import { promiseObjects, promiseParity } from './promises';
import { WHY } from './reasons';

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[hello-server]`;

promiseParity(
  'the Deployment of hello-server',
  fixture('hello-server-deployment-secure.yaml'),
  find(rendered, 'Deployment hello-server-prod/hello-server'),
  {
    'spec.selector.matchLabels.app': { ours: undefined, why: WHY.appSelector },
    [`${POD}.securityContext.allowPrivilegeEscalation`]: {
      at: `${CONTAINER}.securityContext.allowPrivilegeEscalation`,
      ours: false,
      why: 'It is a field of containers: on a pod, the API server rejects or drops it.',
    },
    [`${CONTAINER}.ports[0].containerPort`]: {
      at: `${CONTAINER}.ports[http].containerPort`,
      ours: 8080,
      why: WHY.portName,
    },
    [`${CONTAINER}.livenessProbe.httpGet.port`]: { ours: 'http', why: WHY.probePort },
    [`${CONTAINER}.readinessProbe.httpGet.port`]: { ours: 'http', why: WHY.probePort },
  },
  {
    'metadata.labels': WHY.labels,
    'metadata.namespace': WHY.namespace,
    'spec.selector.matchLabels': WHY.selector,
    'spec.strategy': WHY.strategy,
    'spec.template.metadata.labels': WHY.labels,
    [`${POD}.enableServiceLinks`]: WHY.serviceLinks,
    [`${POD}.securityContext.runAsGroup`]: 'Else the group of the process is that of the image, which can be root.',
    [`${POD}.securityContext.seccompProfile`]: WHY.podSecurity,
    [`${POD}.serviceAccountName`]: WHY.identity,
    [`${POD}.terminationGracePeriodSeconds`]: WHY.gracePeriod,
    [`${POD}.topologySpreadConstraints`]: WHY.spread,
    [`${CONTAINER}.imagePullPolicy`]: WHY.pullPolicy,
    [`${CONTAINER}.lifecycle.preStop.sleep`]: `${WHY.preStop} The kubelet waits: the image has no shell to do it.`,
    [`${CONTAINER}.ports[http].name`]: WHY.portName,
    [`${CONTAINER}.resources.requests.ephemeral-storage`]: WHY.scratchLimit,
    [`${CONTAINER}.resources.limits.ephemeral-storage`]: WHY.scratchLimit,
    [`${CONTAINER}.securityContext`]: WHY.containerSecurity,
  },
);

promiseObjects(rendered, 'hello-server-prod', ['Deployment hello-server-prod/hello-server'], {
  'Service hello-server-prod/hello-server':
    'The hands-on forwards a port to the Deployment or to a Service: this is the Service.',
  'ServiceAccount hello-server-prod/hello-server': WHY.identity,
  'NetworkPolicy hello-server-prod/default-deny': WHY.defaultDeny,
  'PodDisruptionBudget hello-server-prod/hello-server': WHY.disruptionBudget,
});
