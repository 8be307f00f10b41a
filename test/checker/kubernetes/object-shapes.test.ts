import { describe, expect, test } from '@jest/globals';
import { FIXED_VALUES } from '../../../lib/checker/kubernetes/fixed-values';
import kubernetes from '../../../lib/checker/kubernetes/kubernetes-1.28.json';
import { NAME_FIELDS } from '../../../lib/checker/kubernetes/name-fields';
import { NEWER_FIELDS } from '../../../lib/checker/kubernetes/newer-fields';
import { shapes } from '../../../lib/checker/kubernetes/object-shapes';
import { PORT_FIELDS } from '../../../lib/checker/kubernetes/port-fields';
import { UNIQUE_ITEMS } from '../../../lib/checker/kubernetes/unique-items';

describe('the schema of Kubernetes 1.28', () => {
  test('writes fields as they read in a manifest', () => {
    expect(kubernetes.types.ServiceSpec).toMatch(/\bclusterIP:string clusterIPs:string\[\]/);
    expect(kubernetes.types.ContainerPort).toBe(
      'containerPort!:integer hostIP:string hostPort:integer name:string protocol:string',
    );
    expect(kubernetes.types.JsonSchemaProps).toMatch(/^\$ref:string /);
    expect(kubernetes.kinds['autoscaling/v2 HorizontalPodAutoscaler']).toBe('HorizontalPodAutoscalerV2');
  });

  test('has a type for all that is newer', () => {
    const referred = new Set(JSON.stringify(NEWER_FIELDS).match(/(?<=:)[A-Z]\w+/g));
    const types = Object.values(NEWER_FIELDS).flatMap((fields) => Object.keys(fields));
    const newKinds = ['VolumeAttributesClass'];
    expect(
      types.filter((type) => !(type in kubernetes.types || referred.has(type) || newKinds.includes(type))),
    ).toEqual([]);
    expect([...types, ...(referred as Set<string>)].filter((type) => !shapes().structure(type)?.fields.size)).toEqual(
      [],
    );
  });

  /** The fields of a table that no type has: a rule would never find one of them. */
  const unknown = (table: object): string[] =>
    Object.keys(table).filter((id) => {
      const [type = '', field = ''] = id.split('.');
      return !shapes().structure(type)?.fields.has(field);
    });

  test.each(Object.entries({ FIXED_VALUES, NAME_FIELDS, PORT_FIELDS, UNIQUE_ITEMS }))(
    'has every field that %s lists',
    (_name, table) => {
      expect(unknown(table)).toEqual([]);
    },
  );

  test('is where a field that no type has would be noticed', () => {
    expect(unknown({ 'Container.imagePolicy': true, 'Container.image': true })).toEqual(['Container.imagePolicy']);
  });
});
