import {
  DEFAULT_SCALAR_STYLE_RULES,
  dump,
  loadAll,
  SCALAR_STYLE,
  type ScalarStyleRule,
  Schema,
  timestampTag,
  YAML11_SCHEMA,
} from 'js-yaml';
import { get, items, type Manifest } from '../rules/manifest';

const STRING = 'tag:yaml.org,2002:str';

/**
 * Quotes a string that a reader of YAML 1.1, kubectl's among them, may take for a number where js-yaml does not: `-_3`
 * reads as -3, `0o17` as 15. Whatever consists of signs, digits and digit separators alone is quoted.
 */
const quoteAmbiguousNumber: ScalarStyleRule = (layout) => {
  if (
    layout.style === SCALAR_STYLE.PLAIN &&
    layout.node.tag === STRING &&
    /^[-+.0-9][-+.:_0-9a-fox]*$/i.test(layout.node.value)
  ) {
    layout.style = SCALAR_STYLE.DOUBLE_QUOTED;
  }
};

/** What tells an object from its neighbours stands first; the rest is in alphabetical order. */
const FIRST_KEYS = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

function inReadingOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inReadingOrder);
  if (typeof value !== 'object' || value === null) return value;
  const fields = value as Record<string, unknown>;
  const first = FIRST_KEYS.filter((key) => key in fields);
  const others = Object.keys(fields).filter((key) => !FIRST_KEYS.includes(key));
  return Object.fromEntries([...first, ...others.sort()].map((key) => [key, inReadingOrder(fields[key])]));
}

/** Objects as a stream of YAML documents that every reader understands alike. */
export function toYaml(documents: readonly object[]): string {
  return documents
    .map((document) =>
      dump(inReadingOrder(document), {
        lineWidth: -1,
        noRefs: true,
        quoteStyle: 'double',
        scalarStyleRules: [...Object.values(DEFAULT_SCALAR_STYLE_RULES), quoteAmbiguousNumber],
      }),
    )
    .join('---\n');
}

/** A manifest, and the line of its text on which its document begins. */
export interface Located {
  readonly manifest: Manifest;
  readonly line: number;
}

/** kubectl reads YAML 1.1, but a date stays the string that it is. */
const KUBECTL_SCHEMA = new Schema(YAML11_SCHEMA.tags.filter((tag) => tag !== timestampTag));

/**
 * Manifests from YAML or JSON text, as kubectl reads them: documents without content are passed over, the items of a
 * List stand for themselves. Throws where the text is no YAML, or a document no object with kind and name.
 */
export function parseManifests(text: string): Located[] {
  let line = 1;
  return text.split(/^---(?=\s|$)/m).flatMap((document, index) => {
    const start = index === 0 ? line : line + 1;
    line += document.split('\n').length - 1;
    const [content] = loadAll(document, { schema: KUBECTL_SCHEMA });
    if (content === undefined || content === null) return [];
    const objects = get(content, 'kind') === 'List' ? items(content, 'items') : [content];
    return objects.map((object) => ({ manifest: asManifest(object, start), line: start }));
  });
}

function asManifest(object: unknown, line: number): Manifest {
  for (const path of [['apiVersion'], ['kind'], ['metadata', 'name']]) {
    if (typeof get(object, ...path) === 'string') continue;
    throw new Error(`line ${line}: a document without ${path.join('.')}`);
  }
  return object as Manifest;
}
