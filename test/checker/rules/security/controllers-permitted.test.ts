import { describe, expect, test } from '@jest/globals';
import { controllersPermitted } from '../../../../lib/checker/rules/security/controllers-permitted';
import { judge } from '../judge';

const system = (container: string, rules: string, role = 'ClusterRole') => `
{ apiVersion: apps/v1, kind: Deployment, metadata: { name: dns }, spec: { template: { spec: { serviceAccountName: dns, containers: [{ name: dns, ${container} }] } } } }
---
{ apiVersion: rbac.authorization.k8s.io/v1, kind: ${role}, metadata: { name: dns }, rules: ${rules} }
---
{ apiVersion: rbac.authorization.k8s.io/v1, kind: ${role}Binding, metadata: { name: dns }, roleRef: { kind: ${role}, name: dns }, subjects: [{ kind: ServiceAccount, name: dns, namespace: default }] }
`;

describe('controllers-permitted', () => {
  const dns = 'image: "registry.k8s.io/external-dns/external-dns:v0.14.2", args: [--source=gateway-httproute]';
  const list = (group: string, ...resources: string[]) =>
    `{ apiGroups: ["${group}"], resources: [${resources.join(', ')}], verbs: [get, list, watch] }`;
  const gateways = 'gateway.networking.k8s.io';
  const said = (...args: Parameters<typeof system>) => judge(controllersPermitted, system(...args));

  test('finds a source of names that a controller may not list', () => {
    expect(said(dns, `[${list('', 'namespaces')}, ${list(gateways, 'gateways')}]`)).toEqual([
      controllersPermitted.example,
    ]);
    expect(said(dns, `[${list('', 'namespaces')}, ${list(gateways, 'gateways', 'httproutes')}]`)).toEqual([]);
  });

  test('finds another group, and another subresource', () => {
    const metrics = 'image: "registry.k8s.io/metrics-server/metrics-server:v0.7.1"';
    expect(said(metrics, `[${list('', 'nodes/stats', 'nodes', 'pods')}]`)[0]).toContain('get for nodes/metrics');
    expect(said(metrics, `[${list('', 'nodes/metrics', 'nodes', 'pods')}]`)).toEqual([]);
    expect(said(metrics, `[${list('', '"*"')}]`)).toEqual([]);
    const old = 'image: "registry.k8s.io/metrics-server/metrics-server:v0.5.2"';
    expect(said(old, `[${list('', 'nodes/stats', 'nodes', 'pods')}]`)).toEqual([]);
  });

  test('of two forms of a right, one is enough, and one namespace', () => {
    const sidecar = 'image: "quay.io/kiwigrid/k8s-sidecar:1.26.1", env: [{ name: RESOURCE, value: both }]';
    expect(said(sidecar, `[${list('', 'configmaps')}]`, 'Role')).toHaveLength(1);
    expect(said(sidecar, `[${list('', 'configmaps', 'secrets')}]`, 'Role')).toEqual([]);
    const coredns = 'image: "coredns/coredns:1.11.1"';
    expect(said(coredns, `[${list('', 'services', 'namespaces', 'endpoints')}]`)).toEqual([]);
    expect(said(coredns, `[${list('', 'services', 'namespaces')}]`)).toHaveLength(1);
  });

  test('reads the file of a collector', () => {
    const collector = (text: string) =>
      judge(
        controllersPermitted,
        `${system(
          'image: "fluent/fluent-bit:3.0", volumeMounts: [{ name: c, mountPath: /c }] }], volumes: [{ name: c, configMap: { name: c }',
          `[${list('', 'nodes')}]`,
        )}---\n{ apiVersion: v1, kind: ConfigMap, metadata: { name: c }, data: { a.conf: ${JSON.stringify(text)} } }\n`,
      );
    expect(collector('[FILTER]\n    Name kubernetes\n')).toHaveLength(1);
    expect(collector('[FILTER]\n    Name grep\n')).toEqual([]);
  });

  test('reads the file that an init container copies from a Secret', () => {
    const secret = `---\n{ apiVersion: v1, kind: Secret, metadata: { name: c }, stringData: { config.toml: 'executor = "kubernetes"' } }\n`;
    const runner = (verbs: string) =>
      system(
        'image: "gitlab/gitlab-runner:v17" }], initContainers: [{ name: copy, image: busybox, volumeMounts: [{ name: c, mountPath: /c }] }], volumes: [{ name: c, secret: { secretName: c }',
        `[{ apiGroups: [""], resources: [pods, secrets, pods/attach], verbs: [${verbs}] }]`,
        'Role',
      );
    expect(judge(controllersPermitted, runner('create') + secret)[0]).toContain('a role with delete for pods, which');
    expect(judge(controllersPermitted, runner('create, delete') + secret)).toEqual([]);
    expect(judge(controllersPermitted, runner('get'))).toEqual([]);
  });

  test('a right in one namespace is not enough for a program that watches all', () => {
    const names = 'image: "registry.k8s.io/external-dns/external-dns:v0.14.2", args: [--source=service]';
    expect(said(names, `[${list('', 'services')}]`, 'Role')[0]).toContain('in all namespaces (a ClusterRoleBinding)');
    expect(said(names, `[${list('', 'services')}]`)).toEqual([]);
  });

  test('another kubeconfig is another identity', () => {
    expect(said(dns.replace('[', '[--kubeconfig=/etc/kube/config, '), '[]')).toEqual([]);
  });

  const verbs: Readonly<Record<string, string>> = { list: 'get, list, watch' };
  const grant = (need: string) => {
    const [verb = '', whole = ''] = (need.split(' or ')[0] ?? '').split(' ');
    const [, resource = '', group = ''] = /^([^.]+)\.?(.*)$/.exec(whole) ?? [];
    return `{ apiGroups: ["${group}"], resources: [${resource}], verbs: [${verbs[verb] ?? verb}] }`;
  };
  const CORE = 'list services, list secrets, list endpointslices.discovery.k8s.io or endpoints';

  test.each([
    ['descheduler', '', 'list nodes, list pods, create pods/eviction, list namespaces'],
    [
      'cluster-autoscaler-arm64',
      '',
      'list nodes, list pods, create pods/eviction, list replicasets.apps, list daemonsets.apps, list statefulsets.apps, list poddisruptionbudgets.policy, list persistentvolumeclaims',
    ],
    ['kured', '', 'get nodes, patch nodes or update nodes, list pods, create pods/eviction, get daemonsets.apps'],
    ['ingress-nginx/controller', '', `${CORE}, list ingresses.networking.k8s.io`],
    [
      'traefik',
      '--providers.kubernetescrd',
      `${CORE}, list ingressroutes.traefik.io or ingressroutes.traefik.containo.us`,
    ],
    ['traefik', '--providers.kubernetesingress', `${CORE}, list ingresses.networking.k8s.io`],
    [
      'traefik',
      '--providers.kubernetesgateway',
      'list services, list gateways.gateway.networking.k8s.io, list httproutes.gateway.networking.k8s.io',
    ],
    ['external-dns', '--source=ingress', 'list ingresses.networking.k8s.io'],
    ['external-dns', '--source=service', 'list services'],
    ['external-dns', '--source=node', 'list nodes'],
    ['external-dns', '--source=crd', 'list dnsendpoints.externaldns.k8s.io'],
    ...['http', 'grpc', 'tls', 'tcp', 'udp'].map((route) => [
      'external-dns',
      `--source=gateway-${route}route`,
      `list ${route}routes.gateway.networking.k8s.io, list gateways.gateway.networking.k8s.io, list namespaces`,
    ]),
    ['external-dns', '--source=istio-gateway', 'list gateways.networking.istio.io, list services'],
    ['external-dns', '--source=istio-virtualservice', 'list virtualservices.networking.istio.io'],
    [
      'cert-manager-controller',
      '',
      'list certificates.cert-manager.io, list issuers.cert-manager.io, list secrets, create secrets',
    ],
    ['coredns', '', 'list services, list namespaces, list endpointslices.discovery.k8s.io or endpoints'],
    ['reloader', '', 'list configmaps or list secrets, update deployments.apps or patch deployments.apps'],
    [
      'csi-provisioner',
      '',
      'create persistentvolumes, list persistentvolumeclaims, list storageclasses.storage.k8s.io',
    ],
    ['csi-attacher', '', 'list persistentvolumes, list volumeattachments.storage.k8s.io'],
    ['csi-resizer', '', 'list persistentvolumes, list persistentvolumeclaims, patch persistentvolumeclaims/status'],
    ['csi-snapshotter', '', 'list volumesnapshotcontents.snapshot.storage.k8s.io'],
    ['sealed-secrets-controller', '', 'list sealedsecrets.bitnami.com, create secrets'],
    ['external-secrets/external-secrets', '', 'list externalsecrets.external-secrets.io, create secrets'],
    ['kubernetes-event-exporter', '', 'list events or list events.events.k8s.io'],
    ['metallb/speaker', '', 'list services, list nodes, list endpointslices.discovery.k8s.io or endpoints'],
    [
      'aws-load-balancer-controller',
      '',
      'list services, list ingresses.networking.k8s.io, list targetgroupbindings.elbv2.k8s.aws',
    ],
    ['node-problem-detector', '', 'get nodes, patch nodes/status, create events'],
    ['kube-state-metrics', '', 'list nodes, list pods, list services, list deployments.apps, list jobs.batch'],
    ['argoproj/workflow-controller', '', 'list workflows.argoproj.io, create pods'],
    ['argoproj/argo-rollouts', '', 'list rollouts.argoproj.io, create replicasets.apps, list services'],
  ])('%s %s asks for: %s', (image, option, needs) => {
    const all = (needs ?? '').split(', ');
    const container = `image: "example.com/${image}:v1", args: ["${option}"]`;
    const without = (need?: string) =>
      said(
        container,
        `[${[grant('list leases.coordination.k8s.io'), ...all.filter((each) => each !== need).map(grant)]}]`,
      );
    expect(without()).toEqual([]);
    for (const need of all) {
      const [verb, ...resources] = need.split(' ');
      expect(without(need)[0]).toContain(`expected a role with ${verb} for ${resources.join(' ')}`);
    }
  });

  test.each([
    ['fluent-bit', 'name kubernetes', 'get pods or list pods or get nodes/proxy'],
    ['vector', 'type: kubernetes_logs', 'list pods, list namespaces, list nodes'],
    ['opentelemetry-collector', 'k8sattributes:', 'list pods'],
    ['opentelemetry-collector-contrib', 'k8s_cluster:', 'list nodes, list pods'],
    ['opentelemetry-collector', 'kubeletstats:', 'get nodes/stats'],
    ['filebeat', 'type: kubernetes', 'list pods'],
    ['rabbitmq', 'cluster_formation.peer_discovery_backend = k8s', 'get endpoints'],
    [
      'gitlab-runner',
      'executor = \\"kubernetes\\"',
      'create pods, delete pods, create secrets, create pods/attach or create pods/exec',
    ],
  ])('%s with "%s" in a file asks for: %s', (image, text, needs) => {
    const all = needs.split(', ');
    const without = (line: string, need?: string) =>
      judge(
        controllersPermitted,
        `${system(
          `image: "example.com/${image}:3.1", volumeMounts: [{ name: c, mountPath: /c }] }], volumes: [{ name: c, configMap: { name: c }`,
          `[${[grant('list leases.coordination.k8s.io'), ...all.filter((each) => each !== need).map(grant)]}]`,
        )}\n---\n{ apiVersion: v1, kind: ConfigMap, metadata: { name: c }, data: { a.conf: "${line}" } }`,
      );
    expect(without(text)).toEqual([]);
    for (const need of all) {
      expect(without(text, need)).toHaveLength(1);
      expect(without('other', need)).toEqual([]);
    }
  });
});
