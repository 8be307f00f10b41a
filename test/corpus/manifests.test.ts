import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { check, sentence } from '../../lib/checker/check';
import { identity, type Manifest, namespaceOf } from '../../lib/checker/manifest/manifest';
import { knownCluster } from '../../lib/synthesis/cluster-needs';
import { manifestsOf } from '../../lib/synthesis/manifests';
import { assemble } from '../../lib/wealist/charts/index';
import type { Environment } from '../../lib/wealist/environments/environment';
import { parse } from '../checker/rules/judge';
import { environments } from '../wealist/frozen/index';

const table = Object.entries<Environment>(environments);

function rendered(name: string, environment: Environment) {
  const charts = assemble(name, environment);
  return { manifests: [...manifestsOf(charts).values()].flat(), declared: knownCluster(environment, charts) };
}

const local = rendered('local', environments.local);

/** The manifests of local, with one value of one object replaced; `undefined` removes it. */
function broken(object: string, path: string, value: unknown): Manifest[] {
  return structuredClone(local.manifests).map((manifest) => {
    if (identity(manifest) !== object) return manifest;
    const steps = path.split('/');
    const last = steps.pop() ?? '';
    // biome-ignore lint/suspicious/noExplicitAny: a walk through whatever is there
    const parent = steps.reduce<any>((at, step) => at[step], manifest);
    expect(parent).toBeDefined();
    if (value === undefined) delete parent[last];
    else parent[last] = value;
    return manifest;
  });
}

function rulesThatFind(manifests: readonly Manifest[]): string[] {
  return [...new Set(check(new Bundle(manifests, local.declared)).findings.map(({ rule }) => rule))].sort();
}

const API = 'Deployment board-api-local/board-api';
const HELLO = 'Deployment hello-world-local/hello-world';
const POSTGRES = 'StatefulSet postgresql-local/postgres';
const SERVICE = 'Service board-api-local/board-api';
const INGRESS = 'Ingress board-api-local/board-api';
const FRONTEND = 'Ingress frontend-local/frontend';
const SECRET = 'Secret board-api-local/db-secret';
const POLICY = 'NetworkPolicy board-api-local/board-api';
const C = 'spec/template/spec/containers/0';
const encoded = (value: string) => Buffer.from(value).toString('base64');
const url = (host: string, password = 'local-development-only') =>
  encoded(`postgresql://postgres:${password}@${host}/wealist`);
const HOST = 'postgres-service.postgresql-local.svc.cluster.local';

/** One mistake each: the object, the field, what was written there, and the rules that say so. */
const BAD: readonly (readonly [string, string, string, unknown, readonly string[]])[] = [
  // The five failures of the users' own account.
  ['an image that no registry has', API, `${C}/imagePullPolicy`, 'IfNotPresent', ['fixed-image-tag']],
  ['a Secret that nobody made', API, `${C}/envFrom/0/secretRef/name`, 'db-secrets', ['secret-exists']],
  [
    'a limit that kills Python',
    API,
    `${C}/resources/limits/memory`,
    '128Mi',
    ['memory-floor', 'requests-within-limits'],
  ],
  [
    'postgress-service',
    SECRET,
    'data/DATABASE_URL',
    url(`postgress-service.postgresql-local.svc.cluster.local:5432`),
    ['hosts-resolve'],
  ],
  [
    'the database of another environment',
    SECRET,
    'data/DATABASE_URL',
    url('postgres-service.postgresql-prod.svc.cluster.local:5432'),
    ['hosts-resolve'],
  ],
  ['a service that answers before it can', API, `${C}/readinessProbe`, undefined, ['readiness-probe']],
  // Hosts and values.
  [
    'a database on a port that it has not',
    SECRET,
    'data/DATABASE_URL',
    url(`${HOST}:5433`),
    ['backing-services-reachable', 'hosts-resolve'],
  ],
  [
    'a short host name in another namespace',
    SECRET,
    'data/DATABASE_URL',
    url('postgres-service:5432'),
    ['hosts-resolve'],
  ],
  [
    'a password that the server does not know',
    SECRET,
    'data/DATABASE_URL',
    url(`${HOST}:5432`, 'other'),
    ['database-password-matches'],
  ],
  [
    'a password that is no part of a URL',
    SECRET,
    'data/DATABASE_URL',
    url(`${HOST}:5432`, 'a/b#c'),
    ['url-passwords-encoded'],
  ],
  [
    'a line break behind a password',
    SECRET,
    'data/POSTGRES_PASSWORD',
    encoded('local-development-only\n'),
    ['no-trailing-newline'],
  ],
  ['base64 that is none', SECRET, 'data', { TOKEN: 'not base64!' }, ['schema', 'valid-base64']],
  // Names that lead nowhere.
  [
    'a namespace that nobody makes',
    SERVICE,
    'metadata/namespace',
    'board-api-locl',
    ['ingress-backend-exists', 'namespace-exists', 'service-selects-pods'],
  ],
  ['a ConfigMap that nobody made', HELLO, `${C}/envFrom/0/configMapRef/name`, 'hello-wrld', ['config-map-exists']],
  [
    'a ServiceAccount that nobody made',
    API,
    'spec/template/spec/serviceAccountName',
    'board',
    ['service-account-exists'],
  ],
  ['a Service that selects nothing', SERVICE, 'spec/selector', { app: 'board' }, ['service-selects-pods']],
  ['a Service to a port that no pod has', SERVICE, 'spec/ports/0/targetPort', 'web', ['target-port-exists']],
  [
    'an Ingress to no Service',
    INGRESS,
    'spec/rules/0/http/paths/0/backend/service/name',
    'board',
    ['ingress-backend-exists'],
  ],
  [
    'an Ingress to a port that the Service has not',
    INGRESS,
    'spec/rules/0/http/paths/0/backend/service/port/number',
    8000,
    ['ingress-backend-exists'],
  ],
  ['a StatefulSet without its Service', POSTGRES, 'spec/serviceName', 'postgres', ['stateful-set-service']],
  [
    'a budget for nobody',
    'PodDisruptionBudget hello-server-local/hello-server',
    'spec/selector/matchLabels',
    { app: 'hello' },
    ['disruption-budget-selects-pods'],
  ],
  [
    'a policy for nobody',
    POLICY,
    'spec/podSelector/matchLabels',
    { app: 'board' },
    [
      'backing-services-reachable',
      'declared-edges-open',
      'ingress-backends-reachable',
      'network-policy-selects-pods',
      'undeclared-edges-closed',
    ],
  ],
  ['a key that the Secret has not', POSTGRES, `${C}/env/2/valueFrom/secretKeyRef/key`, 'PASSWORD', ['secret-exists']],
  // What the API server refuses.
  ['a misspelt field', API, `${C}/imagePullPolicie`, 'Never', ['schema']],
  ['a number where text is due', API, `${C}/env/1/value`, 30, ['schema']],
  ['text where a number is due', API, 'spec/replicas', '1', ['schema']],
  ['a version that never was', API, 'apiVersion', 'apps/v2', ['schema']],
  [
    'a kind that never was',
    'ConfigMap hello-world-local/hello-world',
    'kind',
    'Configmap',
    ['config-map-exists', 'schema'],
  ],
  ['memory in a unit that never was', API, `${C}/resources/limits/memory`, '512MB', ['schema']],
  [
    'privilege escalation on the pod',
    API,
    'spec/template/spec/securityContext/allowPrivilegeEscalation',
    false,
    ['schema'],
  ],
  ['a value that got lost', API, 'spec/strategy/rollingUpdate', {}, ['no-empty-values']],
  ['nothing at all', API, `${C}/livenessProbe`, null, ['no-empty-values']],
  ['a name in capitals', SERVICE, 'metadata/name', 'Board-API', ['ingress-backend-exists', 'names']],
  [
    'a port beyond the last',
    API,
    `${C}/ports/0/containerPort`,
    80000,
    ['ingress-backends-reachable', 'port-numbers', 'served-pods-reachable'],
  ],
  ['a port name too long', SERVICE, 'spec/ports/0/name', 'http_main', ['names']],
  ['a word in the wrong case', API, `${C}/imagePullPolicy`, 'never', ['enumerations', 'fixed-image-tag']],
  ['a pathType that never was', INGRESS, 'spec/rules/0/http/paths/0/pathType', 'prefix', ['enumerations']],
  ['a label that is none', API, 'spec/template/metadata/labels/team', 'board api', ['names']],
  // What is accepted, and then fails.
  ['a probe at a port with a slip', API, `${C}/readinessProbe/httpGet/port`, 8001, ['probe-ports']],
  ['a request above its limit', API, `${C}/resources/requests/cpu`, '2', ['requests-within-limits']],
  ['no requests', API, `${C}/resources/requests`, undefined, []],
  ['no memory limit', API, `${C}/resources/limits`, { cpu: '200m' }, ['resources-set']],
  ['no resources at all', API, `${C}/resources`, undefined, ['resources-set']],
  [
    'a liveness probe that wants two answers',
    API,
    `${C}/livenessProbe/successThreshold`,
    2,
    ['liveness-success-threshold'],
  ],
  ['a probe that never waits', API, `${C}/livenessProbe/periodSeconds`, -1, ['number-bounds']],
  ['a shutdown that does not add up', API, 'spec/template/spec/terminationGracePeriodSeconds', 30, ['shutdown-budget']],
  [
    'a hook in an image without a shell',
    'Deployment hello-server-local/hello-server',
    `${C}/lifecycle/preStop`,
    { exec: { command: ['/bin/sh', '-c', 'sleep 10'] } },
    ['hook-needs-shell'],
  ],
  ['a rolling update that cannot move', API, 'spec/strategy/rollingUpdate/maxSurge', 0, ['rolling-update-moves']],
  ['a service of no pods', API, 'spec/replicas', 0, ['positive-replicas']],
  [
    'a selector that its own pods do not match',
    API,
    'spec/selector/matchLabels',
    { app: 'board' },
    ['selector-matches-template'],
  ],
  ['root', API, 'spec/template/spec/securityContext/runAsUser', 0, ['numeric-user', 'pod-security-restricted']],
  ['a user by name', API, 'spec/template/spec/securityContext/runAsUser', undefined, ['numeric-user']],
  [
    'a root file system of the host',
    API,
    'spec/template/spec/volumes/0',
    { name: 'tmp', hostPath: { path: '/tmp' } },
    ['pod-security-restricted'],
  ],
  ['capabilities that are kept', API, `${C}/securityContext/capabilities`, undefined, ['pod-security-restricted']],
  [
    'no seccomp profile',
    API,
    'spec/template/spec/securityContext/seccompProfile',
    undefined,
    ['pod-security-restricted'],
  ],
  ['the network of the node', API, 'spec/template/spec/hostNetwork', true, ['pod-security-restricted']],
  ['a disk that nobody mounts', POSTGRES, `${C}/volumeMounts/0/name`, 'tmp', ['claims-mounted']],
  ['a mount without a volume', API, `${C}/volumeMounts/0/name`, 'temp', ['mounts-have-volumes']],
  ['data in the root of the disk', POSTGRES, `${C}/env/3/value`, '/var/lib/postgresql/data', ['pgdata-below-mount']],
  ['PostgreSQL 18 with the path of 17', POSTGRES, `${C}/image`, 'postgres:18-alpine', ['pgdata-below-mount']],
  [
    'a disk that a non-root user cannot write',
    POSTGRES,
    'spec/template/spec/securityContext/fsGroup',
    undefined,
    ['fs-group-for-claims'],
  ],
  [
    'a password in plain text',
    API,
    `${C}/env/1`,
    { name: 'DB_PASSWORD', value: 'hunter2' },
    ['no-plaintext-credentials'],
  ],
  ['a variable given twice', API, `${C}/env/1`, { name: 'POD_NAME', value: 'x' }, ['unique-environment-variables']],
  [
    'a key from two sources',
    HELLO,
    `${C}/envFrom`,
    [{ configMapRef: { name: 'hello-world' } }, { configMapRef: { name: 'hello-world' } }],
    ['unique-environment-sources'],
  ],
  ['a debug side-car', API, 'spec/template/spec/containers/0/command', ['sleep', '9999'], ['no-sleeping-containers']],
  [
    'a budget that lets nobody go',
    'PodDisruptionBudget hello-server-local/hello-server',
    'spec',
    { minAvailable: 3, selector: { matchLabels: { 'app.kubernetes.io/name': 'hello-server' } } },
    ['disruption-budget-lets-one-go'],
  ],
  // Traffic.
  [
    'a policy that cuts off the database',
    'NetworkPolicy postgresql-local/postgres',
    'spec/ingress/0/ports/0/port',
    5433,
    ['backing-services-reachable', 'declared-edges-open', 'served-pods-reachable', 'undeclared-edges-closed'],
  ],
  ['a policy that lets everybody in', POLICY, 'spec/ingress', [{}], ['undeclared-edges-closed']],
  [
    'a namespace that denies nothing',
    'NetworkPolicy board-api-local/default-deny',
    'spec/podSelector',
    { matchLabels: { app: 'board-api' } },
    ['default-deny'],
  ],
  ['no way to ask for a name', 'NetworkPolicy board-api-local/default-deny', 'spec/egress', undefined, ['dns-open']],
  [
    'a policy that shuts the ingress controller out',
    POLICY,
    'spec/ingress/0/from/0/namespaceSelector/matchLabels',
    { 'kubernetes.io/metadata.name': 'ingress' },
    ['declared-edges-open', 'network-policy-selects-pods', 'undeclared-edges-closed'],
  ],
  [
    'a path that another namespace has',
    FRONTEND,
    'spec/rules/0/http/paths/0',
    {
      path: '/api/',
      pathType: 'Prefix',
      backend: { service: { name: 'frontend', port: { number: 80 } } },
    },
    ['unique-routes'],
  ],
  ['a plain path among expressions', FRONTEND, 'spec/rules/0/http/paths/0/path', '/board', ['regex-paths']],
];

describe('a manifest that was mistaken is refused', () => {
  test.each(BAD)('%s', (_, object, path, value, rules) => {
    expect(rulesThatFind(broken(object, path, value))).toEqual(rules);
  });

  test('an object that is there twice', () => {
    expect(rulesThatFind([...local.manifests, ...local.manifests.slice(0, 1)])).toEqual(['unique-objects']);
  });

  test.each(BAD.filter(([, object]) => object === SECRET))(
    'and the password is not shown: %s',
    (_, object, path, value) => {
      const { findings } = check(new Bundle(broken(object, path, value), local.declared));
      const said = findings.map(sentence).join('\n');
      expect(said).not.toMatch(/local-development-only|hunter2/);
      expect(said).not.toContain(encoded('local-development-only').slice(0, -4));
    },
  );
});

describe('what is right has no finding', () => {
  test.each(table)('the environment %s', (name, environment) => {
    const { manifests, declared } = rendered(name, environment);
    expect(check(new Bundle(manifests, declared)).findings.map(sentence)).toEqual([]);
  });

  const alone = table.flatMap(([name, environment]) => {
    const { manifests, declared } = rendered(name, environment);
    return ['frontend', 'hello-world', 'hello-server', 'postgresql'].map(
      (system) => [`${system}-${name}`, manifests, declared] as const,
    );
  });

  test.each(alone)('%s on its own', (namespace, manifests, declared) => {
    const own = manifests.filter((manifest) => [manifest.metadata.name, namespaceOf(manifest)].includes(namespace));
    const edges = (declared.edges ?? []).filter(({ to }) => to.namespace === namespace);
    // The database is let in for clients that are not in this bundle.
    const namespaces = [...declared.namespaces, ...edges.flatMap(({ from }) => from.namespace ?? [])];
    const { findings } = check(new Bundle(own, { ...declared, namespaces, edges }));
    expect(findings.map(sentence)).toEqual([]);
  });

  /** Other ways to say it, which a reader might take for mistakes. */
  test.each<[string, string, string, unknown]>([
    ['a probe by number', API, `${C}/readinessProbe/httpGet/port`, 8000],
    ['a probe that only connects', API, `${C}/livenessProbe`, { tcpSocket: { port: 'http' } }],
    ['memory in another unit', API, `${C}/resources/limits/memory`, '0.5Gi'],
    ['CPU as a number', API, `${C}/resources/limits/cpu`, 1],
    ['no CPU limit', API, `${C}/resources/limits`, { memory: '512Mi' }],
    ['more time than needed', API, 'spec/template/spec/terminationGracePeriodSeconds', 120],
    ['a rolling update in percent', API, 'spec/strategy/rollingUpdate', { maxSurge: '25%', maxUnavailable: '25%' }],
    ['an annotation', API, 'metadata/annotations', { 'example.com/owner': 'team a' }],
    ['a target port by number', SERVICE, 'spec/ports/0/targetPort', 8000],
    ['a backend port by name', INGRESS, 'spec/rules/0/http/paths/0/backend/service/port', { name: 'http' }],
    [
      'a host without the cluster domain',
      SECRET,
      'data/DATABASE_URL',
      url('postgres-service.postgresql-local.svc:5432'),
    ],
    ['a URL with the default port', SECRET, 'data/DATABASE_URL', url(HOST)],
    ['a public address', SECRET, 'data/SENTRY', encoded('https://sentry.example.com/1')],
    ['a variable that names a file', API, `${C}/env/1`, { name: 'DB_PASSWORD_FILE', value: '/run/secrets/db' }],
    ['a ConfigMap that may be missing', HELLO, `${C}/envFrom/1`, { configMapRef: { name: 'extra', optional: true } }],
    ['a security profile of the container', API, `${C}/securityContext/seccompProfile`, { type: 'RuntimeDefault' }],
    [
      'a policy with a range of ports',
      POLICY,
      'spec/ingress/0/ports/0',
      { protocol: 'TCP', port: 8000, endPort: 8000 },
    ],
    ['an image by digest', API, `${C}/image`, `ghcr.io/wealist/board-api@sha256:${'0'.repeat(64)}`],
  ])('%s', (_, object, path, value) => {
    expect(rulesThatFind(broken(object, path, value))).toEqual([]);
  });

  test('a job of another team that keeps all promises', () => {
    const job = parse(`
apiVersion: v1
kind: Namespace
metadata: { name: reports }
---
apiVersion: networking.k8s.io/v1
kind: NetworkPolicy
metadata: { name: default-deny, namespace: reports }
spec:
  podSelector: {}
  policyTypes: [Ingress, Egress]
  egress:
    - ports: [{ port: 53, protocol: UDP }, { port: 53, protocol: TCP }]
---
apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly, namespace: reports }
spec:
  schedule: "0 3 * * *"
  jobTemplate:
    spec:
      template:
        spec:
          restartPolicy: Never
          securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: RuntimeDefault } }
          containers:
            - name: report
              image: ghcr.io/acme/report:2.1.0
              resources: { requests: { cpu: 10m, memory: 32Mi }, limits: { memory: 64Mi } }
              securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }
`);
    expect(check(new Bundle(job)).findings.map(sentence)).toEqual([]);
  });
});
