import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isThere, type Measurement, measure } from './measure';
import { checkOverlays, writeOverlays } from './overlays';
import { growthPlot, page } from './page';
import { environments, services } from './subjects';
import { secondsTable, targetTable } from './table';
import { large, type Result, resultsOf, SMALL } from './targets';

/** Measures the program: `npm run bench -- [--rounds <number>] [--write | --guard]`. */
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '11' },
    write: { type: 'boolean', default: false },
    guard: { type: 'boolean', default: false },
  },
});

/** How far above its target a ratio may be on a machine that does other things, too. */
const MARGIN = 1.5;

const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const kubectl = isThere('kubectl', 'version', '--client');
if (!kubectl) console.log('kubectl is not at hand: nothing is compared with kustomize');

if (values.guard) guard();
else bench(Number(values.rounds));

function bench(rounds: number): void {
  const [counts, fewer] = [[1, 100, 250, 500, 1000], Math.ceil(rounds / 4)];
  const measurements = [...small(rounds), ...many(counts, fewer)];
  const results = resultsOf([...SMALL, ...large(1000)], measurements);
  console.log(`\n${targetTable(results)}\n\n${secondsTable(measurements)}`);
  if (!values.write) return;
  writeFileSync(path.join('docs', 'performance.svg'), growthPlot(measurements, counts));
  writeFileSync(
    path.join('docs', 'performance.md'),
    page(results, measurements, counts, { small: rounds, large: fewer }),
  );
}

/** Fails where a ratio is far above its target. Fewer services than the targets are about show as well what grows. */
function guard(): void {
  const results = resultsOf([...SMALL, ...large(300)], [...small(5), ...many([30, 300], 2)]);
  console.log(targetTable(results));
  const exceeded = results.filter(({ ratio, most }) => ratio !== undefined && ratio > most * MARGIN);
  for (const result of exceeded) console.error(sentence(result));
  if (exceeded.length > 0) process.exitCode = 1;
}

function sentence({ what, one, other, most, ratio }: Result): string {
  const limit = `${most} times (with a margin: ${(most * MARGIN).toFixed(2)})`;
  return `${what}: expected ${one} to take at most ${limit} what ${other} takes, received ${ratio?.toFixed(2)}`;
}

function small(rounds: number): Measurement[] {
  console.log(`the environments of this program, ${rounds} rounds`);
  const overlays = path.join(folder, 'overlays');
  if (!kubectl) return measure(environments(folder), rounds);
  const names = writeOverlays('dist', overlays);
  checkOverlays('dist', overlays);
  return measure(environments(folder, { folder: overlays, names }), rounds);
}

function many(counts: readonly number[], rounds: number): Measurement[] {
  console.log(`${counts.join(', ')} services, ${rounds} rounds`);
  const subjects = services(folder, counts);
  measure(subjects.slice(0, 3), 0, 2);
  return measure(subjects, rounds, 0);
}
