import { describe, expect, test } from '@jest/globals';
import { livenessSuccessThreshold } from '../../../lib/checker/rules/api-server/liveness-success-threshold';
import { probeTiming } from '../../../lib/checker/rules/api-server/probe-timing';
import { requestsWithinLimits } from '../../../lib/checker/rules/api-server/requests-within-limits';
import { hookNeedsShell } from '../../../lib/checker/rules/availability/hook-needs-shell';
import { probePorts } from '../../../lib/checker/rules/availability/probe-ports';
import { readinessProbe } from '../../../lib/checker/rules/availability/readiness-probe';
import { shutdownBudget } from '../../../lib/checker/rules/availability/shutdown-budget';
import { fixedImageTag } from '../../../lib/checker/rules/containers/fixed-image-tag';
import { memoryFloor } from '../../../lib/checker/rules/containers/memory-floor';
import { pullPolicyNever } from '../../../lib/checker/rules/containers/pull-policy-never';
import { resourcesSet } from '../../../lib/checker/rules/containers/resources-set';
import { noSecretValues } from '../../../lib/checker/rules/security/no-secret-values';
import { noSleepingContainers } from '../../../lib/checker/rules/security/no-sleeping-containers';
import { numericUser } from '../../../lib/checker/rules/security/numeric-user';
import { podSecurityRestricted } from '../../../lib/checker/rules/security/pod-security-restricted';
import { judge } from './judge';

const API = 'Deployment default/api: spec.template.spec';

/** A Deployment of these containers, and more of the pod's spec, in YAML's short form. */
const deployment = (containers: string, pod = 'restartPolicy: Always', metadata = '{ labels: { app: api } }') => `
apiVersion: apps/v1
kind: Deployment
metadata: { name: api }
spec: { template: { metadata: ${metadata}, spec: { containers: [${containers}], ${pod} } } }
`;

const service = (spec: string) => `
---
apiVersion: v1
kind: Service
metadata: { name: api }
spec: ${spec}
`;

describe('pod-security-restricted', () => {
  const SAFE = 'allowPrivilegeEscalation: false, capabilities: { drop: [ALL] }';
  const POD = 'runAsNonRoot: true, seccompProfile: { type: RuntimeDefault }';
  const container = (context: string, more = '') => `{ name: api, securityContext: { ${context} }, ${more} }`;
  const pod = (context: string, more = '') => `securityContext: { ${context} }, ${more}`;
  const found = (yaml: string, declared = {}) =>
    judge(podSecurityRestricted, yaml, declared).map((line) =>
      line.replace(`${API}.`, '').replace(' [pod-security-restricted]', ''),
    );

  test('finds what its example says', () => {
    const yaml = deployment(container('capabilities: { drop: [ALL] }'), pod(POD));
    expect(judge(podSecurityRestricted, yaml)).toEqual([podSecurityRestricted.example]);
  });

  test('names everything that an ordinary pod lacks, each thing once', () => {
    expect(found(deployment('{ name: api }'))).toEqual([
      'securityContext.runAsNonRoot: expected true, here or on each container, received nothing',
      'securityContext.seccompProfile.type: expected RuntimeDefault, here or on each container, received nothing',
      'containers[api].securityContext.allowPrivilegeEscalation: expected false on each container, received nothing',
      'containers[api].securityContext.capabilities.drop: expected ["ALL"], received nothing',
    ]);
  });

  test.each([
    ['a pod that says all', container(SAFE), pod(POD)],
    ['a pod whose containers say all', container(`${SAFE}, ${POD}`), 'restartPolicy: Always'],
    [
      'a port that is bound below 1024',
      container('allowPrivilegeEscalation: false, capabilities: { drop: [ALL], add: [NET_BIND_SERVICE] }'),
      pod(POD),
    ],
    ['profiles of the node', container(`${SAFE}, seccompProfile: { type: Localhost }, procMount: Default`), pod(POD)],
    [
      'fields that say what is so anyway',
      container(`${SAFE}, privileged: false`, 'ports: [{ containerPort: 80, hostPort: 0 }]'),
      pod(POD, 'hostNetwork: false, hostPID: false'),
    ],
    [
      'volumes of every allowed kind',
      container(SAFE),
      pod(
        POD,
        'volumes: [{ name: a, emptyDir: {} }, { name: b, configMap: { name: b } }, { name: c, secret: { secretName: c } }, { name: d, persistentVolumeClaim: { claimName: d } }, { name: e, projected: {} }, { name: f, csi: {} }, { name: g, ephemeral: {} }, { name: h, downwardAPI: {} }, { name: i }]',
      ),
    ],
    [
      'safe sysctls and SELinux types',
      container(SAFE),
      pod(`${POD}, sysctls: [{ name: net.ipv4.tcp_syncookies }], seLinuxOptions: { type: container_t, level: s0 }`),
    ],
  ])('accepts %s', (_, containers, spec) => {
    expect(found(deployment(containers, spec))).toEqual([]);
  });

  test('wants nothing of Windows that only Linux has', () => {
    expect(found(deployment('{ name: api }', pod('runAsNonRoot: true', 'os: { name: windows }')))).toEqual([]);
    expect(found(deployment('{ name: api }', 'os: { name: windows }'))).toHaveLength(1);
  });

  test('asks the pod if one container says it and another does not', () => {
    const containers = `${container(`${SAFE}, runAsNonRoot: true`)}, { name: proxy, securityContext: { ${SAFE} } }`;
    expect(found(deployment(containers, pod('seccompProfile: { type: RuntimeDefault }')))).toEqual([
      'securityContext.runAsNonRoot: expected true, here or on each container, received nothing',
    ]);
  });

  test.each([
    ['runAsNonRoot: false', 'securityContext.runAsNonRoot: expected true, received false'],
    ['runAsUser: 0', 'securityContext.runAsUser: expected a user id above 0, received 0'],
    [
      'seccompProfile: { type: Unconfined }',
      'securityContext.seccompProfile.type: expected RuntimeDefault or Localhost, received "Unconfined"',
    ],
    [
      'appArmorProfile: { type: Unconfined }',
      'securityContext.appArmorProfile.type: expected RuntimeDefault or Localhost, received "Unconfined"',
    ],
    [
      'seLinuxOptions: { type: spc_t }',
      'securityContext.seLinuxOptions.type: expected container_t or container_init_t or container_kvm_t or container_engine_t, received "spc_t"',
    ],
    ['seLinuxOptions: { user: root }', 'securityContext.seLinuxOptions.user: expected nothing, received "root"'],
    [
      'seLinuxOptions: { role: sysadm_r }',
      'securityContext.seLinuxOptions.role: expected nothing, received "sysadm_r"',
    ],
    [
      'windowsOptions: { hostProcess: true }',
      'securityContext.windowsOptions.hostProcess: expected false, received true',
    ],
  ])('refuses %s on a pod and on a container', (context, sentence) => {
    const both = `${SAFE}, ${POD}`;
    expect(found(deployment(container(both), pod(context)))).toEqual([sentence]);
    const own = context.split(':')[0] ?? '';
    const rest = POD.split(', ')
      .filter((field) => !field.startsWith(own))
      .join(', ');
    expect(found(deployment(container(`${SAFE}, ${rest}, ${context}`), pod(POD)))).toEqual([
      `containers[api].${sentence}`,
    ]);
  });

  test.each([
    ['privileged: true', 'privileged: expected false, received true'],
    ['procMount: Unmasked', 'procMount: expected Default, received "Unmasked"'],
  ])('refuses %s on a container', (context, sentence) => {
    expect(found(deployment(container(`${SAFE}, ${context}`), pod(POD)))).toEqual([
      `containers[api].securityContext.${sentence}`,
    ]);
  });

  test('refuses escalation that is asked for, and capabilities that are kept or added', () => {
    const bold = 'allowPrivilegeEscalation: true, capabilities: { drop: [NET_RAW], add: [SYS_ADMIN] }';
    expect(found(deployment(container(bold), pod(POD)))).toEqual([
      'containers[api].securityContext.allowPrivilegeEscalation: expected false on each container, received true',
      'containers[api].securityContext.capabilities.drop: expected ["ALL"], received ["NET_RAW"]',
      'containers[api].securityContext.capabilities.add: expected nothing but NET_BIND_SERVICE, received ["SYS_ADMIN"]',
    ]);
  });

  test.each(['hostNetwork', 'hostPID', 'hostIPC'])('refuses %s', (field) => {
    expect(found(deployment(container(SAFE), pod(POD, `${field}: true`)))).toEqual([
      `${field}: expected false, received true`,
    ]);
  });

  test('refuses ports of the node', () => {
    const ports = 'ports: [{ name: http, containerPort: 80, hostPort: 80 }]';
    expect(found(deployment(container(SAFE, ports), pod(POD)))).toEqual([
      'containers[api].ports[http].hostPort: expected nothing: a Service opens ports, received 80',
    ]);
  });

  test('refuses volumes of the node and of the network', () => {
    const volumes = 'volumes: [{ name: logs, hostPath: { path: /var/log } }, { name: share, nfs: { path: / } }]';
    const expected = 'expected a volume that is not of the node or the network: a persistentVolumeClaim, an emptyDir';
    expect(found(deployment(container(SAFE), pod(POD, volumes)))).toEqual([
      `volumes[logs].hostPath: ${expected}, received {"path":"/var/log"}`,
      `volumes[share].nfs: ${expected}, received {"path":"/"}`,
    ]);
  });

  test('knows since when a sysctl is safe', () => {
    const sysctls = (name: string) => deployment(container(SAFE), pod(`${POD}, sysctls: [{ name: ${name} }]`));
    expect(found(sysctls('kernel.msgmax'))).toEqual([
      'securityContext.sysctls[kernel.msgmax]: expected a sysctl that is safe for other pods, received "kernel.msgmax"',
    ]);
    expect(found(sysctls('net.ipv4.tcp_fin_timeout'), { kubernetes: '1.28' })).toHaveLength(1);
    expect(found(sysctls('net.ipv4.tcp_fin_timeout'), { kubernetes: '1.29' })).toEqual([]);
    expect(found(sysctls('net.ipv4.tcp_rmem'), { kubernetes: '1.31' })).toHaveLength(1);
    expect(found(sysctls('net.ipv4.tcp_rmem'), { kubernetes: '1.32' })).toEqual([]);
  });

  test('refuses container_engine_t before Kubernetes 1.31', () => {
    const yaml = deployment(container(SAFE), pod(`${POD}, seLinuxOptions: { type: container_engine_t }`));
    expect(found(yaml, { kubernetes: '1.30' })).toHaveLength(1);
    expect(found(yaml, { kubernetes: '1.31' })).toEqual([]);
  });

  test('refuses AppArmor annotations that switch it off', () => {
    const annotated = (profile: string) =>
      deployment(
        container(SAFE),
        pod(POD),
        `{ annotations: { container.apparmor.security.beta.kubernetes.io/api: ${profile} } }`,
      );
    expect(judge(podSecurityRestricted, annotated('unconfined'))).toEqual([
      'Deployment default/api: spec.template.metadata.annotations[container.apparmor.security.beta.kubernetes.io/api]: expected runtime/default, received "unconfined" [pod-security-restricted]',
    ]);
    expect(found(annotated('runtime/default'))).toEqual([]);
    expect(found(annotated('localhost/strict'))).toEqual([]);
  });

  test('from Kubernetes 1.34 on, refuses probes and hooks that ask another host', () => {
    const yaml = deployment(
      container(
        SAFE,
        'readinessProbe: { httpGet: { host: 10.0.0.1, port: 80 } }, lifecycle: { preStop: { httpGet: { host: a, port: 80 } } }, livenessProbe: { tcpSocket: { host: "", port: 80 } }',
      ),
      pod(POD),
    );
    expect(found(yaml, { kubernetes: '1.33' })).toEqual([]);
    expect(found(yaml, { kubernetes: '1.34' })).toEqual([
      'containers[api].readinessProbe.httpGet.host: expected nothing, received "10.0.0.1"',
      'containers[api].lifecycle.preStop.httpGet.host: expected nothing, received "a"',
    ]);
  });

  test('holds for init containers, and for pods without a workload', () => {
    const yaml = `
apiVersion: v1
kind: Pod
metadata: { name: tool }
spec:
  securityContext: { ${POD} }
  initContainers: [{ name: setup, securityContext: { capabilities: { drop: [ALL] } } }]
  containers: [${container(SAFE)}]
`;
    expect(judge(podSecurityRestricted, yaml)).toEqual([
      'Pod default/tool: spec.initContainers[setup].securityContext.allowPrivilegeEscalation: expected false on each container, received nothing [pod-security-restricted]',
    ]);
  });

  test('leaves wrong types to the schema', () => {
    const wrong =
      'allowPrivilegeEscalation: "false", capabilities: { drop: ALL, add: 1 }, privileged: "true", runAsUser: "0"';
    expect(found(deployment(container(wrong), pod(POD, 'volumes: 1, hostPID: 1')))).toEqual([]);
  });
});

describe('numeric-user', () => {
  const context = (fields: string) => `securityContext: { ${fields} }`;

  test('wants a number wherever root is refused', () => {
    expect(judge(numericUser, deployment('{ name: api }', context('runAsNonRoot: true')))).toEqual([
      numericUser.example,
    ]);
    expect(judge(numericUser, deployment(`{ name: api, ${context('runAsNonRoot: true')} }`))).toEqual([
      numericUser.example,
    ]);
  });

  test('names the containers that still lack one', () => {
    const containers = `{ name: api, ${context('runAsUser: 1000')} }, { name: proxy }`;
    expect(judge(numericUser, deployment(containers, context('runAsNonRoot: true')))).toEqual([
      `${API}.securityContext.runAsUser: expected a user id above 0 (for proxy), received nothing [numeric-user]`,
    ]);
  });

  test.each([
    ['a number on the pod', '{ name: api }', context('runAsNonRoot: true, runAsUser: 1000')],
    ['a number on the container only', `{ name: api, ${context('runAsUser: 1000')} }`, context('runAsNonRoot: true')],
    ['a container that may be root', `{ name: api, ${context('runAsNonRoot: false')} }`, context('runAsNonRoot: true')],
    ['a pod that says nothing of root', '{ name: api }', 'restartPolicy: Always'],
    [
      'a pod for Windows, where users have names',
      '{ name: api }',
      `${context('runAsNonRoot: true')}, os: { name: windows }`,
    ],
  ])('accepts %s', (_, containers, pod) => {
    expect(judge(numericUser, deployment(containers, pod))).toEqual([]);
  });
});

describe('resources-set', () => {
  const resources = (amounts: string) => `{ name: api, resources: { ${amounts} } }`;

  test('wants a memory limit', () => {
    expect(judge(resourcesSet, deployment(resources('requests: { cpu: 1, memory: 1Gi }')))).toEqual([
      resourcesSet.example,
    ]);
  });

  test('names each amount that is missing', () => {
    expect(judge(resourcesSet, deployment('{ name: api }'))).toEqual(
      ['requests.cpu', 'requests.memory', 'limits.memory'].map(
        (amount) => `${API}.containers[api].resources.${amount}: expected an amount, received nothing [resources-set]`,
      ),
    );
  });

  test('holds for side-cars, which start first and stay, and not for init containers', () => {
    const yaml = deployment(
      resources('limits: { cpu: 1, memory: 1Gi }'),
      'initContainers: [{ name: setup }, { name: proxy, restartPolicy: Always }]',
    );
    expect(judge(resourcesSet, yaml)).toHaveLength(3);
    expect(judge(resourcesSet, yaml).join()).toContain('initContainers[proxy]');
  });

  test.each([
    ['no CPU limit', resources('requests: { cpu: 1, memory: 1Gi }, limits: { memory: 1Gi }'), 'restartPolicy: Always'],
    ['limits, which stand for requests', resources('limits: { cpu: 1, memory: 1Gi }'), 'restartPolicy: Always'],
    [
      'resources of the pod as a whole',
      '{ name: api }',
      'resources: { requests: { cpu: 1 }, limits: { memory: 1Gi } }',
    ],
  ])('accepts %s', (_, containers, pod) => {
    expect(judge(resourcesSet, deployment(containers, pod))).toEqual([]);
  });
});

describe('requests-within-limits', () => {
  const resources = (requests: string, limits: string) =>
    deployment(`{ name: api, resources: { requests: { ${requests} }, limits: { ${limits} } } }`);

  test('finds a request above its limit', () => {
    expect(judge(requestsWithinLimits, resources('memory: 256Mi', 'memory: 128Mi'))).toEqual([
      requestsWithinLimits.example,
    ]);
  });

  test.each([
    ['cpu: 1', 'cpu: 900m'],
    ['cpu: 0.2', 'cpu: 100m'],
    ['memory: 1Gi', 'memory: 1G'],
    ['ephemeral-storage: 2Gi', 'ephemeral-storage: 1Gi'],
  ])('compares amounts: %s is above %s', (requests, limits) => {
    expect(judge(requestsWithinLimits, resources(requests, limits))).toHaveLength(1);
  });

  test.each([
    ['cpu: 1', 'cpu: 1000m'],
    ['memory: 1G', 'memory: 1Gi'],
    ['memory: 1Gi', 'cpu: 1'],
    ['memory: much', 'memory: 1Gi'],
  ])('compares amounts: %s is not above %s', (requests, limits) => {
    expect(judge(requestsWithinLimits, resources(requests, limits))).toEqual([]);
  });
});

describe('memory-floor', () => {
  const limited = (limit: string, more: string) =>
    `{ name: api, resources: { limits: { memory: ${limit} } }, ${more} }`;
  const measured = (memory: string) => `{ annotations: { verify/measured-memory: ${memory} } }`;

  test('finds a limit below the floor', () => {
    expect(judge(memoryFloor, deployment(limited('128Mi', 'command: [uvicorn, "main:app"]')))).toEqual([
      memoryFloor.example,
    ]);
  });

  test.each([
    ['256Mi', 'Python', 'the image python', 'image: "python:3.12-slim"'],
    ['256Mi', 'Python', 'the image ghcr.io/acme/fastapi-board', 'image: "ghcr.io/acme/fastapi-board:1"'],
    ['256Mi', 'Python', 'the command python3.12', 'command: [/usr/local/bin/python3.12, main.py]'],
    ['256Mi', 'Python', 'the command gunicorn', 'command: [sh, -c, "exec gunicorn app"]'],
    ['256Mi', 'Python', 'the command uvicorn', 'args: [uvicorn, "main:app"]'],
    ['256Mi', 'Python', 'the command uvicorn', 'command: [poetry, run, uvicorn, "main:app"]'],
    ['256Mi', 'Python', 'the command manage.py', 'command: [./manage.py, runserver]'],
    ['256Mi', 'Python', 'the variable UVICORN_PORT', 'env: [{ name: UVICORN_PORT, value: "80" }]'],
    ['256Mi', 'Python', 'the variable PYTHONUNBUFFERED', 'env: [{ name: PYTHONUNBUFFERED, value: "1" }]'],
    ['256Mi', 'Node', 'the image node', 'image: "node:22"'],
    ['256Mi', 'Node', 'the image docker.io/library/node', 'image: "docker.io/library/node:22"'],
    ['256Mi', 'Node', 'the image gcr.io/distroless/nodejs22-debian12', 'image: gcr.io/distroless/nodejs22-debian12'],
    ['256Mi', 'Node', 'the command npm', 'command: [npm, start]'],
    ['256Mi', 'Node', 'the command node', 'command: [tini, --, node, dist/main]'],
    ['256Mi', 'Node', 'the variable NODE_ENV', 'env: [{ name: NODE_ENV, value: production }]'],
    ['512Mi', 'Java', 'the image eclipse-temurin', 'image: "eclipse-temurin:21-jre"'],
    ['512Mi', 'Java', 'the image acme/spring-shop', 'image: "acme/spring-shop:1"'],
    ['512Mi', 'Java', 'the command java', 'command: [java, -jar, app.jar]'],
    ['512Mi', 'Java', 'the variable JAVA_TOOL_OPTIONS', 'env: [{ name: JAVA_TOOL_OPTIONS, value: -Xmx100m }]'],
  ])('knows a floor of %s for %s by %s', (floor, runtime, evidence, more) => {
    expect(judge(memoryFloor, deployment(limited('200Mi', more)))).toEqual([
      `${API}.containers[api].resources.limits.memory: expected at least ${floor}, which ${runtime} needs (as ${evidence} shows), received "200Mi" [memory-floor]`,
    ]);
    expect(judge(memoryFloor, deployment(limited(floor, more)))).toEqual([]);
  });

  test.each([
    ['a runtime that is not known', 'image: "nginx:1.27"'],
    ['a program that runs on each node', 'image: "prom/node-exporter:v1"'],
    ['another one', 'image: "calico/node:v3"'],
    ['a word that is no program', 'image: "ebs-csi:1", args: [node, --port=80]'],
    ['a word of another program', 'command: [kubectl, get, node]'],
    ['JavaScript, which is not Java', 'image: "acme/javascript-site:1"'],
    ['variables of other names', 'env: [{ name: APP_ENV, value: python }, { name: NODE_NAME, value: a }]'],
  ])('says nothing of %s', (_, more) => {
    expect(judge(memoryFloor, deployment(limited('64Mi', more)))).toEqual([]);
  });

  test('says nothing where there is no limit, nor of init containers', () => {
    expect(judge(memoryFloor, deployment('{ name: api, image: "python:3" }'))).toEqual([]);
    const setup = limited('64Mi', 'image: "python:3"');
    expect(judge(memoryFloor, deployment('{ name: api }', `initContainers: [${setup}]`))).toEqual([]);
  });

  test('takes twice what was measured instead of the floor', () => {
    const python = (limit: string, memory: string) =>
      judge(memoryFloor, deployment(limited(limit, 'image: "python:3"'), 'restartPolicy: Always', measured(memory)));
    expect(python('128Mi', '45Mi')).toEqual([]);
    expect(python('90Mi', '45Mi')).toEqual([]);
    expect(python('80Mi', '45Mi')).toEqual([
      `${API}.containers[api].resources.limits.memory: expected at least twice the 45Mi that were measured, received "80Mi" [memory-floor]`,
    ]);
    expect(python('512Mi', '300Mi')).toHaveLength(1);
    expect(python('128Mi', 'little')).toHaveLength(1);
  });
});

describe('probe-ports', () => {
  const probe = (port: string) =>
    deployment(
      `{ name: api, ports: [{ name: http, containerPort: 8080 }], readinessProbe: { httpGet: { port: ${port} } } }`,
    );

  test('finds a probe at a port that the container does not open', () => {
    expect(judge(probePorts, probe('8081'))).toEqual([probePorts.example]);
    expect(judge(probePorts, probe('web'))).toHaveLength(1);
  });

  test.each(['startupProbe: { tcpSocket: { port: 1 } }', 'livenessProbe: { grpc: { port: 1 } }'])(
    'looks at every probe: %s',
    (handler) => {
      expect(
        judge(probePorts, deployment(`{ name: api, ports: [{ containerPort: 8080 }], ${handler} }`)).join(),
      ).toContain('(8080)');
    },
  );

  test('accepts the port by name, by number, or none', () => {
    expect(judge(probePorts, probe('http'))).toEqual([]);
    expect(judge(probePorts, probe('8080'))).toEqual([]);
    expect(judge(probePorts, deployment('{ name: api, livenessProbe: { exec: { command: [check] } } }'))).toEqual([]);
  });
});

describe('probe-timing', () => {
  const probe = (fields: string) => deployment(`{ name: api, readinessProbe: { ${fields} } }`);

  test('finds times that cannot be', () => {
    expect(judge(probeTiming, probe('periodSeconds: 0'))).toEqual([probeTiming.example]);
    expect(judge(probeTiming, probe('timeoutSeconds: 0, failureThreshold: -1, initialDelaySeconds: -1'))).toHaveLength(
      3,
    );
  });

  test('accepts times that can', () => {
    expect(
      judge(probeTiming, probe('periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 1, initialDelaySeconds: 0')),
    ).toEqual([]);
  });
});

describe('liveness-success-threshold', () => {
  const probe = (name: string, threshold: number) =>
    deployment(`{ name: api, ${name}: { successThreshold: ${threshold} } }`);

  test('finds a liveness or startup probe that wants more than one success', () => {
    expect(judge(livenessSuccessThreshold, probe('livenessProbe', 2))).toEqual([livenessSuccessThreshold.example]);
    expect(judge(livenessSuccessThreshold, probe('startupProbe', 3))).toHaveLength(1);
  });

  test('accepts 1, the default, and more for readiness', () => {
    expect(judge(livenessSuccessThreshold, probe('livenessProbe', 1))).toEqual([]);
    expect(judge(livenessSuccessThreshold, probe('livenessProbe', 0))).toEqual([]);
    expect(judge(livenessSuccessThreshold, probe('readinessProbe', 2))).toEqual([]);
  });
});

describe('readiness-probe', () => {
  const open = '{ name: api, ports: [{ name: http, containerPort: 8080 }] }';
  const selecting = (more: string) => service(`{ selector: { app: api }, ${more} }`);
  const toHttp = selecting('ports: [{ port: 80, targetPort: http }]');

  test('wants a probe where a Service leads', () => {
    expect(judge(readinessProbe, deployment(open) + toHttp)).toEqual([readinessProbe.example]);
  });

  test('says so once, however many Services lead there', () => {
    expect(judge(readinessProbe, deployment(open) + toHttp + toHttp)).toHaveLength(1);
  });

  test.each([
    ['by number', 'ports: [{ port: 80, targetPort: 8080 }]'],
    ['by the number that it has itself', 'ports: [{ port: 8080 }]'],
  ])('sees where a Service leads %s', (_, ports) => {
    expect(judge(readinessProbe, deployment(open) + selecting(ports))).toHaveLength(1);
  });

  test.each([
    ['a container with a probe', '{ name: api, ports: [{ name: http }], readinessProbe: { httpGet: {} } }', toHttp],
    ['a container at another port', '{ name: api, ports: [{ name: metrics }] }', toHttp],
    ['pods of other labels', open, service('{ selector: { app: web }, ports: [{ port: 8080 }] }')],
    ['a Service that selects nothing', open, service('{ ports: [{ port: 8080 }] }')],
    ['a Service that asks no probe', open, selecting('publishNotReadyAddresses: true, ports: [{ port: 8080 }]')],
    ['no Service', open, ''],
  ])('accepts %s', (_, container, yaml) => {
    expect(judge(readinessProbe, deployment(container) + yaml)).toEqual([]);
  });

  test('wants it of the container that is led to, and not of its neighbour', () => {
    const yaml = deployment(`{ name: proxy }, ${open}`, 'initContainers: [{ name: setup, ports: [{ name: http }] }]');
    expect(judge(readinessProbe, yaml + toHttp)).toEqual([readinessProbe.example]);
  });
});

describe('shutdown-budget', () => {
  const SLEEP = 'lifecycle: { preStop: { sleep: { seconds: 10 } } }';
  const shell = (script: string) => `lifecycle: { preStop: { exec: { command: [/bin/sh, -c, "${script}"] } } }`;
  const uvicorn = 'env: [{ name: UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN, value: "30" }]';
  const stops = (container: string, grace = 'restartPolicy: Always', more = '') =>
    judge(shutdownBudget, deployment(`{ name: api, ${container} }`, grace) + more).map((line) =>
      line.replace(`${API}.terminationGracePeriodSeconds: expected `, '').replace(' [shutdown-budget]', ''),
    );

  test('does not ask what serves nobody: a Job, or a container that runs before the others', () => {
    const job = deployment(`{ name: api, ${uvicorn} }`).replace('kind: Deployment', 'kind: Job');
    expect(judge(shutdownBudget, job)).toEqual([]);
    expect(stops('image: api:1', `initContainers: [{ name: wait, ${uvicorn} }]`)).toEqual([]);
  });

  test('adds up preStop, drain and buffer', () => {
    expect(judge(shutdownBudget, deployment(`{ name: api, ${SLEEP}, ${uvicorn} }`))).toEqual([shutdownBudget.example]);
    expect(stops(`${SLEEP}, ${uvicorn}`, 'terminationGracePeriodSeconds: 44')).toEqual([
      'at least 45 s (preStop 10 + drain 30 + buffer 5), received 44',
    ]);
    expect(stops(`${SLEEP}, ${uvicorn}`, 'terminationGracePeriodSeconds: 45')).toEqual([]);
  });

  test.each([
    ['--timeout-graceful-shutdown 40', 'command: [uvicorn, "main:app", --timeout-graceful-shutdown, "40"]'],
    ['--timeout-graceful-shutdown=40', 'args: ["main:app", --timeout-graceful-shutdown=40]'],
    ['gunicorn --graceful-timeout', 'command: [gunicorn, --graceful-timeout, "40"]'],
    ['a script', 'command: [sh, -c, "exec gunicorn --graceful-timeout 40 app"]'],
    ['an option, which wins over the variable', `command: [uvicorn, --timeout-graceful-shutdown=40], ${uvicorn}`],
  ])('reads the drain from %s', (_, container) => {
    expect(stops(container)).toEqual(['at least 45 s (drain 40 + buffer 5), received nothing (30 s)']);
  });

  test('reads the drain from a ConfigMap', () => {
    const configMap = `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: api }
data: { UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN: "40", DRAIN: "50" }
`;
    const sum = (drain: number) => [`at least ${drain + 5} s (drain ${drain} + buffer 5), received nothing (30 s)`];
    expect(stops('envFrom: [{ configMapRef: { name: api } }]', undefined, configMap)).toEqual(sum(40));
    const entry =
      '{ name: UVICORN_TIMEOUT_GRACEFUL_SHUTDOWN, valueFrom: { configMapKeyRef: { name: api, key: DRAIN } } }';
    expect(stops(`envFrom: [{ configMapRef: { name: api } }], env: [${entry}]`, undefined, configMap)).toEqual(sum(50));
    expect(stops('envFrom: [{ configMapRef: { name: none } }]', undefined, configMap)).toEqual([]);
    expect(stops('envFrom: [{ prefix: A_, configMapRef: { name: api } }]', undefined, configMap)).toEqual([]);
  });

  test.each([
    ['the native hook', 'lifecycle: { preStop: { sleep: { seconds: 30 } } }', 30],
    ['sleep', 'lifecycle: { preStop: { exec: { command: [sleep, "30"] } } }', 30],
    ['a script', shell('sleep 30'), 30],
    ['a script of several commands', shell('nginx -s quit; sleep 20 && sleep 10'), 30],
    ['minutes', shell('sleep 1m'), 60],
  ])('reads the wait from %s', (_, container, seconds) => {
    expect(stops(container)).toEqual([
      `at least ${seconds + 5} s (preStop ${seconds} + buffer 5), received nothing (30 s)`,
    ]);
  });

  test('goes by the container that takes the longest', () => {
    const yaml = deployment(`{ name: proxy, ${SLEEP} }, { name: api, ${SLEEP}, ${uvicorn} }`);
    expect(judge(shutdownBudget, yaml)).toEqual([shutdownBudget.example]);
  });

  test.each([
    ['a pod that nothing is known of', 'image: nginx', 'terminationGracePeriodSeconds: 1'],
    ['a wait within the default', SLEEP, 'restartPolicy: Always'],
    ['a wait that just fits', SLEEP, 'terminationGracePeriodSeconds: 15'],
    ['a hook that does not wait', shell('nginx -s quit'), 'terminationGracePeriodSeconds: 1'],
    ['a wait that cannot be read', shell('sleep $WAIT'), 'restartPolicy: Always'],
    ['a wrong type', SLEEP, 'terminationGracePeriodSeconds: "1"'],
  ])('accepts %s', (_, container, grace) => {
    expect(stops(container, grace)).toEqual([]);
  });
});

describe('hook-needs-shell', () => {
  const hello = (image: string, more: string) => deployment(`{ name: api, image: "${image}", ${more} }`);
  const SLEEP = 'lifecycle: { preStop: { exec: { command: [sleep, "10"] } } }';

  test('finds a hook that cannot run', () => {
    expect(judge(hookNeedsShell, hello('blux2/hello-server:1.6', SLEEP))).toEqual([hookNeedsShell.example]);
  });

  test.each([
    'gcr.io/distroless/static-debian12:nonroot',
    'acme/api-distroless:1',
    'acme/api:1-distroless',
    'cgr.dev/chainguard/static:1',
    'registry.k8s.io/pause:3.9',
  ])('knows that %s holds no shell', (image) => {
    expect(judge(hookNeedsShell, hello(image, SLEEP))).toHaveLength(1);
  });

  test.each([
    [
      'lifecycle: { postStart: { exec: { command: [/bin/sh, -c, "echo secret"] } } }',
      'lifecycle.postStart.exec.command: expected no hook',
      '"/bin/sh"',
    ],
    [
      'readinessProbe: { exec: { command: [cat, /tmp/ready] } }',
      'readinessProbe.exec.command: expected an httpGet, tcpSocket or grpc probe',
      '"cat"',
    ],
    [
      'livenessProbe: { exec: { command: [wget, localhost] } }',
      'livenessProbe.exec.command: expected an httpGet, tcpSocket or grpc probe',
      '"wget"',
    ],
    [
      'startupProbe: { exec: { command: [curl, localhost] } }',
      'startupProbe.exec.command: expected an httpGet, tcpSocket or grpc probe',
      '"curl"',
    ],
  ])('finds %s, and tells only the program', (more, sentence, command) => {
    expect(judge(hookNeedsShell, hello('blux2/hello-server:1.6', more))).toEqual([
      `${API}.containers[api].${sentence}: blux2/hello-server holds no shell, received ${command} [hook-needs-shell]`,
    ]);
  });

  test.each([
    ['an image that has a shell', 'nginx:1.27', SLEEP],
    ['the debug variant, which has one', 'gcr.io/distroless/static:debug', SLEEP],
    [
      'a program of the image itself',
      'gcr.io/distroless/static:1',
      'livenessProbe: { exec: { command: [/grpc_health_probe] } }',
    ],
    ['the native hook', 'blux2/hello-server:1.6', 'lifecycle: { preStop: { sleep: { seconds: 10 } } }'],
  ])('accepts %s', (_, image, more) => {
    expect(judge(hookNeedsShell, hello(image, more))).toEqual([]);
  });
});

describe('fixed-image-tag', () => {
  const image = (reference: string, more = '') => deployment(`{ name: api, image: "${reference}", ${more} }`);

  test('finds latest, said or not', () => {
    expect(judge(fixedImageTag, image('api:latest'))).toEqual([fixedImageTag.example]);
    expect(judge(fixedImageTag, image('ghcr.io/acme/api'))).toHaveLength(1);
    expect(judge(fixedImageTag, image('localhost:5000/api'))).toHaveLength(1);
  });

  test.each(['api:1.0', 'localhost:5000/api:1.0', 'api@sha256:abc', 'api:latest@sha256:abc', 'api:latest-alpine'])(
    'accepts %s',
    (reference) => {
      expect(judge(fixedImageTag, image(reference))).toEqual([]);
    },
  );

  test('suppresses an imported image only where images are imported', () => {
    const never = image('api:latest', 'imagePullPolicy: Never');
    expect(judge(fixedImageTag, never, { importedImages: true })).toEqual([]);
    expect(judge(fixedImageTag, never)).toHaveLength(1);
    expect(judge(fixedImageTag, image('api:latest'), { importedImages: true })).toHaveLength(1);
  });

  test('leaves a missing image to the schema', () => {
    expect(judge(fixedImageTag, deployment('{ name: api }'))).toEqual([]);
  });
});

describe('pull-policy-never', () => {
  const policy = (value: string) => deployment(`{ name: api, imagePullPolicy: ${value} }`);

  test('finds Never where no images are imported', () => {
    expect(judge(pullPolicyNever, policy('Never'))).toEqual([pullPolicyNever.example]);
    expect(judge(pullPolicyNever, policy('Never'), { importedImages: true })).toEqual([]);
  });

  test.each(['Always', 'IfNotPresent'])('accepts %s', (value) => {
    expect(judge(pullPolicyNever, policy(value))).toEqual([]);
  });
});

describe('no-secret-values', () => {
  const secret = (data: string) => `{ apiVersion: v1, kind: Secret, metadata: { name: db }, ${data} }`;
  const shared = { secretValues: false };

  test('finds a value where others can reach the cluster', () => {
    expect(judge(noSecretValues, secret('stringData: { PASSWORD: x }'), shared)).toEqual([noSecretValues.example]);
  });

  test('is not deceived by base64', () => {
    expect(judge(noSecretValues, secret('data: { PASSWORD: eA== }'), shared)).toHaveLength(1);
  });

  test.each([true, undefined])('accepts it on a cluster of one developer, and on one nobody spoke of (%s)', (said) => {
    const declared = said === undefined ? {} : { secretValues: said };
    expect(judge(noSecretValues, secret('stringData: { PASSWORD: x }'), declared)).toEqual([]);
  });

  test('accepts a Secret without values, which a controller fills', () => {
    expect(judge(noSecretValues, secret('type: kubernetes.io/service-account-token'), shared)).toEqual([]);
  });
});

describe('no-sleeping-containers', () => {
  const debug = (more: string) => deployment(`{ name: debug, ${more} }`);

  test('finds a side-car that only sleeps', () => {
    expect(judge(noSleepingContainers, debug('command: [sleep, "9999"]'))).toEqual([noSleepingContainers.example]);
  });

  test.each([
    ['args: [sleep, infinity]', 'args', 'sleep infinity'],
    ['command: [tail, -f, /dev/null]', 'command', 'tail -f /dev/null'],
    ['command: [/bin/sh, -c, "sleep infinity"]', 'command', 'sleep infinity'],
    ['command: [bash, -ec], args: ["while true; do sleep 30; done"]', 'command', 'sleep 30'],
    ['command: [sh, -c, "trap : TERM; sleep infinity & wait"]', 'command', 'sleep infinity'],
    ['command: [tini, --, sleep, infinity]', 'command', 'sleep infinity'],
  ])('finds %s', (more, field, received) => {
    expect(judge(noSleepingContainers, debug(more))).toEqual([
      `${API}.containers[debug].${field}: expected a program that does something (to look into a pod: kubectl debug), received "${received}" [no-sleeping-containers]`,
    ]);
  });

  test.each([
    ['a program', 'command: [nginx]'],
    ['the program of the image', 'image: busybox'],
    ['a wait before the program', 'command: [sh, -c, "sleep 5 && exec nginx"]'],
    ['work between waits', 'command: [sh, -c, "while true; do backup; sleep 60; done"]'],
    ['a file that is followed', 'command: [tail, -F, /var/log/app.log]'],
    ['a shell that does nothing', 'command: [sh, -c, "true"]'],
  ])('accepts %s', (_, more) => {
    expect(judge(noSleepingContainers, debug(more))).toEqual([]);
  });

  test('accepts init containers and jobs, which end', () => {
    expect(
      judge(
        noSleepingContainers,
        deployment('{ name: api }', 'initContainers: [{ name: wait, command: [sleep, "5"] }]'),
      ),
    ).toEqual([]);
    const job = debug('command: [sleep, "5"]').replace('kind: Deployment', 'kind: Job');
    expect(judge(noSleepingContainers, job)).toEqual([]);
  });
});
