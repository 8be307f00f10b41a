import { namespaceOf, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { operatedKind } from '../../operators';
import { quoted, type Rule } from '../../rule';

const CLAIMED = ['spec', 'resources', 'requests', 'storage'];

/** A claim never asks for less than it was given. */
export const storageOnlyGrows: Rule = {
  id: 'storage-only-grows',
  answer: 'risk',
  why: 'Kubernetes refuses to shrink a claim: a smaller disk is a new one, and empty',
  example:
    'PersistentVolumeClaim shop/uploads: spec.resources.requests.storage: expected at least "10Gi" as before; for a smaller disk, move the data to a claim of a new name, received "5Gi" [storage-only-grows]',
  check: (bundle) =>
    (bundle.previous ?? []).flatMap((previous) => {
      const claim = previous.kind === 'PersistentVolumeClaim';
      const path = claim ? CLAIMED : operatedKind(previous)?.data?.disk;
      const object = path && bundle.find(previous.kind, namespaceOf(previous), previous.metadata.name);
      if (!object) return [];
      const [before, now] = [valueAt(previous, ...path), valueAt(object, ...path)];
      const [old, current] = [quantity(before), quantity(now)];
      if (old === undefined || current === undefined || current >= old) return [];
      const what = claim ? 'claim' : previous.kind;
      const expected = `at least ${quoted(before)} as before; for a smaller disk, move the data to a ${what} of a new name`;
      return [{ object, field: path.join('.'), expected, received: quoted(now) }];
    }),
};
