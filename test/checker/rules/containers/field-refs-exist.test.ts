import { describe, expect, test } from '@jest/globals';
import { fieldRefsExist } from '../../../../lib/checker/rules/containers/field-refs-exist';
import { judge } from '../judge';
import { object } from '../workloads';

describe('field-refs-exist', () => {
  const api = (source: string, more = '') =>
    object(
      'Deployment',
      'api',
      `template: { metadata: { labels: { app: api } }, spec: { containers: [{ name: api ${more}, env: [{ name: VERSION, valueFrom: { ${source} } }] }] } }`,
    );
  const label = (name: string) => `fieldRef: { fieldPath: "metadata.labels['${name}']" }`;
  const limit = 'resourceFieldRef: { resource: limits.memory }';

  test('finds a label that the pod does not have', () => {
    expect(judge(fieldRefsExist, api(label('version')))).toEqual([fieldRefsExist.example]);
    expect(judge(fieldRefsExist, api(label('app')))).toEqual([]);
    expect(judge(fieldRefsExist, api(label('pod-template-hash')))).toEqual([]);
  });

  test('finds a limit that the container does not have', () => {
    expect(judge(fieldRefsExist, api(limit))).toHaveLength(1);
    expect(judge(fieldRefsExist, api(limit, ', resources: { limits: { memory: 1Gi } }'))).toEqual([]);
    expect(judge(fieldRefsExist, api('resourceFieldRef: { resource: limits.cpu }'))).toEqual([]);
    expect(judge(fieldRefsExist, api('resourceFieldRef: { resource: limits.cpu, containerName: apo }'))[0]).toContain(
      'did you mean "api"?',
    );
  });

  test('finds a field that is not the one of the name', () => {
    const filled = (name: string, field: string, kind = 'Deployment', image = 'app') =>
      judge(
        fieldRefsExist,
        object(
          kind,
          'api',
          `template: { spec: { containers: [{ name: api, image: ${image}, env: [{ name: ${name}, valueFrom: { fieldRef: { fieldPath: ${field} } } }] }] } }`,
        ),
      );
    expect(filled('HOSTNAME', 'metadata.name', 'DaemonSet', 'grafana/promtail')).toHaveLength(1);
    expect(filled('HOSTNAME', 'spec.nodeName', 'DaemonSet', 'grafana/promtail')).toEqual([]);
    expect(filled('HOSTNAME', 'metadata.name')).toEqual([]);
    expect(filled('POD_NAMESPACE', 'metadata.name')).toHaveLength(1);
    expect(filled('POD_IP', 'status.hostIP')).toHaveLength(1);
    expect(filled('NODE_NAME', 'metadata.name')).toEqual([]);
  });

  const variable = (name: string, source: string, more = '', kind = 'Deployment', image = 'app', pod = '') =>
    judge(
      fieldRefsExist,
      object(
        kind,
        'api',
        `template: { metadata: { labels: { app: api, tier: web } }, spec: { ${pod} containers: [{ name: api, image: ${image} ${more}, env: [{ name: ${name}, valueFrom: { ${source} } }] }, { name: proxy }] } }`,
      ),
    );
  const reads = (name: string, field: string, ...more: string[]) =>
    variable(name, `fieldRef: { fieldPath: ${field} }`, '', ...more);

  test.each([
    ['POD_NAME', 'metadata.name', 'metadata.namespace'],
    ['MY_POD_NAMESPACE', 'metadata.namespace', 'metadata.uid'],
    ['K8S_NODE_NAME', 'spec.nodeName', 'status.hostIP'],
    ['POD_IP', 'status.podIP', 'metadata.name'],
    ['DD_AGENT_HOST', 'status.hostIP', 'status.podIP'],
  ])('%s stands for %s', (name, meant, other) => {
    expect(reads(name, other)[0]).toContain(`expected ${meant}, which ${name} stands for, received "${other}"`);
    expect(reads(name, meant)).toEqual([]);
    expect(reads(name, other, 'Deployment', 'app', 'hostNetwork: true,')).toEqual([]);
  });

  test('an agent looks for the node in NODE_NAME, if the agent is on every node', () => {
    expect(reads('NODE_NAME', 'metadata.name', 'DaemonSet', 'fluent/fluent-bit')[0]).toContain(
      'expected spec.nodeName',
    );
    expect(reads('NODE_NAME', 'metadata.name', 'Deployment', 'fluent/fluent-bit')).toEqual([]);
    expect(reads('NODE_NAME', 'metadata.name', 'DaemonSet', 'app')).toEqual([]);
    expect(reads('HOSTNAME', 'metadata.name', 'DaemonSet', 'fluent/fluent-bit')).toEqual([]);
  });

  test('says which labels and annotations there are', () => {
    expect(reads('A', `"metadata.labels['teir']"`)[0]).toContain(
      'expected a label of the pod template (app, tier), received "teir"; did you mean "tier"?',
    );
    expect(reads('A', `"metadata.annotations['note']"`)[0]).toContain(
      'expected an annotation of the pod template (none)',
    );
    const pod = object('Pod', 'api', `containers: [{ name: api, env: [{ name: A, valueFrom: { ${label('a')} } }] }]`);
    expect(judge(fieldRefsExist, pod)).toEqual([]);
  });

  test.each([
    ['limits.memory', 'a limit of memory for container api: without one, the value is the memory of the node'],
    [
      'limits.ephemeral-storage',
      'a limit of ephemeral-storage for container api: without one, the value is the disk of the node',
    ],
    ['requests.memory', 'a request of memory for container api: without one, the value is the number 0'],
  ])('%s wants a number', (resource, expected) => {
    const [kind = '', name] = resource.split('.');
    const amount = (more: string) => variable('A', `resourceFieldRef: { resource: ${resource} }`, more);
    expect(amount('')[0]).toContain(`resource: expected ${expected}, received "${resource}"`);
    expect(amount(`, resources: { ${kind}: { ${name}: 1Gi } }`)).toEqual([]);
  });

  test('a request is no limit', () => {
    const amount = (resource: string, given: string) =>
      variable('A', `resourceFieldRef: { resource: ${resource} }`, `, resources: { ${given}: { memory: 1Gi } }`);
    expect(amount('limits.memory', 'requests')).toHaveLength(1);
    const other = 'resourceFieldRef: { resource: limits.memory, containerName: ap }';
    expect(variable('A', other)[0]).toContain('containerName: expected a container of the pod (api, proxy)');
  });
});
