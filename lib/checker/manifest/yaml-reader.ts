import { isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument, type ScalarTag, type Tags } from 'yaml';
import { listAt, type Manifest, valueAt } from './manifest';

/** A manifest, and the lines of its text. */
export interface Located {
  readonly manifest: Manifest;
  /** The line of a field, such as `spec.containers[api].image`, or of the nearest field above a field that is missing. */
  readonly lineOf: (field: string) => number;
}

/** A number with a point or an exponent. The library takes `e4` for a number, too. */
const FLOAT: ScalarTag = {
  tag: 'tag:yaml.org,2002:float',
  default: true,
  test: /^[-+]?(\.[0-9][0-9_]*|[0-9][0-9_]*(\.[0-9_]*)?)(e[-+]?[0-9]+)?$/i,
  resolve: (text) => Number(text.replaceAll('_', '')),
};

/** kubectl reads YAML 1.1, but leaves a date and a time such as `12:30` the string that a person wrote. */
const kubectlTags = (tags: Tags): Tags => [
  ...tags.filter((tag) => typeof tag === 'string' || !/TIME|:(float|timestamp)$/.test(`${tag.format} ${tag.tag}`)),
  FLOAT,
];

const OPTIONS = {
  version: '1.1',
  customTags: kubectlTags,
  stringKeys: true,
  prettyErrors: false,
  logLevel: 'error',
} as const;

/**
 * Manifests from YAML or JSON text, as kubectl reads them: documents without content are passed over, the items of a
 * List stand for themselves. Throws where the text is no YAML, or a document no object with kind and name.
 */
export function parseManifests(text: string): Located[] {
  let next = 1;
  return text.split(/^---(?=\s|$)/m).flatMap((document) => {
    const first = next;
    next += document.split('\n').length - 1;
    const content = parse(document, first).value;
    if (content === undefined || content === null) return [];
    const isList = valueAt(content, 'kind') === 'List';
    const objects = isList ? listAt(content, 'items') : [content];
    return objects.map((object, index) => {
      const above = isList ? ['items', String(index)] : [];
      // Parsed again for each question: the places of all fields take ten times the memory of the fields.
      const lineOf = (field: string) => parse(document, first).lineOf([...above, ...stepsOf(field)]);
      return { manifest: asManifest(object, lineOf), lineOf };
    });
  });
}

function parse(text: string, first: number) {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { ...OPTIONS, lineCounter });
  const lineAt = (offset: number) => first - 1 + lineCounter.linePos(offset).line;
  const [problem] = [...document.errors, ...document.warnings];
  if (problem) throw new Error(`line ${lineAt(problem.pos[0])}: ${problem.message}`);
  return {
    value: document.toJS() as unknown,
    lineOf: (steps: readonly string[]) => lineAt(offsetOf(document.contents, steps)),
  };
}

/** `spec.containers[api].env[0]` as `spec`, `containers`, `api`, `env`, `0`. */
function stepsOf(field: string): string[] {
  return [...field.matchAll(/\[([^\]]*)\]|[^.[]+/g)].map(([step, bracketed]) => bracketed ?? step);
}

/** The place of what the first steps lead to, as far as they lead. */
function offsetOf(node: ParsedNode | null, [step, ...rest]: readonly string[], start = node?.range[0] ?? 0): number {
  if (step === undefined) return start;
  if (isMap(node)) {
    const pair = node.items.find(({ key }) => isScalar(key) && key.value === step);
    return pair ? offsetOf(pair.value, rest, pair.key.range[0]) : start;
  }
  const item = isSeq(node) ? itemOf(node.items, step) : undefined;
  return item ? offsetOf(item, rest) : start;
}

/** The item that a finding names: by its name, its host or its path, else by its position. */
function itemOf(items: readonly ParsedNode[], step: string): ParsedNode | undefined {
  const names = ['name', 'host', 'path', 'key'];
  const named = items.find((item) => isMap(item) && names.some((name) => item.getIn([name]) === step));
  return named ?? items[Number(step)];
}

function asManifest(object: unknown, lineOf: Located['lineOf']): Manifest {
  for (const path of [['apiVersion'], ['kind'], ['metadata', 'name']]) {
    if (typeof valueAt(object, ...path) === 'string') continue;
    throw new Error(`line ${lineOf('')}: a document without ${path.join('.')}`);
  }
  return object as Manifest;
}
