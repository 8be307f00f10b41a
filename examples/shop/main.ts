import path from 'node:path';
import { type Program, promote, run, synth, verify } from '../../lib';
import { assemble } from './charts';
import { environments, type ShopEnvironment } from './environments';

const here = path.relative('.', __dirname);

const program: Program<ShopEnvironment> = {
  environments,
  assemble,
  versions: path.join(here, 'versions.json'),
  command: (name) => `node scripts/run.cjs ${path.join(here, 'main.ts')} ${name}`,
};

/** `synth [environment…]` writes the manifests, `verify [path…]` checks manifests, `promote <from> <to>` moves versions. */
run(
  ({ argv: [word, ...argv], ...rest }) => {
    const command = word === 'verify' ? verify : word === 'promote' ? promote : synth;
    return command(program)({ ...rest, argv });
  },
  path.join(here, 'dist'),
);
