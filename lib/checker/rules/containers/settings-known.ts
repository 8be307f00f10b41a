import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine, commands, program } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { imageWord } from '../../bundle/containers/image-reference';
import { entryOf } from '../../manifest/entry-of';
import { isTypo } from '../../problem';
import { OPTIONS, PATHS, VARIABLES } from '../../programs/known-settings';
import { type Finding, quoted, type Rule } from '../../rule';

/** A setting of a well-known program has the name that the program reads. */
export const settingsKnown: Rule = {
  id: 'settings-known',
  answer: 'risk',
  why: 'a program leaves out a variable of nearly the name that it reads, and exits at an option that it does not know',
  example:
    'Deployment default/sso: spec.template.spec.containers[sso].env: expected "KC_DB_USERNAME", which keycloak reads, received "KC_DB_USER" [settings-known]',
  check: (bundle) =>
    bundle.containers
      .filter(({ init }) => !init)
      .flatMap((container) => [...variables(bundle, container), ...paths(bundle, container), ...options(container)]),
};

/** Words that mean the same in the names of variables. */
const SAME: Readonly<Record<string, string>> = {
  address: 'addr',
  database: 'db',
  dbname: 'db',
  hostname: 'host',
  name: 'db',
  pass: 'password',
  passwd: 'password',
  pwd: 'password',
  uri: 'url',
  user: 'username',
};

const plain = (name: string): string =>
  name
    .toLowerCase()
    .split(/_+/)
    .map((word) => entryOf(SAME, word) ?? word)
    .join('_');

function variables(bundle: Bundle, container: Container): Finding[] {
  const image = imageWord(container);
  const rows = VARIABLES.filter(([name]) => name.test(image));
  // A client of the same image reads other variables.
  if (rows.length === 0 || /Job$/.test(container.template.owner.kind)) return [];
  const all = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  const names = new Set(all.map(({ name }) => name.replace(/_{1,2}FILE$/, '')));
  return rows.flatMap(([, start, ends]) => {
    const known = ends.split(' ').map((end) => start + end);
    const unset = known.filter((name) => !names.has(name));
    const [single, prefix] = [start.replaceAll('__', '_'), start.includes('__')];
    return [...names].flatMap((name): Finding[] => {
      // A variable of a program that came with the image may be near as well: the words have to mean the same.
      // The parts of a path have two underscores between: GITEA__database__HOST.
      const isOf = name.startsWith(start) || (prefix && name.replace(/_+/g, '_').startsWith(single));
      if (!isOf || known.includes(name)) return [];
      const meant = unset.find((each) => plain(each) === plain(name) || isSlip(name, each));
      if (meant === undefined) return [];
      const expected = `${quoted(meant)}, which ${image} reads`;
      return [{ object: container.template.owner, field: `${container.path}.env`, expected, received: quoted(name) }];
    });
  });
}

const isSlip = (name: string, other: string): boolean => isTypo(name.replaceAll('_', '-'), other.replaceAll('_', '-'));

/** The underscores of a variable stand where the path of the setting has its parts. */
function paths(bundle: Bundle, container: Container): Finding[] {
  const rows = PATHS.filter(([image]) => image.test(imageWord(container)));
  const all = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  const found = [...new Set(all.map(({ name }) => name))].flatMap((name) =>
    rows
      .filter(([, start, form]) => start.test(name) && !form.test(name))
      .slice(0, 1)
      .map(([, , , expected]) => ({
        object: container.template.owner,
        field: `${container.path}.env`,
        expected: `a name with the underscores of ${expected}, or the program does not read the variable`,
        received: quoted(name),
      })),
  );
  // A name that is known is found above, with the right one.
  const known = new Set(found.length === 0 ? [] : variables(bundle, container).map(({ received }) => received));
  return found.filter(({ received }) => !known.has(received));
}

function options(container: Container): Finding[] {
  const line = commandLine(container);
  if (line.length === 0) return [];
  const image = imageWord(container);
  const all = line[0]?.startsWith('-') ? [[image, ...line]] : commands(line);
  return all.flatMap((words) => {
    const [, names] = OPTIONS.find(([name]) => name.test(program(words))) ?? [];
    if (names === undefined) return [];
    const known = names.split(' ');
    const given = words.flatMap((word) => /^--?([a-zA-Z][\w.-]{3,60})(?==|$)/.exec(word)?.[1] ?? []);
    return given.flatMap((name): Finding[] => {
      // Some programs take the beginning of an option for the option.
      const meant = known.includes(name)
        ? undefined
        : known.find((each) => !given.includes(each) && !each.startsWith(name) && isSlip(name, each));
      if (meant === undefined) return [];
      const expected = `--${meant}, an option of ${program(words)}`;
      return [
        { object: container.template.owner, field: `${container.path}.args`, expected, received: quoted(`--${name}`) },
      ];
    });
  });
}
