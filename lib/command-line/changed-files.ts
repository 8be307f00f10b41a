import { spawnSync } from 'node:child_process';
import { realpathSync } from 'node:fs';
import path from 'node:path';

/** A test for files that differ from a commit of git, or that git does not know. Throws a sentence if git refuses. */
export function changedSince(ref: string): (file: string) => boolean {
  const root = git(['rev-parse', '--show-toplevel']).trim();
  const changed = git(['-C', root, 'diff', '--name-only', '-z', '--end-of-options', ref]);
  const fresh = git(['-C', root, 'ls-files', '--others', '--exclude-standard', '-z']);
  const files = new Set([...changed.split('\0'), ...fresh.split('\0')].map((file) => path.join(root, file)));
  return (file) => files.has(realpathSync(file));
}

function git(args: readonly string[]): string {
  const { status, stdout, stderr, error } = spawnSync('git', args, { encoding: 'utf8', maxBuffer: 2 ** 28 });
  if (status === 0) return stdout;
  throw new Error(error?.message ?? stderr.split('\n')[0] ?? 'git failed');
}
