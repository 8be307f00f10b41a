import { containerCommands, program } from '../../bundle/containers/command-line';
import { listAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const LONG_RUNNING = ['DaemonSet', 'Deployment', 'Pod', 'ReplicaSet', 'Rollout', 'StatefulSet'];

/** Other words of a script that only sleeps. */
const FILLERS = new Set(['true', ':', 'done', 'wait', 'trap']);

/** No container is there only to be there. */
export const noSleepingContainers: Rule = {
  id: 'no-sleeping-containers',
  answer: 'opinion',
  why: 'a side-car for debugging stays in production: an unwatched way in, on the memory of the application',
  example:
    'Deployment default/api: spec.template.spec.containers[debug].command: expected a program that does something (to look into a pod: kubectl debug), received "sleep 9999" [no-sleeping-containers]',
  check: ({ containers }) =>
    containers
      .filter(({ template, init }) => !init && LONG_RUNNING.includes(template.owner.kind))
      .flatMap((container): Finding[] => {
        const parts = containerCommands(container).filter((command) => !FILLERS.has(program(command)));
        if (parts.length === 0 || !parts.every(waits)) return [];
        return [
          {
            object: container.template.owner,
            field: `${container.path}.${listAt(container.spec, 'command').length > 0 ? 'command' : 'args'}`,
            expected: 'a program that does something (to look into a pod: kubectl debug)',
            received: quoted(parts.map((command) => command.join(' ')).join('; ')),
          },
        ];
      }),
};

function waits(command: readonly string[]): boolean {
  return program(command) === 'sleep' || (program(command) === 'tail' && command.includes('/dev/null'));
}
