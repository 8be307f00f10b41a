import { describe, expect, test } from '@jest/globals';
import { rolesNameResources } from '../../../../lib/checker/rules/security/roles-name-resources';
import { judge } from '../judge';
import { object } from '../object';

describe('roles-name-resources', () => {
  const rule = (group: string, resource: string) =>
    `{ apiGroups: ["${group}"], resources: ["${resource}"], verbs: [get] }`;
  const role = (...rules: string[]) => object('Role', 'leader', `rules: [${rules.join(', ')}]`);
  const widgets = object('CustomResourceDefinition', 'w', 'spec: { group: acme.dev, names: { plural: widgets } }');

  test('finds a resource in the group of another', () => {
    expect(judge(rolesNameResources, role(rule('', 'leases')))).toEqual([rolesNameResources.example]);
    expect(judge(rolesNameResources, role(rule('extensions', 'deployments/scale')))).toEqual([
      expect.stringContaining('expected "apps", the group of deployments'),
    ]);
  });

  test.each([
    ['', 'pod', 'pods'],
    ['networking.k8s.io', 'networkpolicy', 'networkpolicies'],
    ['networking.k8s.io', 'ingress', 'ingresses'],
    ['apps', 'deploymets', 'deployments'],
    ['acme.dev', 'widget', 'widgets'],
  ])('finds that group "%s" has no %s', (group, resource, meant) => {
    expect(judge(rolesNameResources, role(rule(group, resource)) + widgets)).toEqual([
      `Role default/leader: rules[0].resources[0]: expected a resource by its plural, received "${resource}"; did you mean "${meant}"? [roles-name-resources]`,
    ]);
  });

  test.each([
    ['a resource of its group', rule('coordination.k8s.io', 'leases')],
    [
      'several groups with their resources',
      '{ apiGroups: ["", apps], resources: [pods, pods/log, deployments], verbs: [get] }',
    ],
    ['every resource', rule('apps', '*')],
    ['a resource in every group', rule('*', 'deployments')],
    ['a resource of another API', rule('serving.knative.dev', 'services')],
    ['a resource that nobody knows', rule('', 'users')],
    [
      'a group of older clusters beside the newer',
      `${rule('extensions', 'ingresses')}, ${rule('networking.k8s.io', 'ingresses')}`,
    ],
    ['a path', '{ nonResourceURLs: [/metrics], verbs: [get] }'],
  ])('accepts %s', (_, rules) => {
    expect(judge(rolesNameResources, role(rules))).toEqual([]);
  });

  test('finds a subresource that Kubernetes does not have', () => {
    expect(judge(rolesNameResources, role(rule('apps', 'deployments/scales')))).toEqual([
      expect.stringContaining('received "deployments/scales"; did you mean "deployments/scale"?'),
    ]);
    expect(judge(rolesNameResources, role(rule('apps', 'deployments/scale')))).toEqual([]);
    expect(judge(rolesNameResources, role(rule('serving.knative.dev', 'services/traffic')))).toEqual([]);
  });

  test('a custom resource has its own group, and the subresources of its CRD', () => {
    const crd = (subresources: string) =>
      object(
        'CustomResourceDefinition',
        'dbs.acme.dev',
        `spec: { group: acme.dev, names: { plural: dbs }, versions: [{ name: v1, subresources: { ${subresources} } }] }`,
        'apiextensions.k8s.io/v1',
      );
    const granted = (group: string, resource: string) =>
      object('ClusterRole', 'dbs', `rules: [{ apiGroups: [${group}], resources: [${resource}], verbs: [get] }]`);
    expect(judge(rolesNameResources, crd('') + granted('acme.io', 'dbs'))).toEqual([
      expect.stringContaining('expected "acme.dev", the group of dbs'),
    ]);
    expect(judge(rolesNameResources, crd('') + granted('acme.dev', 'dbs/status'))).toHaveLength(1);
    expect(judge(rolesNameResources, crd('status: {}') + granted('acme.dev', 'dbs, dbs/status'))).toEqual([]);
  });

  test.each([
    ['certificates.k8s.io', 'certificatesigningrequests/approval'],
    ['', 'pods/attach'],
    ['', 'pods/binding'],
    ['', 'nodes/configz'],
    ['', 'pods/ephemeralcontainers'],
    ['', 'pods/eviction'],
    ['', 'pods/exec'],
    ['', 'namespaces/finalize'],
    ['apps', 'deployments/finalizers'],
    ['', 'nodes/healthz'],
    ['', 'pods/log'],
    ['', 'nodes/metrics'],
    ['certificates.k8s.io', 'certificatesigningrequests/nodeclient'],
    ['certificates.k8s.io', 'certificatesigningrequests/selfnodeclient'],
    ['certificates.k8s.io', 'certificatesigningrequests/selfnodeserver'],
    ['', 'nodes/pods'],
    ['', 'pods/portforward'],
    ['', 'nodes/proxy'],
    ['', 'pods/resize'],
    ['', 'nodes/spec'],
    ['', 'nodes/stats'],
    ['apps', 'deployments/status'],
    ['', 'serviceaccounts/token'],
    ['', 'nodes/checkpoint'],
    ['', 'nodes/statusz'],
    ['', 'nodes/flagz'],
    ['', 'pods/*'],
    ['', '*/scale'],
  ])('group "%s" has %s', (group, resource) => {
    expect(judge(rolesNameResources, role(rule(group, resource)))).toEqual([]);
  });

  test('says what there is in the place of a subresource', () => {
    expect(judge(rolesNameResources, role(rule('', 'pods/logs')))[0]).toContain(
      'expected a subresource of Kubernetes, such as status or scale, received "pods/logs"; did you mean "pods/log"?',
    );
  });

  const crd = (versions: string, name = 'dbs') =>
    object(
      'CustomResourceDefinition',
      `${name}.acme.dev`,
      `spec: { group: acme.dev, names: { plural: ${name} }, versions: [${versions}] }`,
      'apiextensions.k8s.io/v1',
    );

  test.each(['status', 'scale'])('one version with the subresource %s is enough', (subresource) => {
    const granted = (versions: string, group = 'acme.dev') =>
      judge(rolesNameResources, crd(versions) + role(rule(group, `dbs/${subresource}`)));
    expect(granted('{ name: v1 }')[0]).toContain(
      `rules[0].resources: expected a resource that CustomResourceDefinition dbs.acme.dev has (no version has the subresource ${subresource})`,
    );
    expect(granted(`{ name: v1 }, { name: v2, subresources: { ${subresource}: {} } }`)).toEqual([]);
    expect(granted('{ name: v1 }', '*')).toEqual([]);
  });

  test('a group that is near to that of the CRD is meant for it', () => {
    const granted = (group: string, more = '') =>
      judge(rolesNameResources, crd('{ name: v1 }') + more + role(rule(group, 'dbs')));
    const second = crd('{ name: v1 }', 'queues');
    expect(granted('acme.de', second)).toEqual([
      'Role default/leader: rules[0].apiGroups: expected "acme.dev", the group of dbs, received ["acme.de"] [roles-name-resources]',
    ]);
    expect(granted('acme.example.com', second)).toHaveLength(1);
    expect(granted('other.example.com', second)).toEqual([]);
    expect(granted('other.example.com')).toHaveLength(1);
    expect(granted('apps')).toEqual([]);
    expect(granted('*')).toEqual([]);
    expect(
      judge(rolesNameResources, crd('{ name: v1 }') + role(rule('acme.de', 'dbs'), rule('acme.dev', '*'))),
    ).toEqual([]);
    expect(judge(rolesNameResources, crd('{ name: v1 }') + role(rule('acme.de', 'dbs'), rule('*', 'dbs')))).toEqual([]);
  });

  test('finds a resource in another group of its project', () => {
    const found = (...rules: string[]) => judge(rolesNameResources, role(...rules));
    expect(found(rule('agones.dev', 'gameserverallocations'))[0]).toContain(
      'rules[0].apiGroups: expected "allocation.agones.dev", the group of gameserverallocations',
    );
    expect(found(rule('cert-manager.io', 'challenges/status'))).toHaveLength(1);
    expect(found(rule('allocation.agones.dev', 'gameserverallocations'))).toEqual([]);
    expect(found(rule('agones.dev', 'others'))).toEqual([]);
    expect(found(rule('example.com', 'gameserverallocations'))).toEqual([]);
    const all = rule('allocation.agones.dev', '*');
    expect(found(rule('agones.dev', 'gameserverallocations'), all)).toEqual([]);
    const several = (groups: string) =>
      `{ apiGroups: [${groups}], resources: [fleets, gameserverallocations], verbs: [get] }`;
    expect(found(several('agones.dev, allocation.agones.dev'))).toEqual([]);
    expect(found(several('agones.dev, autoscaling.agones.dev'))).toHaveLength(1);
    expect(found(several('agones.dev, example.com'))).toEqual([]);
    expect(found(several('agones.dev, "*"'))).toEqual([]);
  });

  test('a group that nobody knows beside a known one may have the resource', () => {
    const both = '{ apiGroups: ["", example.com], resources: [leases, pods/traffic], verbs: [get] }';
    expect(judge(rolesNameResources, role(both))).toEqual([]);
  });
});
