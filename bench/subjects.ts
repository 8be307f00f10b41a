import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import path from 'node:path';
import { scripts } from '../package.json';
import { changeOneValue, clone } from './clone';
import type { Command, Subject } from './measure';

/** A limit for the time of one subject, as a multiple of the time of another: a ratio means the same on every machine. */
export interface Target {
  readonly what: string;
  readonly one: string;
  readonly other: string;
  readonly most: number;
}

const KUSTOMIZE = 'kubectl kustomize';
const UNCHANGED = 'npm run synth, nothing changed';
const CHANGED = 'npm run synth, one value changed';
const STOCK = 'cdk8s alone, 1,000 services';
const RULES_ON = 'this program, 1,000 services';

export const TARGETS: readonly Target[] = [
  { what: 'all environments, nothing changed', one: UNCHANGED, other: KUSTOMIZE, most: 0.65 },
  { what: 'all environments, one value changed', one: CHANGED, other: KUSTOMIZE, most: 1 },
  { what: '1,000 services in each of four environments', one: RULES_ON, other: STOCK, most: 0.66 },
];

/** The arguments of Node.js in `npm run synth`, without the program. npm itself is not timed. */
const SYNTH = scripts.synth.split(' ').slice(1, -1);

/** The environments of the repository, rendered by kustomize and by this program. */
export function environments(folder: string, overlays: string, names: readonly string[]): Subject[] {
  const [unchanged, changed] = [clone(path.join(folder, 'unchanged')), clone(path.join(folder, 'changed'))];
  const synth = (place: string): Command[] => [node(place, [...SYNTH, 'main.ts'])];
  return [
    {
      name: KUSTOMIZE,
      commands: names.map((name) => ({ command: 'kubectl', args: ['kustomize', name], folder: overlays })),
    },
    { name: UNCHANGED, commands: synth(unchanged) },
    { name: CHANGED, prepare: changeOneValue(changed), commands: synth(changed) },
  ];
}

/** 1,000 services in four environments, by cdk8s alone and by this program with all rules. */
export function services(folder: string): Subject[] {
  const place = clone(path.join(folder, 'services'));
  const outdir = path.join(folder, 'services-dist');
  const prepare = () => rmSync(outdir, { recursive: true, force: true });
  const subject = (name: string, program: readonly string[]): Subject => {
    return { name, prepare, commands: [node(place, [...program, '1000', outdir])] };
  };
  // Node.js alone runs cdk8s, with the options that Node.js has by default.
  const stock = path.join(place, 'stock.cjs');
  const options = ['--bundle', '--platform=node', '--target=node20', '--log-level=error', `--outfile=${stock}`];
  const esbuild = path.join(place, 'node_modules', 'esbuild', 'bin', 'esbuild');
  execFileSync(esbuild, [path.join(place, 'bench', 'scale', 'stock.ts'), ...options]);
  return [subject(STOCK, [stock]), subject(RULES_ON, [...SYNTH, path.join('bench', 'scale', 'synthesis.ts')])];
}

function node(folder: string, args: readonly string[]): Command {
  return { command: process.execPath, args, folder };
}
