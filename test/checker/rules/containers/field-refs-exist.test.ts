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
});
