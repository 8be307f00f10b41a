import { describe, expect, test } from '@jest/globals';
import { subsetsExist } from '../../../../lib/checker/rules/references/subsets-exist';
import { judge } from '../judge';
import { object } from '../object';
import { deployment, service } from './objects';

describe('subsets-exist', () => {
  const route = (subset: string, host = 'web') =>
    object(
      'VirtualService',
      'web',
      `spec: { http: [{ route: [{ destination: { host: ${host}, subset: ${subset} } }] }] }`,
    );
  const subsets = (two: string, host = 'web') =>
    object(
      'DestinationRule',
      'web',
      `spec: { host: ${host}, subsets: [{ name: v1, labels: { version: "1" } }, { name: v2, labels: { version: "${two}" } }] }`,
    );
  const pods = ['1', '2'].map((version) =>
    deployment(`web-${version}`, 'containers: []', `{ app: web, version: "${version}" }`),
  );
  const web = pods.join('') + service('web', 'selector: { app: web }');

  test('a subset stands in a DestinationRule of the host', () => {
    const found = judge(subsetsExist, route('v3') + subsets('2') + web);
    expect(found).toEqual([
      expect.stringContaining('expected a subset of a DestinationRule of web (v1, v2), received "v3"'),
    ]);
    expect(judge(subsetsExist, route('v2') + subsets('2') + web)).toEqual([]);
  });

  test('a host is the same in its short and its long form', () => {
    const long = 'web.default.svc.cluster.local';
    expect(judge(subsetsExist, route('v2', long) + subsets('2') + web)).toEqual([]);
    expect(judge(subsetsExist, route('v3', long) + subsets('2') + web)).toHaveLength(1);
    expect(judge(subsetsExist, route('v3', 'web.other') + subsets('2') + web)).toEqual([]);
  });

  test('a subset selects pods of the Service', () => {
    expect(judge(subsetsExist, subsets('v2') + web)).toEqual([
      'DestinationRule default/web: spec.subsets[v2].labels: expected labels of pods of Service default/web, received {"version":"v2"} [subsets-exist]',
    ]);
    expect(judge(subsetsExist, subsets('v2'))).toEqual([]);
  });
});
