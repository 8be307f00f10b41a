import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { contentsOf, git } from './git';

/**
 * The result of a reading that finds the YAML and JSON files of a commit, in a folder of their own, in place of those of
 * the working folder. Nothing is checked out. Throws a sentence without such a commit.
 */
export function atCommit<Result>(ref: string, read: () => Result): Result {
  const here = realpathSync('.');
  const root = git(here, ['rev-parse', '--show-toplevel'])?.toString().trim();
  const commit = git(here, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`]);
  if (root === undefined || commit === undefined) throw new Error(`no commit "${ref}" of git`);
  const listed = git(root, ['ls-tree', '-r', '-z', commit.toString().trim()])?.toString() ?? '';
  const files = listed.split('\0').flatMap((line) => {
    const [, id = '', file = ''] = /^100\d+ blob (\w+)\t(.*)$/s.exec(line) ?? [];
    return /\.(ya?ml|json)$/.test(file) ? [{ id, file }] : [];
  });
  const contents = contentsOf(
    root,
    files.map(({ id }) => id),
  );
  const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'verify-'));
  try {
    files.forEach(({ file }, index) => {
      const place = path.join(folder, file);
      mkdirSync(path.dirname(place), { recursive: true });
      writeFileSync(place, contents[index] ?? '');
    });
    const there = path.join(folder, path.relative(realpathSync(root), here));
    mkdirSync(there, { recursive: true });
    process.chdir(there);
    return read();
  } finally {
    process.chdir(here);
    rmSync(folder, { recursive: true, force: true });
  }
}
