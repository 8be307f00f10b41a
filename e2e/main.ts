import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { UserError } from '../lib';
import { environments } from '../lib/wealist/environments';
import { CommandFailed, Kubectl } from './kubectl';
import { HELP, type Options, parseOptions } from './options';
import { Probes } from './probes';
import { type Result, writeReport } from './report';
import { Failure, type Run, type Step } from './step';
import { answers, applied, dryRun, ready, secondApply, serverSideApply } from './steps/apply';
import { empty, policiesEnforced, versions } from './steps/cluster';
import { backup, rowsStay } from './steps/database';
import { drain } from './steps/drain';
import { flows } from './steps/flows';
import { configurationChange, imageChange, rollingUpdates } from './steps/rollouts';
import { stops } from './steps/stopping';
import { System } from './system';

const STEPS: readonly Step[] = [
  versions,
  policiesEnforced,
  empty,
  dryRun,
  applied,
  ready,
  answers,
  secondApply,
  serverSideApply,
  flows,
  rollingUpdates,
  configurationChange,
  imageChange,
  stops,
  rowsStay,
  backup,
  drain,
  flows,
];

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2), Object.keys(environments));
  if (!options) {
    console.log(HELP);
    return 0;
  }
  const folder = mkdtempSync(path.join(tmpdir(), 'e2e-'));
  try {
    return await runSteps(options, folder);
  } finally {
    // The passwords of the run are in the folder.
    rmSync(folder, { recursive: true });
  }
}

async function runSteps(options: Options, folder: string): Promise<number> {
  const kubectl = new Kubectl(options.context);
  const environment = Object.entries(environments).find(([name]) => name === options.environment)?.[1];
  if (!environment) throw new Error(`no environment ${options.environment}`);
  const system = new System(options.environment, environment, folder);
  const probes = new Probes(kubectl, options.probeImage, options.environment, system.entrance);
  const run: Run = { kubectl, options, system, probes };
  const results: Result[] = [];
  try {
    for (const step of STEPS) {
      const result = await runStep(step, run);
      results.push(result);
      if (!result.held) return 1;
    }
    return 0;
  } finally {
    await probes.end().catch((error: Error) => console.error(error.message));
    if (options.report) {
      const finished = new Date().toISOString().slice(0, 10);
      writeReport(options.report, { environment: options.environment, finished, results });
    }
  }
}

async function runStep({ title, run: step }: Step, run: Run): Promise<Result> {
  const begin = performance.now();
  const seconds = () => (performance.now() - begin) / 1000;
  try {
    const seen = await step(run);
    console.log(`ok    ${seconds().toFixed(1).padStart(6)} s  ${title}: ${seen}`);
    return { title, held: true, seconds: seconds(), seen };
  } catch (error) {
    if (!(error instanceof Failure || error instanceof CommandFailed)) throw error;
    console.log(`FAIL  ${seconds().toFixed(1).padStart(6)} s  ${title}: ${error.message}`);
    for (const line of error instanceof Failure ? error.look : []) console.log(`      look: ${line}`);
    return { title, held: false, seconds: seconds(), seen: error.message };
  }
}

main().then(
  (status) => {
    process.exitCode = status;
  },
  (error: unknown) => {
    if (!(error instanceof UserError)) throw error;
    console.error([...error.problems, ...(error.hint ? [error.hint] : [])].join('\n'));
    process.exitCode = 1;
  },
);
