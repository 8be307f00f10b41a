import { describe, expect, test } from '@jest/globals';
import { programsPermitted } from '../../../../lib/checker/rules/security/programs-permitted';
import { judge } from '../judge';
import { object } from '../object';
import { deployment } from '../references/objects';

describe('programs-permitted', () => {
  const bound = (rules: string, kind = 'Role') =>
    object(kind, kind === 'Role' ? 'crm/keeper' : 'keeper', `rules: [${rules}]`) +
    object(
      `${kind}Binding`,
      kind === 'Role' ? 'crm/keeper' : 'keeper',
      `roleRef: { kind: ${kind}, name: keeper }, subjects: [{ kind: ServiceAccount, name: keeper, namespace: crm }]`,
    );
  const rule = (resource: string, verb: string, group = '""') =>
    `{ apiGroups: [${group}], resources: [${resource}], verbs: [${verb}] }`;
  const program = (fields: string, volumes = '') =>
    deployment('crm/keeper', `serviceAccountName: keeper, containers: [{ name: keeper, ${fields} }]${volumes}`);
  const runs = (script: string) => program(`command: [sh, -c, "${script}"]`);

  test('a command of kubectl needs a right of the ServiceAccount', () => {
    const vacuum = runs('kubectl exec web-0 -- vacuum');
    expect(judge(programsPermitted, vacuum + bound(rule('pods', 'get')))).toEqual([
      'Deployment crm/keeper: spec.template.spec.serviceAccountName: expected a role with create or get for pods/exec in namespace crm, since the container keeper runs kubectl exec, received none for ServiceAccount crm/keeper [programs-permitted]',
    ]);
    expect(judge(programsPermitted, vacuum + bound(rule('pods/exec', 'create')))).toEqual([]);
  });

  test('a restart reads and changes the Deployment, in the namespace of the option', () => {
    const restart = runs('kubectl -n crm rollout restart deploy/web');
    const got = rule('deployments', 'get, update', 'apps');
    expect(judge(programsPermitted, restart + bound(got))).toEqual([
      expect.stringContaining('with patch for deployments.apps'),
    ]);
    expect(judge(programsPermitted, restart + bound(rule('deployments', '"*"', 'apps')))).toEqual([]);
    expect(judge(programsPermitted, runs('kubectl -n $NS get pods') + bound(got))).toEqual([]);
  });

  test('a leader needs leases', () => {
    const elects = program('args: [--leader-elect]');
    expect(judge(programsPermitted, elects + bound(rule('configmaps', '"*"')))).toHaveLength(1);
    expect(judge(programsPermitted, elects + bound(rule('leases', '"*"', 'coordination.k8s.io')))).toEqual([]);
  });

  test('a leader looks for leases where an option says, or a variable', () => {
    const elects = (namespace: string, env = '') =>
      judge(
        programsPermitted,
        program(`args: [--leader-elect, "--leader-election-namespace=${namespace}"], env: [${env}]`) +
          bound(rule('leases', '"*"', 'coordination.k8s.io')),
      );
    const own = '{ name: NS, valueFrom: { fieldRef: { fieldPath: metadata.namespace } } }';
    expect(elects('crm')).toEqual([]);
    expect(elects('other')).toHaveLength(1);
    expect(elects('$(NS)', own)).toEqual([]);
    expect(elects('$(ELSEWHERE)', own)).toEqual([]);
  });

  test('a discovery of all namespaces needs a ClusterRoleBinding', () => {
    const config = object('ConfigMap', 'crm/prom', 'data: { p.yml: "kubernetes_sd_configs:\\n  - role: pod" }');
    const prometheus = program(
      'args: [--config.file=/etc/p.yml], volumeMounts: [{ name: c, mountPath: /etc }]',
      ', volumes: [{ name: c, configMap: { name: prom } }]',
    );
    expect(judge(programsPermitted, config + prometheus + bound(rule('pods', 'list')))).toHaveLength(1);
    expect(judge(programsPermitted, config + prometheus + bound(rule('pods', 'list'), 'ClusterRole'))).toEqual([]);
  });

  test('an account without a binding here may have its rights elsewhere', () => {
    expect(judge(programsPermitted, runs('kubectl get pods'))).toEqual([]);
  });

  test.each([
    ['endpoints', 'endpoints', '""', 'endpoints'],
    ['endpointslice', 'endpointslices', 'discovery.k8s.io', 'endpointslices.discovery.k8s.io'],
    ['ingress', 'ingresses', 'networking.k8s.io', 'ingresses.networking.k8s.io'],
    ['node', 'nodes', '""', 'nodes'],
    ['pod', 'pods', '""', 'pods'],
    ['service', 'services', '""', 'services'],
  ])('a discovery of the role %s lists %s', (role, resource, group, whole) => {
    const discovers = (rules: string, more = '') =>
      judge(
        programsPermitted,
        object('ConfigMap', 'crm/prom', `data: { p.yml: "kubernetes_sd_configs:\\n  - role: ${role}\\n${more}" }`) +
          program(
            'args: [--config.file=/etc/p.yml], volumeMounts: [{ name: c, mountPath: /etc }]',
            ', volumes: [{ name: c, configMap: { name: prom } }]',
          ) +
          bound(rules, 'ClusterRole'),
      );
    expect(discovers(rule(resource, 'list', group))).toEqual([]);
    expect(discovers(rule('configmaps', 'list'))[0]).toContain(
      `with list for ${whole} in all namespaces (a ClusterRoleBinding), since the container keeper discovers targets by p.yml`,
    );
    expect(discovers(rule('configmaps', 'list'), '    namespaces: {}')).toHaveLength(role === 'node' ? 1 : 0);
  });

  test.each([
    ['get, update', 'create'],
    ['create, patch', 'get'],
    ['create, get', 'update or patch'],
  ])('a leader with %s of leases lacks %s', (verbs, lacks) => {
    const elects = (option: string) =>
      judge(programsPermitted, program(`args: [${option}]`) + bound(rule('leases', verbs, 'coordination.k8s.io')));
    expect(elects('--leader-elect, --v=2')[0]).toContain(
      `a role with ${lacks} for leases.coordination.k8s.io in namespace crm, since the container keeper elects a leader`,
    );
    expect(elects('--leader-elect, --resource-lock=configmaps')).toEqual([]);
    expect(elects('--leader-elect=false')).toEqual([]);
  });

  test('a variable beside that of the namespace says nothing', () => {
    const elects = (name: string, path: string) =>
      judge(
        programsPermitted,
        program(
          `args: [--leader-elect, "--leader-election-namespace=$(NS)"], env: [{ name: A, value: a }, { name: ${name}, valueFrom: { fieldRef: { fieldPath: ${path} } } }]`,
        ) + bound(rule('leases', 'get', 'coordination.k8s.io')),
      );
    expect(elects('NS', 'metadata.namespace')).toHaveLength(1);
    expect(elects('NS', 'metadata.name')).toEqual([]);
    expect(elects('OTHER', 'metadata.namespace')).toEqual([]);
  });
});
