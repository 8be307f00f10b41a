import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { manifestsOf } from '../../lib/synthesis/manifests';
import { toFolder } from '../../lib/synthesis/rendered-folder';
import { assemble } from '../../lib/wealist/charts/index';
import type { Environment } from '../../lib/wealist/environments/environment';
import { environments } from '../../lib/wealist/environments/index';

/** The snapshot of every chart in every environment. `npm run synth` is the update of the snapshot. */
const dist = path.join(__dirname, '..', '..', 'dist');

const snapshot = (file: string): string => (existsSync(file) ? readFileSync(file, 'utf8') : '');

describe.each(Object.entries<Environment>(environments))('dist/%s', (name, environment) => {
  const folder = toFolder(manifestsOf(assemble(name, environment)), name);

  test.each([...folder])('%s holds what its chart renders (if not: npm run synth)', (file, rendered) => {
    expect(rendered).toBe(snapshot(path.join(dist, name, file)));
  });

  test('holds a file of each chart and nothing else (if not: npm run synth)', () => {
    expect([...folder.keys()]).toEqual(
      existsSync(path.join(dist, name)) ? readdirSync(path.join(dist, name)).sort() : [],
    );
  });
});

test('dist holds a folder of each environment and nothing else (if not: npm run synth)', () => {
  expect(Object.keys(environments).sort()).toEqual(readdirSync(dist).sort());
});
