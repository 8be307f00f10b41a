import { find, fixture, rendered } from './documented';
import { promiseObjects, promiseParity } from './promises';
import { WHY } from './reasons';

const POD = 'spec.template.spec';
const CONTAINER = `${POD}.containers[postgres]`;

promiseParity(
  'the StatefulSet of the database',
  fixture('postgres-stateful-set.yaml'),
  find(rendered, 'StatefulSet postgresql-prod/postgres'),
  {
    [`${CONTAINER}.env[POSTGRES_PASSWORD].value`]: {
      at: `${CONTAINER}.env[POSTGRES_PASSWORD].valueFrom.secretKeyRef.name`,
      ours: 'postgres-secret',
      why: 'A password in plain text is for everybody who may read pods: it is in a Secret, and this points there.',
    },
  },
  {
    'metadata.labels': WHY.labels,
    'spec.selector.matchLabels': WHY.selector,
    'spec.template.metadata.labels': WHY.labels,
    'spec.template.metadata.annotations.checksum/postgres-secret': WHY.checksum,
    [`${POD}.enableServiceLinks`]: WHY.serviceLinks,
    [`${POD}.securityContext`]: `${WHY.podSecurity} 70 is postgres in Alpine images, and the disk is the group's.`,
    [`${POD}.serviceAccountName`]: WHY.identity,
    [`${POD}.terminationGracePeriodSeconds`]: 'The last checkpoint may take longer than the 30 s of Kubernetes.',
    [`${POD}.volumes`]: WHY.scratch,
    [`${CONTAINER}.env[POSTGRES_PASSWORD].valueFrom.secretKeyRef.key`]: 'A Secret holds keys: this is the one.',
    [`${CONTAINER}.env[POSTGRES_USER]`]: 'The user that DATABASE_URL names is made by the server that it leads to.',
    [`${CONTAINER}.env[POSTGRES_DB]`]: 'The database that DATABASE_URL names is made by the server that it leads to.',
    [`${CONTAINER}.imagePullPolicy`]: WHY.pullPolicy,
    [`${CONTAINER}.startupProbe`]: 'The log is replayed after a crash: nobody may restart the server meanwhile.',
    [`${CONTAINER}.livenessProbe`]: 'A server that answers no more is restarted.',
    [`${CONTAINER}.readinessProbe`]: 'The name of the Service leads to the server once it answers.',
    [`${CONTAINER}.ports`]: WHY.portName,
    [`${CONTAINER}.resources.requests.ephemeral-storage`]: WHY.scratchLimit,
    [`${CONTAINER}.resources.limits.ephemeral-storage`]: WHY.scratchLimit,
    [`${CONTAINER}.securityContext`]: WHY.containerSecurity,
    [`${CONTAINER}.volumeMounts[postgres-data]`]: 'PGDATA is a folder of the volume, whose root may hold lost+found.',
    [`${CONTAINER}.volumeMounts[tmp]`]: WHY.scratch,
    [`${CONTAINER}.volumeMounts[var-run-postgresql]`]: WHY.scratch,
  },
);

promiseParity(
  'the Service of the database',
  fixture('postgres-service.yaml'),
  find(rendered, 'Service postgresql-prod/postgres-service'),
  { 'spec.ports[0].port': { at: 'spec.ports[postgresql].port', ours: 5432, why: WHY.portName } },
  {
    'metadata.labels': WHY.labels,
    'spec.ports[postgresql].name': WHY.portName,
    'spec.ports[postgresql].targetPort': WHY.targetPort,
    'spec.selector': WHY.selector,
  },
);

promiseObjects(
  rendered,
  'postgresql-prod',
  ['StatefulSet postgresql-prod/postgres', 'Service postgresql-prod/postgres-service'],
  {
    'Secret postgresql-prod/postgres-secret': 'The password stood in the StatefulSet in plain text.',
    'ServiceAccount postgresql-prod/postgres': WHY.identity,
    'NetworkPolicy postgresql-prod/default-deny': WHY.defaultDeny,
    'NetworkPolicy postgresql-prod/postgres': WHY.networkPolicy,
  },
);
