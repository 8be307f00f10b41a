import { loadAll, Schema, timestampTag, YAML11_SCHEMA } from 'js-yaml';
import { listAt, type Manifest, valueAt } from './manifest';

/** A manifest, and the first line of its document. */
export interface Located {
  readonly manifest: Manifest;
  readonly line: number;
}

/** kubectl reads YAML 1.1, but a date stays a string. */
const KUBECTL_SCHEMA = new Schema(YAML11_SCHEMA.tags.filter((tag) => tag !== timestampTag));

/**
 * Manifests from YAML or JSON text, as kubectl reads them: empty documents are skipped, and a List stands for its
 * items. Throws if the text is no YAML, or a document has no kind and name.
 */
export function parseManifests(text: string): Located[] {
  let line = 1;
  return text.split(/^---(?=\s|$)/m).flatMap((document, index) => {
    const start = index === 0 ? line : line + 1;
    line += document.split('\n').length - 1;
    const [content] = loadAll(document, { schema: KUBECTL_SCHEMA });
    if (content === undefined || content === null) return [];
    const objects = valueAt(content, 'kind') === 'List' ? listAt(content, 'items') : [content];
    return objects.map((object) => ({ manifest: asManifest(object, start), line: start }));
  });
}

function asManifest(object: unknown, line: number): Manifest {
  for (const path of [['apiVersion'], ['kind'], ['metadata', 'name']]) {
    if (typeof valueAt(object, ...path) === 'string') continue;
    throw new Error(`line ${line}: a document without ${path.join('.')}`);
  }
  return object as Manifest;
}
