import { entryPath } from '../../manifest/field-path';
import { getOrInsert } from '../../manifest/get-or-insert';
import { listAt, type Manifest } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle, Container } from '../bundle';
import { commandLine } from './command-line';
import { ownVariables, takenVariables } from './container-environment';
import { mountedFiles } from './mounted-files';
import { LONGEST, optionsIn, settingsInFile, variablesInScript, type WrittenSetting } from './setting-syntax';

/** A setting that a program reads: a line of a mounted file, a variable, an option of the command line. */
export interface Setting {
  readonly name: string;
  /** Never to be printed if `secret`. */
  readonly value: string;
  readonly object: Manifest;
  readonly field: string;
  readonly secret: boolean;
}

/** All settings of a container. Of two with one name the later counts: files, variables, the command line. */
export function settings(bundle: Bundle, container: Container): readonly Setting[] {
  return known(bundle)(container);
}

const known = once((bundle: Bundle) =>
  once((container: Container) => read(bundle)(container).filter((each): each is Setting => each.value !== undefined)),
);

/** The settings with names of a pattern, by container. Containers share names, so each name is compared once. */
export function settingsNamed(bundle: Bundle, pattern: RegExp): ReadonlyMap<Container, readonly Setting[]> {
  return getOrInsert(named(bundle), pattern, () => {
    const names = new Set([...users(bundle).keys()].filter((name) => pattern.test(name)));
    const holders = new Set([...names].flatMap((name) => [...(users(bundle).get(name) ?? [])]));
    const inOrder = holders.size === 0 ? [] : bundle.containers.filter((container) => holders.has(container));
    return new Map(
      inOrder.map((container) => [container, settings(bundle, container).filter(({ name }) => names.has(name))]),
    );
  });
}

/** The containers with a setting, by the name of the setting. */
const users = once((bundle: Bundle): ReadonlyMap<string, ReadonlySet<Container>> => {
  const found = new Map<string, Set<Container>>();
  for (const container of bundle.containers) {
    for (const { name } of settings(bundle, container)) getOrInsert(found, name, () => new Set()).add(container);
  }
  return found;
});

const named = once((_: Bundle) => new Map<RegExp, ReadonlyMap<Container, readonly Setting[]>>());

/** True if a container has a setting of the list, with any value. */
export function isSet(bundle: Bundle, container: Container, names: readonly string[]): boolean {
  return names.some((name) => last(bundle)(container).has(plainName(bundle, name)));
}

/** The last setting of one of some names. Case and separators do not matter: `server.port` is `SERVER_PORT`. */
export function setting(bundle: Bundle, container: Container, names: readonly string[]): Setting | undefined {
  const found = names.flatMap((name) => last(bundle)(container).get(plainName(bundle, name)) ?? []);
  const [latest] = found.sort((a, b) => b.order - a.order);
  const { value } = latest?.setting ?? {};
  return latest === undefined || value === undefined ? undefined : { ...latest.setting, value };
}

/** The last setting of each name, and its place in the order. */
const last = once((bundle: Bundle) =>
  once((container: Container) => {
    return new Map(
      read(bundle)(container).map((setting, order) => [plainName(bundle, setting.name), { setting, order }]),
    );
  }),
);

/** A setting, or a variable whose value no manifest has. */
type Written = Omit<Setting, 'value'> & { readonly value: string | undefined };

const plainName = (bundle: Bundle, name: string): string =>
  getOrInsert(plainNames(bundle), name, () => name.toLowerCase().replace(/[^a-z\d]/g, ''));

const plainNames = once((_: Bundle) => new Map<string, string>());

const read = once((bundle: Bundle) =>
  once((container: Container): readonly Written[] => {
    const object = container.template.owner;
    const variables = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
    return [
      ...mountedFiles(bundle, container).flatMap(({ made, files }) =>
        [...files].flatMap(([name, text = '']) =>
          fileSettings(made)(name, text).map((each) => ({
            ...each,
            object: made,
            field: entryPath('data', name),
            secret: false,
          })),
        ),
      ),
      ...variables.flatMap(({ name, value, secret, source, path }) =>
        [
          { name, value },
          // Options of a program: JAVA_TOOL_OPTIONS.
          ...(value?.startsWith('-') ? optionsIn(value.split(/\s+/)) : []),
          ...(value !== undefined && WHOLE.test(name) && /^\s*\{|\n/.test(value)
            ? settingsInFile('config.yaml', value)
            : []),
        ].map((each) => ({ ...each, secret, object, field: source === undefined ? `${path}.value` : path })),
      ),
      ...optionsOf(container).map((each) => ({ ...each, object, secret: false })),
    ];
  }),
);

/**
 * Variables with a whole file of YAML or JSON: https://akhq.io/docs/installation.html#docker,
 * https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.application-json
 */
const WHOLE = /(^|_)CONFIG(URATION)?$|_(YA?ML|JSON)$/;

/** A file that several containers mount is read once. */
const fileSettings = once((_: Manifest) => {
  const known = new Map<string, readonly WrittenSetting[]>();
  return (name: string, text: string) => getOrInsert(known, text, () => settingsInFile(name, text));
});

/** Options, and variables that a script sets. */
function optionsOf(container: Container): (WrittenSetting & { readonly field: string })[] {
  const line = commandLine(container);
  if (line.length === 0) return [];
  const last = listAt(container.spec, 'args').length > 0 ? 'args' : 'command';
  const field = `${container.path}.${last}`;
  const script = line.filter((word) => /[\s;]/.test(word)).join('\n');
  const found = [
    ...variablesInScript(script.slice(0, LONGEST)),
    ...optionsIn(line.flatMap((word) => word.split(/\s+/))),
  ];
  return found.map((each) => ({ ...each, field }));
}
