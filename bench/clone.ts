import { cpSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';

/** The folder of the program: the benchmark is started there. */
const ROOT = process.cwd();

/**
 * A copy of the program with the same packages and a cache of its own: what a benchmark changes, or finds in the cache,
 * touches no one else's.
 */
export function clone(folder: string): string {
  for (const name of readdirSync(ROOT).filter((entry) => entry !== 'node_modules' && !entry.startsWith('.'))) {
    cpSync(path.join(ROOT, name), path.join(folder, name), { recursive: true });
  }
  mkdirSync(path.join(folder, 'node_modules'));
  for (const name of readdirSync(path.join(ROOT, 'node_modules')).filter((entry) => entry !== '.cache')) {
    symlinkSync(path.join(ROOT, 'node_modules', name), path.join(folder, 'node_modules', name));
  }
  return folder;
}

/** Changes one value of one environment: another share of CPU for an autoscaler each time. */
export function changeOneValue(folder: string): () => void {
  let percent = 10;
  return () => {
    const file = path.join(folder, 'lib', 'wealist', 'environments', 'prod.ts');
    const text = readFileSync(file, 'utf8');
    percent++;
    const changed = text.replace(/cpuPercent: \d+/, `cpuPercent: ${percent}`);
    if (changed === text) throw new Error(`${file} has no cpuPercent to change`);
    writeFileSync(file, changed);
  };
}
