import type { Container } from '../../bundle/bundle';
import { type Json, listAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The commands of a container: its own, those of its probes and those of its hooks. */
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
    containers.flatMap((container) =>
      COMMANDS.flatMap((path) =>
        joined(container, path, listAt(valueAt(container.spec, ...path.slice(0, -1)), 'command')),
      ),
    ),
};

/** A path may hold spaces, and begins with a slash, a drive or a variable. */
function joined({ template, path }: Container, steps: readonly string[], [first]: readonly Json[]): Finding[] {
  if (typeof first !== 'string' || !/^[\w./-]+ +\S/.test(first.trim())) return [];
  const [program = ''] = first.trim().split(/\s+/);
  return [
    {
      object: template.owner,
      field: `${path}.${steps.join('.')}[0]`,
      expected: `one word, such as ${quoted(program)}`,
      received: quoted(first),
    },
  ];
}
