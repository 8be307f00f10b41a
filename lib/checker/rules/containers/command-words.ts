import type { Container } from '../../bundle/bundle';
import { type Json, listAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The commands of a container, of the probes and of the hooks. */
const COMMANDS = [
  ['command'],
  ...['livenessProbe', 'readinessProbe', 'startupProbe', 'lifecycle.postStart', 'lifecycle.preStop'].map((handler) => [
    ...handler.split('.'),
    'exec',
    'command',
  ]),
];

/** Each word of a command is an item of the list. */
export const commandWords: Rule = {
  id: 'command-words',
  answer: 'broken',
  why: 'Kubernetes starts the first item of a command as a program, without a shell: a program whose name has spaces does not exist',
  example:
    'Deployment default/api: spec.template.spec.containers[api].livenessProbe.exec.command[0]: expected one word, such as "pg_isready", received "pg_isready -U app" [command-words]',
  check: ({ containers }) =>
    containers.flatMap((container) => [
      ...COMMANDS.flatMap((path) =>
        joined(container, path, listAt(valueAt(container.spec, ...path.slice(0, -1)), 'command')),
      ),
      ...joinedOptions(container),
      ...joinedValues(container),
    ]),
};

/** A path may hold spaces, and begins with a slash, a drive or a variable. */
function joined({ template, path }: Container, steps: readonly string[], [first]: readonly Json[]): Finding[] {
  if (typeof first !== 'string') return [];
  const [object, field] = [template.owner, `${path}.${steps.join('.')}[0]`];
  if (/^--?[A-Za-z]/.test(first)) {
    const remedy =
      steps.length === 1 ? ', or the options below args: command replaces the entrypoint of the image' : '';
    return [{ object, field, expected: `a program${remedy}`, received: quoted(first) }];
  }
  if (!/^[\w./-]+ +\S/.test(first.trim())) return [];
  const [program = ''] = first.trim().split(/\s+/);
  return [{ object, field, expected: `one word, such as ${quoted(program)}`, received: quoted(first) }];
}

/** The only item of the args is a subcommand or an option, and more options. A shell would take them apart. */
const OPTIONS = /^(?:[a-z][\w-]*(?: [\w./:-]+)*|--?[a-z][\w-]*(?:=[\w./:]+)?) +--?[a-z][\w-]*(?:[= ]|$)/;

/** An option and its value in one word: `--config /etc/app.conf`. */
const WITH_VALUE = /^--?[a-z][\w-]+(?:\.[\w-]+)* +[\w./:@][^\s=]*$/;
/** Programs that take apart the words of their own arguments. */
const TAKES_APART = /(sh|python[\d.]*|node|ruby|perl|env|su|tini|xargs|ssh|sudo)$/;

function joinedValues({ template, path, spec }: Container): Finding[] {
  const line = ['command', 'args'].flatMap((list) =>
    listAt(spec, list).map((word, index) => ({ word: String(word), field: `${path}.${list}[${index}]` })),
  );
  if (line.some(({ word }) => TAKES_APART.test(word) || word.includes('\n'))) return [];
  return line
    .filter(({ word }, index) => {
      const before = line[index - 1]?.word ?? '';
      return WITH_VALUE.test(word) && !/^-[^=]*$/.test(before) && !(index === 0 && line.length > 1);
    })
    .map(({ word, field }) => ({
      answer: 'risk' as const,
      object: template.owner,
      field,
      expected: `one word for each item, such as ${quoted(word.split(/ +/)[0])}`,
      received: quoted(word),
    }));
}

function joinedOptions({ template, path, spec }: Container): Finding[] {
  const [command, [first, ...more]] = [listAt(spec, 'command'), listAt(spec, 'args')];
  if (typeof first !== 'string' || more.length > 0 || command.length > 1 || !OPTIONS.test(first)) return [];
  // A program of its own may be a shell, and so may the entrypoint of an image: `bash -c`, `sh script.sh`.
  if (/(sh|python[\d.]*|node|ruby|perl|env|su|tini)$/.test(String(command[0] ?? '')) || /[\n;|&'"`]/.test(first))
    return [];
  const [word = ''] = first.split(/\s+/);
  return [
    {
      answer: 'risk',
      object: template.owner,
      field: `${path}.args[0]`,
      expected: `one word for each item, such as ${quoted(word)}`,
      received: quoted(first),
    },
  ];
}
