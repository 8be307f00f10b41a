import { describe, expect, test } from '@jest/globals';
import { DEMANDS } from '../../../lib/checker/kubernetes/demands';
import { FIXED_VALUES } from '../../../lib/checker/kubernetes/fixed-values';
import { GATED_FIELDS } from '../../../lib/checker/kubernetes/gated-fields';
import { KUBERNETES_VERSIONS, NEWEST } from '../../../lib/checker/kubernetes/kubernetes-version';
import { NAME_FIELDS } from '../../../lib/checker/kubernetes/name-fields';
import { NUMBER_BOUNDS } from '../../../lib/checker/kubernetes/number-bounds';
import { shapes } from '../../../lib/checker/kubernetes/object-shapes';
import { PORT_FIELDS } from '../../../lib/checker/kubernetes/port-fields';
import { UNIQUE_ITEMS } from '../../../lib/checker/kubernetes/unique-items';
import { VALUE_FORMATS } from '../../../lib/checker/kubernetes/value-formats';

describe('the shapes of Kubernetes', () => {
  test('are the newest where no version is known', () => {
    expect(KUBERNETES_VERSIONS.at(-1)).toBe(NEWEST);
  });

  const field = (version: (typeof KUBERNETES_VERSIONS)[number], type: string, name: string) =>
    shapes(version).structure(type)?.fields.get(name);

  test('require a field up to the version that made the field optional', () => {
    expect(field('1.35', 'TokenRequest', 'spec')?.required).toBe(true);
    expect(field('1.36', 'TokenRequest', 'spec')?.required).toBe(false);
  });

  test('know of a newer field, and since when', () => {
    expect(field('1.32', 'Lifecycle', 'stopSignal')?.since).toBe('1.33');
    expect(field('1.33', 'Container', 'image')?.since).toBeUndefined();
  });

  test('lose a field with the version that removed the field', () => {
    expect(field('1.30', 'PodResourceClaim', 'source')).toBeDefined();
    expect(field('1.31', 'PodResourceClaim', 'source')).toBeUndefined();
  });

  test('know a kind by its group and version', () => {
    const attributes = { apiVersion: 'storage.k8s.io/v1', kind: 'VolumeAttributesClass' };
    expect(shapes('1.33').kindOf(attributes)?.since).toBe('1.34');
    expect(shapes('1.33').kindOf({ ...attributes, apiVersion: 'storage.k8s.io/v1beta1' })).toBeUndefined();
  });

  test('refer to no type that is missing', () => {
    const { kinds, structure } = shapes(NEWEST);
    const missing: string[] = [];
    const seen = new Set<string>();
    const visit = (type: string) => {
      if (seen.has(type)) return;
      seen.add(type);
      const fields = structure(type)?.fields;
      if (!fields) missing.push(type);
      for (const { shape } of fields?.values() ?? []) {
        let inner = shape;
        while (inner.type === 'list' || inner.type === 'map') inner = inner.of;
        if (inner.type === 'object') visit(inner.name);
      }
    };
    for (const versions of kinds.values()) for (const kind of versions.values()) visit(kind.structure.name);
    expect(missing).toEqual([]);
  });

  /** The fields of a table that no type has: a rule would never find one of them. */
  const unknown = (table: object): string[] =>
    Object.keys(table).filter((id) => {
      const [type = '', name = ''] = id.split('.');
      return !field(NEWEST, type, name);
    });

  test.each(
    Object.entries({
      FIXED_VALUES,
      GATED_FIELDS,
      NAME_FIELDS,
      NUMBER_BOUNDS,
      PORT_FIELDS,
      UNIQUE_ITEMS,
      VALUE_FORMATS,
    }),
  )('have every field that %s lists', (_name, table) => {
    expect(unknown(table)).toEqual([]);
  });

  test('have every type that has demands', () => {
    expect(Object.keys(DEMANDS).filter((type) => !shapes(NEWEST).structure(type))).toEqual([]);
  });

  test('are where a field that no type has would be noticed', () => {
    expect(unknown({ 'Container.imagePolicy': true, 'Container.image': true })).toEqual(['Container.imagePolicy']);
  });
});
