import { dump } from 'js-yaml';

/** What tells an object from its neighbours stands first; the rest is in alphabetical order. */
const FIRST_KEYS = ['apiVersion', 'kind', 'metadata', 'name', 'namespace'];

/** Words, options, paths and quantities that mean the same to every reader, with or without quotes. */
const PLAIN = /^((--)?[A-Za-z/][\w./@=()|$-]*(:[\w./@=()|$-]+)*|\d+(m|[KMGT]i))$/;

/**
 * Strings that a reader of YAML 1.1, kubectl's among them, may take for something else: words such as `on`, and whatever
 * consists of signs, digits and digit separators alone. js-yaml leaves some of these plain: `-_3` reads as -3, `0o17` as 15.
 */
const AMBIGUOUS = /^(y|n|yes|no|on|off|true|false|null|[-+.0-9][-+.:_0-9a-fox]*)$/i;

const DUMP_OPTIONS = { lineWidth: -1, quoteStyle: 'double' } as const;

/** Objects as a stream of YAML documents that every reader understands alike. */
export function toYaml(documents: readonly object[]): string {
  return documents.map((document) => mapping(document as Fields, '')).join('---\n');
}

type Fields = Readonly<Record<string, unknown>>;

/*
 * The layout of manifests is simple, and most of their strings are plain words; what takes time and care is how the
 * others are to be quoted. So the layout is ours, and every string that needs a thought goes to js-yaml: that is many
 * times faster than leaving it the whole, and a test holds the bytes against it.
 */

function mapping(fields: Fields, indent: string): string {
  const first = FIRST_KEYS.filter((key) => fields[key] !== undefined);
  const others = Object.keys(fields).filter((key) => !FIRST_KEYS.includes(key));
  let text = '';
  for (const key of [...first, ...others.sort()]) text += `${indent}${keyText(key)}:${nested(fields[key], indent)}`;
  return text;
}

function sequence(values: readonly unknown[], indent: string): string {
  return values
    .map((value) => {
      if (!isMapping(value)) return `${indent}-${nested(value, indent)}`;
      return `${indent}- ${mapping(value, `${indent}  `).slice(indent.length + 2)}`;
    })
    .join('');
}

/** What follows a key or a dash, up to the end of the line or of the block. */
function nested(value: unknown, indent: string): string {
  if (isMapping(value)) return `\n${mapping(value, `${indent}  `)}`;
  if (Array.isArray(value) && value.length > 0) return `\n${sequence(value, `${indent}  `)}`;
  if (typeof value === 'object' && value !== null) return Array.isArray(value) ? ' []\n' : ' {}\n';
  if (typeof value !== 'string' || isPlain(value)) return ` ${value}\n`;
  if (AMBIGUOUS.test(value)) return ` "${value}"\n`;
  // Between two keys: at the end of a document, some strings would need its end marker, too.
  return dump({ a: value, b: 0 }, DUMP_OPTIONS)
    .slice('a:'.length, -'b: 0\n'.length)
    .replace(/\n(?=[^\n])/g, `\n${indent}`);
}

function isMapping(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && Object.keys(value).length > 0;
}

const isPlain = (word: string): boolean => PLAIN.test(word) && !AMBIGUOUS.test(word);

/** Keys of Kubernetes objects are ASCII: JSON quotes those that are no plain words. */
const keyText = (key: string): string => (isPlain(key) ? key : JSON.stringify(key));
