import { rmSync } from 'node:fs';
import path from 'node:path';
import { scripts } from '../package.json';
import { changeOneValue, clone } from './clone';
import type { Command, Subject } from './measure';

const RUN = path.join('scripts', 'run.cjs');
const ENTRY = path.join('bench', 'scale');

/** What `npm run synth` starts: Node.js with its options, the script that runs programs, and the program. */
export const SYNTH = scripts.synth;
const [, ...SYNTH_ARGS] = SYNTH.split(' ');

/** How long it takes to start anything at all in Node.js: the least that a program in it can take. */
export const NODE = 'node';
export const KUSTOMIZE = 'kubectl kustomize';
export const CHANGED = 'the same, after a change of one value';
export const NPM = 'npm run synth';
export const CDK8S = 'npx --no cdk8s synth';

interface Overlays {
  readonly folder: string;
  readonly names: readonly string[];
}

/** The program as it is: all environments, all rules. `overlays` are left out where there is no kubectl. */
export function environments(folder: string, overlays?: Overlays): Subject[] {
  const node = (place: string, ...args: string[]): Command[] => [{ command: process.execPath, args, folder: place }];
  const [unchanged, changed, removed] = ['unchanged', 'changed', 'cli'].map((name) => clone(path.join(folder, name)));
  if (!unchanged || !changed || !removed) throw new Error('three clones, not fewer');
  const kustomize = overlays && {
    name: KUSTOMIZE,
    commands: overlays.names.map((name) => ({
      command: 'kubectl',
      args: ['kustomize', name],
      folder: overlays.folder,
    })),
  };
  return [
    { name: NODE, commands: node(folder, '--eval', '0') },
    ...(kustomize ? [kustomize] : []),
    { name: SYNTH, commands: node(unchanged, ...SYNTH_ARGS) },
    { name: CHANGED, prepare: changeOneValue(changed), commands: node(changed, ...SYNTH_ARGS) },
    { name: NPM, commands: [{ command: 'npm', args: ['run', 'synth'], folder: unchanged }] },
    { name: CDK8S, commands: [{ command: 'npx', args: ['--no', 'cdk8s', 'synth'], folder: removed }] },
  ];
}

/** What is compared with many services, by what docs/performance.md calls it. */
export const PROGRAMS = { stock: 'cdk8s alone', off: 'rules off', on: 'rules on' } as const;

export type Program = keyof typeof PROGRAMS;

export const scaled = (program: Program, services: number): string => `${PROGRAMS[program]}, ${services} services`;

/** So many services in four environments: by cdk8s alone, and by this program with rules off and on. */
export function services(folder: string, counts: readonly number[]): Subject[] {
  const place = clone(path.join(folder, 'services'));
  return counts.flatMap((count) =>
    (['stock', 'off', 'on'] as const).map((program) => {
      const outdir = path.join(folder, 'services-dist');
      const args =
        program === 'stock'
          ? [RUN, path.join(ENTRY, 'stock.ts'), String(count), outdir]
          : [...SYNTH_ARGS.slice(0, -1), path.join(ENTRY, 'synthesis.ts'), String(count), outdir, program];
      return {
        name: scaled(program, count),
        prepare: () => rmSync(outdir, { recursive: true, force: true }),
        commands: [{ command: process.execPath, args, folder: place }],
      };
    }),
  );
}
