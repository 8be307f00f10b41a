import { DEFAULT_SCALAR_STYLE_RULES, dump, SCALAR_STYLE, type ScalarStyleRule } from 'js-yaml';

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
