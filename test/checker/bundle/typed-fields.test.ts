import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { typedFields } from '../../../lib/checker/bundle/typed-fields';
import { PORT_FIELDS } from '../../../lib/checker/kubernetes/port-fields';
import { pod, service } from '../rules/api-server/objects';
import { parse } from '../rules/judge';

describe('an index of typed fields', () => {
  const found = (container: number, port: number) => {
    const objects = [
      pod(`containers: [{ name: b, image: b:1, ports: [{ containerPort: ${container} }] }]`),
      service(`ports: [{ port: ${port} }]`),
    ];
    return typedFields(new Bundle(objects.flatMap(parse)), PORT_FIELDS).map(({ path, value }) => [path, value]);
  };

  test('finds listed fields in lists and maps, in the order of the manifests', () => {
    expect(found(70_000, -1)).toEqual([
      ['spec.containers[b].ports[0].containerPort', 70_000],
      ['spec.ports[0].port', -1],
    ]);
  });

  test('passes over right values', () => {
    expect(found(2, 70_000)).toEqual([['spec.ports[0].port', 70_000]]);
  });
});
