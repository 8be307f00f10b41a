import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { typedFields } from '../../../lib/checker/bundle/typed-fields';
import { PORT_FIELDS } from '../../../lib/checker/kubernetes/port-fields';
import { pod, service } from '../rules/api-server/objects';
import { parse } from '../rules/judge';

describe('an index of typed fields', () => {
  test('finds listed fields in lists and maps, in the order of the manifests', () => {
    const bundle = new Bundle(
      [
        pod('containers: [{ name: b, image: b:1, ports: [{ containerPort: 2 }] }]'),
        service('ports: [{ port: 1 }]'),
      ].flatMap(parse),
    );
    expect(typedFields(bundle, PORT_FIELDS).map(({ path: found, value }) => [found, value])).toEqual([
      ['spec.containers[b].ports[0].containerPort', 2],
      ['spec.ports[0].port', 1],
    ]);
  });
});
