import { type Json, listAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Container } from '../bundle';

const SHELLS = new Set(['sh', 'bash', 'ash', 'dash']);
/** Words before the program of a command. */
const PREFIXES = new Set(['exec', 'env', 'nohup', 'tini', 'dumb-init', 'while', 'until', 'if', 'then', 'else', 'do']);

/** The words of a container's command, and of its args. */
export const commandLine = once(({ spec }: Container): readonly string[] =>
  words([...listAt(spec, 'command'), ...listAt(spec, 'args')]),
);

/** The commands of a container, program first. */
export const containerCommands = once((container: Container) => commands(commandLine(container)));

/** The command of an exec probe or hook. */
export function execCommand(handler: unknown): string[] {
  return words(listAt(valueAt(handler, 'exec'), 'command'));
}

/** The commands of a command line, program first. A shell's script has several. */
export function commands(line: readonly string[]): string[][] {
  const command = withoutPrefixes(line);
  const flag = SHELLS.has(program(command)) ? command.findIndex((word) => /^-\w*c$/.test(word)) : -1;
  const script = flag < 0 ? undefined : command[flag + 1];
  const found =
    script === undefined
      ? [command]
      : script
          .replaceAll('\\\n', ' ')
          .split(/[;&|\n]+/)
          .map((part) => withoutPrefixes(part.split(/\s+/).filter((word) => word !== '')));
  return found.filter((part) => part.length > 0);
}

/** The name of a command's program, without the folder. */
export function program([path = '']: readonly string[]): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

function withoutPrefixes(line: readonly string[]): string[] {
  const start = line.findIndex((word, index) => {
    const prefix = PREFIXES.has(program([word])) || /^\w+=/.test(word) || (index > 0 && word.startsWith('-'));
    return !prefix;
  });
  return start < 0 ? [] : line.slice(start);
}

const words = (list: readonly Json[]): string[] => list.filter((word): word is string => typeof word === 'string');
