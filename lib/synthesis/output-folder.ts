import { type Dirent, readlinkSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';
import { problem, Unquoted } from '../checker/problem';
import { entriesOf, generatedText, look } from './folder';

/** The folder of the GitOps objects, beside dist. */
export const gitOpsPlace = (outdir: string): string => path.join(path.dirname(outdir), 'gitops');

const EXPECTED = 'a folder for environments alone, such as dist';

/** Why a place cannot be dist, whatever is to be written. */
export function placeProblems(place: string): string[] {
  if (place === '') return [problem('CDK8S_OUTDIR', EXPECTED, place)];
  // Without a slash at its end: that would lead behind a link.
  const folder = path.resolve(place);
  const found = look(folder);
  if (found === undefined) return [];
  const refused = (received: string) => problem(place, EXPECTED, new Unquoted(received));
  if (found.isSymbolicLink())
    return [`${refused(`a link to ${readlinkSync(folder)}`)}: set CDK8S_OUTDIR to that folder`];
  if (!found.isDirectory()) return [refused('a file')];
  if (isAboveOrAt(folder, '.')) {
    const received = `${JSON.stringify(place)}, the working folder or a folder above it`;
    return [problem('CDK8S_OUTDIR', EXPECTED, new Unquoted(received))];
  }
  if (look(path.join(folder, '.git')) === undefined) return [];
  return [`${refused('the root of a repository')}: set CDK8S_OUTDIR to a folder in it`];
}

/** What synth did not write among the entries of dist and of the environments that are to be written, a sentence each. */
export function strangersIn(dist: string, all: readonly string[], written: readonly string[]): string[] {
  const complete = all.every((name) => written.includes(name));
  return entriesOf(dist).flatMap(({ name }) => {
    const place = path.join(dist, name);
    const foreign = foreignIn(place, place);
    if (written.includes(name)) return foreign;
    // An environment of before would vanish with dist and, behind GitOps, whatever runs of it, too.
    if (all.includes(name) || (!complete && foreign.length === 0)) return [];
    return [`${problem(place, `${all.join(', ')} and nothing else`, name)}: remove it if that is meant`];
  });
}

/** The same of all environments in a dist, wherever it lies just now. */
export function foreignInAll(dist: string, shown: string): string[] {
  const found = look(dist);
  if (found && !found.isDirectory()) return [foreign(shown, 'a folder', found)];
  return entriesOf(dist).flatMap(({ name }) => foreignIn(path.join(dist, name), path.join(shown, name)));
}

/** The same of one environment, wherever it lies just now. */
export function foreignIn(environment: string, shown: string): string[] {
  const found = look(environment);
  if (found && !found.isDirectory()) return [foreign(shown, 'the folder of an environment', found)];
  return entriesOf(environment)
    .filter((entry) => generatedText(environment, entry) === undefined)
    .map((entry) => foreign(path.join(shown, entry.name), 'files that synth wrote and nothing else', entry));
}

function foreign(place: string, expected: string, received: Dirent | Stats): string {
  return `${problem(place, expected, new Unquoted(kindOf(received)))}: move it elsewhere, or remove it`;
}

function kindOf(entry: Dirent | Stats): string {
  if (entry.isSymbolicLink()) return 'a link';
  if (entry.isDirectory()) return 'a folder';
  return entry.isFile() ? 'a file that synth did not write' : 'something else';
}

/** By what the file system calls them: a path may lead through links, or be written in other letters. */
function isAboveOrAt(folder: string, below: string): boolean {
  const found = statSync(folder, { bigint: true, throwIfNoEntry: false });
  // Another run has just moved the folder aside: the working folder is never moved.
  if (found === undefined) return false;
  const { dev, ino } = found;
  for (let current = path.resolve(below); ; current = path.dirname(current)) {
    const other = statSync(current, { bigint: true });
    if (other.dev === dev && other.ino === ino) return true;
    if (current === path.dirname(current)) return false;
  }
}
