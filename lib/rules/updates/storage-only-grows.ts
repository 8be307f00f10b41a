import { get, namespaceOf } from '../manifest';
import { quantity } from '../quantity';
import { quoted, type Rule } from '../rule';

const PATH = ['spec', 'resources', 'requests', 'storage'];

/** A claim never asks for less than it was given. */
export const storageOnlyGrows: Rule = {
  id: 'storage-only-grows',
  why: 'Kubernetes refuses to shrink a claim: a smaller disk is a new one, and empty',
  example:
    'PersistentVolumeClaim shop/uploads: spec.resources.requests.storage: expected at least "10Gi" as before; for a smaller disk, move the data to a claim of a new name, received "5Gi" [storage-only-grows]',
  check: (bundle) =>
    (bundle.previous ?? [])
      .filter(({ kind }) => kind === 'PersistentVolumeClaim')
      .flatMap((previous) => {
        const object = bundle.find(previous.kind, namespaceOf(previous), previous.metadata.name);
        const [before, now] = [get(previous, ...PATH), get(object, ...PATH)];
        const [old, current] = [quantity(before), quantity(now)];
        if (!object || old === undefined || current === undefined || current >= old) return [];
        const expected = `at least ${quoted(before)} as before; for a smaller disk, move the data to a claim of a new name`;
        return [{ object, field: PATH.join('.'), expected, received: quoted(now) }];
      }),
};
