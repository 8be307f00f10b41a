import { describe, expect, test } from '@jest/globals';
import { podSecurityRestricted } from '../../../../lib/checker/rules/security/pod-security-restricted';
import { judge, weights } from '../judge';
import { API, deployment } from '../pods';

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

  test('what the namespace rejects is broken, and all else an opinion', () => {
    const at = (level: string) =>
      `{ apiVersion: v1, kind: Namespace, metadata: { name: default, labels: { pod-security.kubernetes.io/enforce: ${level} } } }\n---\n`;
    const agent = deployment(container(SAFE), pod('runAsNonRoot: true', 'hostNetwork: true'));
    expect(weights(podSecurityRestricted, agent)).toEqual(['opinion', 'opinion']);
    expect(weights(podSecurityRestricted, at('privileged') + agent)).toEqual(['opinion', 'opinion']);
    expect(weights(podSecurityRestricted, at('baseline') + agent)).toEqual(['broken', 'opinion']);
    expect(weights(podSecurityRestricted, at('restricted') + agent)).toEqual(['broken', 'broken']);
  });

  test('a probe of a pod in the network of its node may ask the node itself', () => {
    const asking = (host: string) => container(SAFE, `readinessProbe: { httpGet: { host: ${host} } }`);
    expect(found(deployment(asking('localhost'), pod(POD, 'hostNetwork: true')))).toEqual([
      'hostNetwork: expected false, received true',
    ]);
    expect(found(deployment(asking('localhost'), pod(POD)))).toHaveLength(1);
    expect(found(deployment(asking('10.0.0.1'), pod(POD, 'hostNetwork: true')))).toHaveLength(2);
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

  describe('in a namespace that is held to baseline on purpose', () => {
    const baseline = { lessClosed: [{ namespace: 'default', podSecurity: 'baseline', reason: 'an old image' }] };

    test.each([
      ['says nothing of its rights', '{ name: api }', 'restartPolicy: Always'],
      ['runs as root', container('runAsUser: 0, runAsNonRoot: false, capabilities: { add: [CHOWN] }'), pod('')],
      ['mounts what is not of the node', '{ name: api }', 'volumes: [{ name: a, nfs: { server: a, path: / } }]'],
    ])('a pod that %s is fine', (_, containers, spec) => {
      expect(found(deployment(containers, spec), baseline)).toEqual([]);
    });

    test.each([
      ['privileged: true', 'containers[api].securityContext.privileged: expected false, received true'],
      [
        'capabilities: { add: [SYS_ADMIN] }',
        'containers[api].securityContext.capabilities.add: expected nothing but AUDIT_WRITE, CHOWN, DAC_OVERRIDE, FOWNER, FSETID, KILL, MKNOD, NET_BIND_SERVICE, SETFCAP, SETGID, SETPCAP, SETUID, SYS_CHROOT, received ["SYS_ADMIN"]',
      ],
      [
        'seccompProfile: { type: Unconfined }',
        'containers[api].securityContext.seccompProfile.type: expected RuntimeDefault or Localhost, received "Unconfined"',
      ],
    ])('a container with %s is not', (context, sentence) => {
      expect(found(deployment(container(context)), baseline)).toEqual([sentence]);
    });

    test('a pod on the network of its node, or with a folder of the node, is not', () => {
      const spec = 'hostNetwork: true, volumes: [{ name: a, hostPath: { path: /etc } }]';
      expect(found(deployment('{ name: api }', spec), baseline)).toEqual([
        'hostNetwork: expected false, received true',
        expect.stringContaining('volumes[a].hostPath: expected a volume that is not of the node'),
      ]);
    });

    test('a pod of another namespace is held to restricted', () => {
      const elsewhere = { lessClosed: [{ ...baseline.lessClosed[0], namespace: 'other' }] };
      expect(found(deployment('{ name: api }'), elsewhere)).toHaveLength(4);
    });
  });
});
