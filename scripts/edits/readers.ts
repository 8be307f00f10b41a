import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The tests that an edit could turn red: of those that know no part of lib/wealist, none. */
export function readers(of: 'value' | 'code'): string[] {
  const tests = readdirSync('test', { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join('test', file.replaceAll('\\', '/')))
    .filter((file) => file.endsWith('.test.ts'));
  return tests.filter((test) => readsValues(test) || (of === 'code' && readsCode(test)));
}

/** Takes environments of lib/wealist, or a clone with them. Parity shows that the environments of tests stay as they are. */
function readsValues(test: string): boolean {
  const reads = /lib\/wealist\/environments\/index'|import \{ clone, .*clone'/;
  return test.startsWith('test/wealist/parity/') || reads.test(readFileSync(test, 'utf8'));
}

function readsCode(test: string): boolean {
  return [...imports(test)].some((file) => file.startsWith('lib/wealist/'));
}

/** Every file that a file imports, directly or around a corner. */
function imports(file: string, seen = new Set<string>()): ReadonlySet<string> {
  for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(/from '(\.[^']*)'/g)) {
    const place = path.posix.join(path.posix.dirname(file), target);
    const found = [`${place}.ts`, `${place}/index.ts`].find((each) => existsSync(each));
    if (found !== undefined && !seen.has(found)) imports(found, seen.add(found));
  }
  return seen;
}
