import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import type { KnownObject } from '../checker/known-cluster';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../checker/kubernetes/kubernetes-version';
import { entriesAt, type Json, listAt, named, stringAt, valueAt } from '../checker/manifest/manifest';
import { nearest, problem, Unquoted } from '../checker/problem';
import { RULES } from '../checker/rules/index';
import { parseYaml } from '../checker/yaml/parser';

/** The settings of a repository, in verify.yaml. */
export interface Settings {
  readonly kubernetes: KubernetesVersion | undefined;
  /** The namespace of manifests without one. */
  readonly namespace: string | undefined;
  /** The paths of each environment. */
  readonly environments: readonly (readonly string[])[];
  /** The paths that nobody applies. */
  readonly leaveOut: readonly string[];
  /** The files and folders with the CRDs of the cluster. */
  readonly crds: readonly string[];
  readonly rules: ReadonlyMap<string, 'off' | 'risk' | 'broken'>;
  /** The things outside of the manifests that exist. */
  readonly assume: readonly KnownObject[];
}

const FIELDS = ['kubernetes', 'namespace', 'environments', 'leaveOut', 'crds', 'rules', 'assume'];
const WEIGHTS = ['off', 'risk', 'broken'] as const;

/** The settings of a file, and a sentence for each mistake. A file that nobody named may be missing. */
export function readSettings(file: string, named: boolean): { settings: Settings; problems: string[] } {
  const problems: string[] = [];
  const value = named || existsSync(file) ? valueIn(file, problems) : {};
  const known = (field: string, word: string, words: readonly string[]) => {
    if (words.includes(word)) return true;
    const near = nearest(word, words);
    const hint = near === undefined ? '' : `; did you mean "${near}"?`;
    problems.push(
      `${problem(`${file}: ${field}`, `one of ${words.length > 12 ? 'docs/rules.md' : words.join(', ')}`, word)}${hint}`,
    );
    return false;
  };
  for (const [field] of entriesAt(value)) known('a field', field, FIELDS);
  const kubernetes = valueAt(value, 'kubernetes');
  if (kubernetes !== undefined) known('kubernetes', String(kubernetes), KUBERNETES_VERSIONS);
  const rules = entriesAt(value, 'rules').flatMap(([id, said]) => {
    // YAML 1.1 reads `off` as false.
    const weight = WEIGHTS.find((each) => each === said || (each === 'off' && said === false));
    if (
      !known(
        'rules',
        id,
        RULES.map((rule) => rule.id),
      )
    )
      return [];
    if (weight === undefined) problems.push(problem(`${file}: rules.${id}`, WEIGHTS.join(', '), JSON.stringify(said)));
    return weight === undefined ? [] : [[id, weight] as const];
  });
  const assume = listAt(value, 'assume').flatMap((entry) => {
    const object = objectOf(entry);
    if (!object)
      problems.push(
        problem(
          `${file}: assume`,
          '"Kind name", "Kind namespace/name", or one with a list of keys',
          JSON.stringify(entry),
        ),
      );
    return object ?? [];
  });
  const settings = {
    kubernetes: KUBERNETES_VERSIONS.find((version) => version === String(kubernetes)),
    namespace: stringAt(value, 'namespace'),
    environments: entriesAt(value, 'environments').map(([, paths]) => pathsIn(paths)),
    leaveOut: pathsIn(valueAt(value, 'leaveOut')),
    crds: pathsIn(valueAt(value, 'crds')),
    rules: new Map(rules),
    assume,
  };
  return { settings, problems };
}

/** A path, or a list of paths. */
function pathsIn(value: Json | undefined): readonly string[] {
  return typeof value === 'string' ? [value] : listAt(value).map(String);
}

function valueIn(file: string, problems: string[]): unknown {
  try {
    return parseYaml(readFileSync(file, 'utf8').replaceAll('\r', '')).value ?? {};
  } catch (error) {
    problems.push(problem(file, 'settings in YAML', new Unquoted((error as Error).message)));
    return {};
  }
}

/** `Secret shop/db: [password]`, `Namespace monitoring`. */
function objectOf(entry: Json): KnownObject | undefined {
  const [[text = entry, keys = []] = []] = entriesAt(entry);
  const [, kind, namespace = '', name] = /^(\w+) (?:([^/\s]+)\/)?(\S+)$/.exec(String(text)) ?? [];
  if (kind === undefined || name === undefined) return undefined;
  return { kind, namespace, name, ...(listAt(keys).length > 0 && { keys: listAt(keys).map(String) }) };
}

/** An assumption as an entry of `assume`. */
export function entryOf({ kind, namespace, name, keys = [] }: KnownObject): string {
  const thing = named(kind, namespace, name);
  return keys.length === 0 ? JSON.stringify(thing) : `${JSON.stringify(thing)}: ${JSON.stringify(keys)}`;
}

/** Writes assumptions into the settings. Everything else of the file stays as written. */
export function writeAssumptions(file: string, objects: readonly KnownObject[]): void {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  const block = `assume:\n${objects.map((object) => `  - ${entryOf(object)}\n`).join('')}`;
  const old = /^assume:[^\n]*\n(?:(?:[ \t-][^\n]*)?(?:\n|$))*/m;
  const others = text === '' || text.endsWith('\n') ? text : `${text}\n`;
  writeFileSync(file, old.test(others) ? others.replace(old, () => block) : others + block);
}
