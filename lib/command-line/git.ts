import { spawnSync } from 'node:child_process';

/** The output of git in a folder. Undefined if git fails. */
export function git(folder: string, args: readonly string[], input = ''): Buffer | undefined {
  const { status, stdout } = spawnSync('git', ['-C', folder, ...args], { input, maxBuffer: 2 ** 30 });
  return status === 0 ? stdout : undefined;
}

/** The contents of objects of git, in their order. A missing object is empty. */
export function contentsOf(folder: string, objects: readonly string[]): Buffer[] {
  const input = objects.map((object) => `${object}\n`).join('');
  const answer = git(folder, ['cat-file', '--batch=%(objectsize)'], input) ?? Buffer.of();
  const contents: Buffer[] = [];
  for (let start = 0; start < answer.length; ) {
    // Each stands behind a line with its size. A missing object has no size.
    const line = answer.indexOf('\n', start);
    const size = Number(answer.toString('utf8', start, line));
    const end = Number.isNaN(size) ? line : line + 1 + size;
    contents.push(answer.subarray(line + 1, end));
    start = end + 1;
  }
  return contents;
}
