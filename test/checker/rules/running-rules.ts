import { readdirSync } from 'node:fs';
import path from 'node:path';
import type { Rule } from '../../../lib/checker/rule';

const folder = path.join(__dirname, '..', '..', 'lib', 'checker', 'rules', 'running');

const isRule = (exported: unknown): exported is Rule =>
  typeof exported === 'object' && exported !== null && 'id' in exported && 'check' in exported;

/** Every rule of lib/checker/rules/running, by the name of its file. */
export const runningRules: ReadonlyMap<string, Rule> = new Map(
  readdirSync(folder).flatMap((file) =>
    Object.values(require(path.join(folder, file)) as Record<string, unknown>)
      .filter(isRule)
      .map((rule) => [path.basename(file, '.ts'), rule] as const),
  ),
);
