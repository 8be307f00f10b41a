import { mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { measure } from './measure';
import { checkOverlays, writeOverlays } from './overlays';
import { page, targetTable } from './page';
import { environments, services, TARGETS } from './subjects';

/** Measures the program: `npm run bench -- [--rounds <number>] [--write]`. */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '11' }, write: { type: 'boolean', default: false } },
});
const rounds = { environments: Number(values.rounds), services: Math.ceil(Number(values.rounds) / 4) };

const folder = mkdtempSync(path.join(realpathSync(tmpdir()), 'bench-'));
process.on('exit', () => rmSync(folder, { recursive: true, force: true }));

const overlays = path.join(folder, 'overlays');
const names = writeOverlays('dist', overlays);
checkOverlays('dist', overlays);

console.log(`rounds: ${rounds.environments}, with many services ${rounds.services}`);
const measurements = [
  ...measure(environments(folder, overlays, names), rounds.environments),
  ...measure(services(folder), rounds.services),
];
console.log(targetTable(TARGETS, measurements));
if (values.write) writeFileSync(path.join('docs', 'performance.md'), page(TARGETS, measurements, rounds));
