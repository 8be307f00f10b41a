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
});
