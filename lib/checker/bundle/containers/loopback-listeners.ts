import { SERVERS, type Server } from '../../programs/server-addresses';
import type { Bundle, Container } from '../bundle';
import { containerCommands, program } from './command-line';
import { imageReference } from './image-reference';
import { isSet, type Setting, setting } from './settings';

/** A server that listens on 127.0.0.1 alone. */
export interface LoopbackListener {
  readonly port: number;
  /** The setting that says so. Undefined if the server does so unless it is told otherwise. */
  readonly setting: Setting | undefined;
  readonly remedy: string;
}

const ADDRESS = /^-?(?:\w+:\/\/)?(?:127(?:\.\d+){3}|localhost|\[?::1\]?|_local_)(?::(\d{2,5}))?\/?$/;

/** The servers of a container that answer nobody outside of the pod. */
export function loopbackListeners(bundle: Bundle, container: Container): LoopbackListener[] {
  const started = containerCommands(container).map((words) => words.map((word) => program([word])));
  const image = imageReference(container)?.repository ?? '';
  return SERVERS.flatMap((server): LoopbackListener[] => {
    const words = started.find((each) => isStarted(server, each));
    const byImage = server.image?.test(image) === true;
    if (words === undefined && !byImage) return [];
    const port = Number(setting(bundle, container, server.port ?? [])?.value ?? Number.NaN);
    const found = setting(bundle, container, server.address);
    const addresses = (found?.value ?? '').split(/[,\s]+/).filter((address) => address !== '');
    const loopback = addresses.map((address) => ADDRESS.exec(address));
    if (found !== undefined && addresses.length > 0) {
      const told = loopback.every((each) => each !== null) ? Number(loopback[0]?.[1] ?? port) : undefined;
      if (told === undefined) return [];
      return [{ port: told || server.defaultPort, setting: found, remedy: `0.0.0.0 for ${found.name}` }];
    }
    if (
      isSet(bundle, container, server.address) ||
      words === undefined ||
      server.silent === undefined ||
      isElsewhere(words)
    )
      return [];
    const [, address, positional] = /(?:^|\s)(?:(\S+):)?(\d{4,5})(?:\s|$)/.exec(words.slice(1).join(' ')) ?? [];
    if (address !== undefined && !ADDRESS.test(address)) return [];
    return [{ port: port || Number(positional ?? server.defaultPort), setting: undefined, remedy: server.silent }];
  });
}

function isStarted({ command }: Server, words: readonly string[]): boolean {
  // A runner stands before the program: `python -m flask run`, `poetry run uvicorn`.
  return words.slice(0, 4).some((word, index) => command?.test(word) || command?.test(`${word} ${words[index + 1]}`));
}

/** A socket of Unix, a file of settings, or a command that ends. */
const isElsewhere = (words: readonly string[]): boolean =>
  words.some(
    (word) =>
      /^(--uds|--fd|--unix-socket|--config|-c|--env-file|--app-file|--version|--help)\b/.test(word) ||
      /^\$[@{(]/.test(word),
  );
