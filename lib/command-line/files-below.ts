import { readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { problem, Unquoted } from '../checker/problem';

/** Larger files hold no manifests, which are 1.5 MiB at most. */
const LARGEST = 256 * 1024 * 1024;
/** Folders of other programs, with many files that are no manifests. */
const PASSED_OVER = new Set(['.git', 'node_modules']);

/** The files of a path, and a sentence for each place that could not be read. */
export interface FilesBelow {
  readonly files: readonly string[];
  readonly unreadable: readonly string[];
}

/** The YAML and JSON files below a folder, in the order of their paths. Links are followed, and no file is read twice. */
export function filesBelow(target: string, leftOut: (file: string) => boolean): FilesBelow {
  const [files, unreadable]: [string[], string[]] = [[], []];
  const seen = new Set<string>();
  const visit = (place: string, asked: boolean): void => {
    try {
      const found = statSync(place);
      const real = realpathSync(place);
      const wanted = asked || found.isDirectory() || /\.(ya?ml|json)$/.test(place);
      if (!wanted || seen.has(real)) return;
      seen.add(real);
      if (found.isDirectory()) {
        const names = readdirSync(place).filter((name) => !PASSED_OVER.has(name));
        for (const name of names.sort()) {
          const below = path.join(place, name);
          if (!leftOut(below)) visit(below, false);
        }
      } else if (isReadable(place, found, unreadable)) files.push(place);
    } catch (error) {
      unreadable.push(problem(place, 'a file or folder that can be read', reasonOf(error)));
    }
  };
  visit(target, true);
  return { files, unreadable };
}

function isReadable(place: string, found: Stats, unreadable: string[]): boolean {
  if (!found.isFile()) {
    const kind = found.isFIFO() ? 'a pipe' : found.isSocket() ? 'a socket' : 'a device';
    unreadable.push(`${problem(place, 'a file or folder', new Unquoted(kind))}; - reads standard input`);
    return false;
  }
  if (found.size <= LARGEST) return true;
  unreadable.push(problem(place, `a file of at most ${LARGEST} bytes`, new Unquoted(`${found.size} bytes`)));
  return false;
}

/** The text of a file, or of standard input. Throws for bytes that are no text. */
export function textOf(file: string | 0): string {
  const bytes = readFileSync(file);
  const mark = bytes.subarray(0, 2).toString('hex');
  const encoding = mark === 'fffe' ? 'utf-16le' : mark === 'feff' ? 'utf-16be' : 'utf-8';
  return new TextDecoder(encoding, { fatal: true }).decode(bytes);
}

/** The reason of an error of the file system, in plain words. */
export function reasonOf(error: unknown): Unquoted {
  const { code, message } = error as NodeJS.ErrnoException;
  const words: Readonly<Record<string, string>> = {
    EACCES: 'no permission',
    EPERM: 'no permission',
    ENOENT: 'nothing, or a link that leads nowhere',
    ELOOP: 'a link that leads to itself',
    ERR_ENCODING_INVALID_ENCODED_DATA: 'bytes that are no text in UTF-8',
  };
  return new Unquoted(words[code ?? ''] ?? message.split('\n')[0] ?? '');
}
