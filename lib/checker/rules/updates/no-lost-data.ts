import type { Bundle } from '../../bundle/bundle';
import { fateOf, holdsData } from '../../bundle/workloads/data-holders';
import { type Manifest, namespaceOf } from '../../manifest/manifest';
import { nearest } from '../../problem';
import type { Rule } from '../../rule';

/** What holds data keeps its name. */
export const noLostData: Rule = {
  id: 'no-lost-data',
  answer: 'risk',
  why: 'Kubernetes cannot rename an object: under a new name everything starts empty, and what was under the old one is orphaned or deleted',
  example:
    'StatefulSet shop/postgres: metadata.name: expected it to stay: its claims carry its name, under another one it starts with empty disks, received nothing; did you mean "postgresql"? [no-lost-data]',
  check: (bundle) => {
    const previous = bundle.previous ?? [];
    const isGone = ({ kind, metadata }: Manifest, namespace: string) => !bundle.find(kind, namespace, metadata.name);
    const lost = previous.filter((manifest) => holdsData(manifest) && isGone(manifest, namespaceOf(manifest)));
    // What was in a namespace that is gone is part of that finding.
    const goneNamespaces = new Set(
      lost.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name),
    );
    const newNames = lost.length > 0 ? namesThatAreNew(bundle, previous) : new Map<string, string[]>();
    return lost
      .filter((object) => !goneNamespaces.has(namespaceOf(object)))
      .map((object) => ({
        object,
        field: 'metadata.name',
        expected: `it to stay: ${fateOf(object)}`,
        received: 'nothing',
        meant: nearest(object.metadata.name, newNames.get(groupOf(object)) ?? []),
      }));
  },
};

const groupOf = (manifest: Manifest): string => `${manifest.kind} ${namespaceOf(manifest)}`;

/** The names that were not there before, by kind and namespace: one of them may be the new name of what is gone. */
function namesThatAreNew(bundle: Bundle, previous: readonly Manifest[]): Map<string, string[]> {
  const before = new Set(previous.map((manifest) => `${groupOf(manifest)}/${manifest.metadata.name}`));
  const names = new Map<string, string[]>();
  for (const manifest of bundle.manifests.filter((each) => fateOf(each) !== undefined)) {
    const group = groupOf(manifest);
    if (before.has(`${group}/${manifest.metadata.name}`)) continue;
    const known = names.get(group);
    if (known) known.push(manifest.metadata.name);
    else names.set(group, [manifest.metadata.name]);
  }
  return names;
}
