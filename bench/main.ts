import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { isThere, type Measurement, measure } from './measure';
import { checkOverlays, writeOverlays } from './overlays';
import { growthPlot, page } from './page';
import { CHANGED, environments, KUSTOMIZE, SYNTH, services } from './subjects';
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

const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const kubectl = isThere('kubectl', 'version', '--client');
if (!kubectl) console.log('kubectl is not at hand: nothing is compared with kustomize');

if (values.guard) guard();
else bench(Number(values.rounds));

function bench(rounds: number): void {
  const [counts, fewer] = [[1, 100, 250, 500, 1000], Math.ceil(rounds / 4)];
  const measurements = [...small(rounds), ...many(counts, fewer)];
  const results = resultsOf([...SMALL, ...large(100, 1000)], measurements);
  console.log(`\n${targetTable(results)}\n\n${secondsTable(measurements)}`);
  if (!values.write) return;
  writeFileSync(path.join('docs', 'performance.svg'), growthPlot(measurements, counts));
  writeFileSync(
    path.join('docs', 'performance.md'),
    page(results, measurements, counts, { small: rounds, large: fewer }),
  );
}

/** Fails where a ratio is far above its target. */
function guard(): void {
  const measurements = [...small(3, [KUSTOMIZE, SYNTH, CHANGED]), ...many([100, 800], 1)];
  const targets = [...SMALL.filter(({ one }) => one === SYNTH || one === CHANGED), ...large(100, 800)];
  const results = resultsOf(targets, measurements);
  console.log(targetTable(results));
  const exceeded = results.filter(({ ratio, alarm }) => ratio !== undefined && ratio > alarm);
  for (const result of exceeded) console.error(sentence(result));
  if (exceeded.length > 0) process.exitCode = 1;
}

function sentence({ what, one, other, alarm, ratio }: Result): string {
  return `${what}: expected "${one}" to take at most ${alarm} times what "${other}" takes, received ${ratio?.toFixed(2)}`;
}

function small(rounds: number, only?: readonly string[]): Measurement[] {
  console.log(`the environments of this program, ${rounds} rounds`);
  const overlays = path.join(folder, 'overlays');
  const names = kubectl ? writeOverlays('dist', overlays) : [];
  if (kubectl) checkOverlays('dist', overlays);
  const subjects = environments(folder, kubectl ? { folder: overlays, names } : undefined);
  return measure(
    subjects.filter(({ name }) => only === undefined || only.includes(name)),
    rounds,
  );
}

function many(counts: readonly number[], rounds: number): Measurement[] {
  console.log(`${counts.join(', ')} services, ${rounds} rounds`);
  const subjects = services(folder, counts);
  measure(subjects.slice(0, 3), 0, 2);
  return measure(subjects, rounds, 0);
}
