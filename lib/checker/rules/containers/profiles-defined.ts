import type { Bundle, Container } from '../../bundle/bundle';
import { scriptOf } from '../../bundle/containers/container-scripts';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { setting } from '../../bundle/containers/settings';
import { entryPath, valuesAt } from '../../manifest/field-path';
import { entriesAt, type Json, type Manifest } from '../../manifest/manifest';
import { yamlValue } from '../../manifest/yaml-value';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A file of profiles by name, and the places of the names that choose one. */
interface Profiles {
  readonly what: string;
  /** The file that defines the profiles. */
  readonly file: RegExp;
  readonly defines: (root: Json) => readonly string[];
  /** The file that chooses a profile, with the place of the name. */
  readonly chooser?: readonly [file: RegExp, place: string];
  /** Settings of the program that choose a profile, before the file. */
  readonly settings: readonly string[];
  /** Stands in the command of the program. */
  readonly program: RegExp;
}

const keys = (root: Json | undefined): string[] => entriesAt(root).map(([key]) => key);
const DBT = /\bdbt\b/;
const OF_DBT = /^profiles\.ya?ml$/;
const outputs = (root: Json): string[] =>
  entriesAt(root).flatMap(([, profile]) => keys(valuesAt(profile, 'outputs')[0]?.value));

const PROFILES: readonly Profiles[] = [
  // https://docs.getdbt.com/docs/core/connect-data-platform/connection-profiles
  {
    what: 'a profile',
    file: OF_DBT,
    defines: (root) => keys(root).filter((key) => key !== 'config'),
    chooser: [/^dbt_project\.ya?ml$/, 'profile'],
    settings: ['profile', 'DBT_PROFILE'],
    program: DBT,
  },
  { what: 'an output', file: OF_DBT, defines: outputs, settings: ['target', 'DBT_TARGET'], program: DBT },
  // https://kubernetes.io/docs/concepts/configuration/organize-cluster-access-kubeconfig/
  {
    what: 'a context',
    file: /^(kube)?config(\.ya?ml)?$|kubeconfig/,
    defines: (root) => valuesAt(root, 'contexts[].name').map(({ value }) => String(value)),
    chooser: [/^(kube)?config(\.ya?ml)?$|kubeconfig/, 'current-context'],
    settings: ['context', 'kube-context'],
    program: /\b(kubectl|helm|flux)\b/,
  },
];

/** The profile of a program is one that a file of the container defines. */
export const profilesDefined: Rule = {
  id: 'profiles-defined',
  answer: 'broken',
  why: 'a program that is told a profile looks for its name in a file, and exits where the file has no such name',
  example:
    'ConfigMap default/project: data[dbt_project.yml]: expected a profile of profiles.yml (shop), received "warehouse" [profiles-defined]',
  about: ['profiles.y', 'current-context'],
  check: (bundle) => {
    const found = bundle.containers.flatMap((container) => PROFILES.flatMap((row) => stray(bundle, container, row)));
    // Containers share their files.
    const said = new Map(found.map((each) => [each.object, new Map<string, Finding>()]));
    for (const each of found) said.get(each.object)?.set(each.field, each);
    return [...said.values()].flatMap((each) => [...each.values()]);
  },
};

/** In the place of a template. */
const OPEN = '$';

interface File {
  readonly name: string;
  readonly object: Manifest;
  readonly root: Json;
}

/** The files of a container as YAML. The values of a Secret are never printed. */
function filesOf(bundle: Bundle, container: Container, pattern: RegExp): File[] {
  return mountedFiles(bundle, container).flatMap(({ made, kind, configMap, files }) => {
    const secret = kind === 'Secret' ? bundle.secret(container.template.namespace, configMap) : undefined;
    return [...files].flatMap(([name, text]): File[] => {
      if (!pattern.test(name)) return [];
      const whole = text ?? secret?.values?.find(({ key }) => key === name)?.value ?? '';
      // What a template fills in is not known.
      const root = yamlValue(whole.replace(/\{\{[^{}\n]*\}\}/g, OPEN));
      return root === undefined ? [] : [{ name, object: made, root }];
    });
  });
}

function stray(bundle: Bundle, container: Container, row: Profiles): Finding[] {
  const [file, ...others] = filesOf(bundle, container, row.file);
  const defined = file === undefined ? [] : row.defines(file.root);
  if (file === undefined || others.length > 0 || defined.length === 0 || defined.includes(OPEN)) return [];
  const told = row.program.test(scriptOf(bundle, container)) ? setting(bundle, container, row.settings) : undefined;
  const chosen =
    told === undefined && row.chooser !== undefined ? chosenIn(bundle, container, row.chooser) : told && [told];
  return (chosen ?? [])
    .filter(({ value }) => !defined.includes(value) && /^[\w.@:/-]+$/.test(value))
    .map(({ object, field, value }) => {
      const isOpen = file.object.kind !== 'Secret';
      const expected = `${row.what} of ${file.name}${isOpen ? ` (${defined.join(', ')})` : ''}`;
      const received = object.kind === 'Secret' ? 'another name' : quoted(value);
      return { object, field, expected, received, meant: isOpen ? nearest(value, defined) : undefined };
    });
}

function chosenIn(bundle: Bundle, container: Container, [pattern, place]: readonly [RegExp, string]) {
  return filesOf(bundle, container, pattern).flatMap(({ name, object, root }) =>
    valuesAt(root, place).map(({ value }) => ({ object, field: entryPath('data', name), value: String(value) })),
  );
}
