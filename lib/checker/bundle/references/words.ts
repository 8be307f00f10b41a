import { type Manifest, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle } from '../bundle';

/** Fields whose words name no such object: labels and their selectors, volumes of the same pod, holders of rights. */
const LOCAL = new Set(['labels', 'matchLabels', 'namespace', 'selector', 'subjects', 'volumeMounts']);
/** Lists of items with names. */
const NAMING = new Set(['containers', 'initContainers', 'ports', 'volumes']);

/** Every word of every string of the manifests, but for an object's own name, with the one object that says the word. */
const speakers = once(({ manifests }: Bundle): ReadonlyMap<string, Manifest | 'several'> => {
  const found = new Map<string, Manifest | 'several'>();
  const visit = (value: unknown, object: Manifest, field: string): void => {
    if (typeof value === 'string') {
      for (const word of value.split(/[^\w.-]+/)) {
        const known = found.get(word);
        if (known !== object) found.set(word, known === undefined ? object : 'several');
      }
    } else if (Array.isArray(value)) {
      for (const each of value) visit(each, object, `${field}[]`);
    } else if (typeof value === 'object' && value !== null) {
      const isNaming = field.endsWith('[]') && NAMING.has(field.slice(0, -2));
      for (const [name, each] of Object.entries(value)) {
        if (!LOCAL.has(name) && !(isNaming && name === 'name')) visit(each, object, name);
      }
    }
  };
  for (const manifest of manifests) {
    const { metadata, ...others } = manifest;
    visit(others, manifest, '');
    visit(valueAt(metadata, 'annotations'), manifest, '');
  }
  return found;
});

const written = once(({ manifests }: Bundle): ReadonlySet<Manifest> => new Set(manifests));

/** True if no manifest but the maker's says a name: in a field for names, a command line, a file of a ConfigMap. */
export function isOrphan(bundle: Bundle, name: string, maker: Manifest): boolean {
  const speaker = speakers(bundle).get(name);
  return written(bundle).has(maker) && (speaker === undefined || speaker === maker);
}
