import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';

const root = path.join(__dirname, '..', '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const below = readdirSync(path.join(root, 'docs', 'ko'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.md') && file !== 'messages.md')
  .map((file) => `docs/ko/${file.replaceAll('\\', '/')}`);

const blocksOf = (text: string): string[] => text.match(/^ *```\w*\n.*?^ *```$/gms) ?? [];
const headingsOf = (text: string): number => text.replace(/^ *```.*?^ *```$/gms, '').match(/^#+ /gm)?.length ?? 0;

describe.each(['README.ko.md', ...below])('%s', (page) => {
  const text = read(page);
  // A digest, and not a commit: it holds without a history, in an archive and after a rebase.
  const [, followed = '', digest] = /^<!-- Follows (\S+), SHA-256 ([0-9a-f]{12})\. -->\n/.exec(text) ?? [];

  test('names the English page that it follows', () => {
    expect(existsSync(path.join(root, followed))).toBe(true);
    const now = createHash('sha256').update(read(followed)).digest('hex').slice(0, 12);
    if (digest !== now) console.warn(`${page} follows an older ${followed}: translate what changed, then write ${now}`);
  });

  test('has the headings of the English page', () => {
    expect(headingsOf(text)).toBe(headingsOf(read(followed)));
  });

  test('has the code of the English page, byte for byte', () => {
    expect(blocksOf(text)).toEqual(blocksOf(read(followed)));
  });
});
