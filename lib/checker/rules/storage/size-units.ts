import type { Bundle } from '../../bundle/bundle';
import { listItems } from '../../manifest/field-path';
import { type Manifest, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** No file system fits into less. */
const LEAST = 2 ** 20;

/** A size of a disk has a unit. */
export const sizeUnits: Rule = {
  id: 'size-units',
  answer: 'broken',
  why: 'a number without a unit is in bytes, and one with an m in thousandths of a byte: no disk is made of that size, or a pod is evicted with its first file',
  example:
    'PersistentVolumeClaim default/data: spec.resources.requests.storage: expected a size with a unit, such as 10Gi, received "10" [size-units]',
  check: (bundle) => [...ofClaims(bundle), ...ofContainers(bundle)],
};

function tiny(object: Manifest, field: string, value: unknown): Finding[] {
  const bytes = quantity(value);
  if (bytes === undefined || bytes <= 0 || bytes >= LEAST) return [];
  const digits = /^\d+/.exec(String(value))?.[0] ?? '10';
  return [{ object, field, expected: `a size with a unit, such as ${digits}Gi`, received: quoted(value) }];
}

function ofClaims(bundle: Bundle): Finding[] {
  const claims = bundle
    .ofKind('PersistentVolumeClaim')
    .map((object) => ({ object, item: object as unknown, path: '' }));
  const templates = bundle
    .ofKind('StatefulSet')
    .flatMap((object) =>
      listItems(valueAt(object, 'spec'), 'spec', 'volumeClaimTemplates').map((each) => ({ object, ...each })),
    );
  return [...claims, ...templates].flatMap(({ object, item, path }) => {
    const field = `${path === '' ? '' : `${path}.`}spec.resources.requests.storage`;
    return tiny(object, field, valueAt(item, 'spec', 'resources', 'requests', 'storage'));
  });
}

function ofContainers({ containers, templates }: Bundle): Finding[] {
  return [
    ...containers.flatMap(({ spec, path, template }) =>
      ['limits', 'requests'].flatMap((kind) =>
        tiny(
          template.owner,
          `${path}.resources.${kind}.ephemeral-storage`,
          valueAt(spec, 'resources', kind, 'ephemeral-storage'),
        ),
      ),
    ),
    ...templates.flatMap(({ owner, spec, path }) =>
      listItems(spec, path, 'volumes').flatMap(({ item, path: field }) =>
        tiny(owner, `${field}.emptyDir.sizeLimit`, valueAt(item, 'emptyDir', 'sizeLimit')),
      ),
    ),
  ];
}
