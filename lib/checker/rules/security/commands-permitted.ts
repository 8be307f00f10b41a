import type { Container } from '../../bundle/bundle';
import { commandLine, containerCommands } from '../../bundle/containers/command-line';
import { onWindows, securityContext } from '../../bundle/containers/security-context';
import { listAt, valueAt } from '../../manifest/manifest';
import { GIVEN_CAPABILITIES, PRIVILEGED_COMMANDS } from '../../programs/privileged-commands';
import { type Finding, quoted, type Rule } from '../../rule';

/** A container may do what its commands do. */
export const commandsPermitted: Rule = {
  id: 'commands-permitted',
  answer: 'broken',
  why: 'the kernel permits some commands to root with a capability, or to a privileged container alone: an init container without ends with an error, and the pod never starts',
  example:
    'StatefulSet default/db: spec.template.spec.initContainers[sysctl].securityContext: expected privileged: true, without which "sysctl -w vm.max_map_count=262144" fails, received nothing [commands-permitted]',
  check: ({ containers }) =>
    containers.flatMap((container): Finding[] => {
      if (commandLine(container).length === 0 || onWindows(container.template)) return [];
      const found = containerCommands(container)
        .map((words) => words.join(' '))
        .flatMap((command) => {
          const row = PRIVILEGED_COMMANDS.find((each) => each.command.test(command));
          const lack =
            row === undefined || isForgiven(container, command) ? undefined : lacking(container, row.needs, command);
          return lack === undefined ? [] : [{ ...lack, command }];
        });
      return found.slice(0, 1).map(({ field, expected, received, command }) => ({
        object: container.template.owner,
        field: `${container.path}.securityContext${field}`,
        expected: `${expected}, without which ${quoted(command)} fails`,
        received,
      }));
    }),
};

/** A script that goes on behind the command needs no success. */
function isForgiven(container: Container, command: string): boolean {
  const script =
    commandLine(container).find((word) => /[\s;]/.test(word) && word.includes(command.split(' ', 1)[0] ?? '')) ?? '';
  const at = script.replace(/[ \t]+/g, ' ').indexOf(command);
  const behind = at < 0 ? '' : script.replace(/[ \t]+/g, ' ').slice(at + command.length);
  return /^\s*\|\|/.test(behind) || /\bset \+e\b/.test(script);
}

type Lack = Pick<Finding, 'field' | 'expected' | 'received'>;

function lacking(container: Container, needs: string, command: string): Lack | undefined {
  const privileged = valueAt(container.spec, 'securityContext', 'privileged');
  const isUnmasked = valueAt(container.spec, 'securityContext', 'procMount') === 'Unmasked';
  if (privileged === true || isUnmasked) return undefined;
  const user = securityContext(container, 'runAsUser');
  const isOther =
    (typeof user === 'number' && user > 0) ||
    (user === undefined && securityContext(container, 'runAsNonRoot') === true);
  const asRoot = { field: '.runAsUser', expected: '0, the user root', received: quoted(user) };
  if (needs === 'privileged') return { field: '', expected: 'privileged: true', received: quoted(privileged) };
  if (needs === 'root') return isOther ? asRoot : undefined;
  // A file that belongs to the user already stays as it is.
  if (needs === 'CHOWN' && isOther) {
    const isOwn = !/\s0?:?\d/.test(command) || new RegExp(`\\s:?${user}\\b`).test(command);
    return isOwn ? undefined : asRoot;
  }
  const list = (name: string) =>
    listAt(container.spec, 'securityContext', 'capabilities', name).map((each) =>
      String(each).toUpperCase().replace(/^CAP_/, ''),
    );
  const [add, drop] = [list('add'), list('drop')];
  if (add.includes(needs) || add.includes('ALL')) return undefined;
  if (GIVEN_CAPABILITIES.has(needs) && !drop.includes(needs) && !drop.includes('ALL')) return undefined;
  const received = quoted(valueAt(container.spec, 'securityContext', 'capabilities'));
  return { field: '.capabilities', expected: `${needs} below add`, received };
}
