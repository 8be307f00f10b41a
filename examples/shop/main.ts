import path from 'node:path';
import { type Program, promote, run, synth, UserError, verify } from '../../lib';
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
const commands = new Map(Object.entries({ synth, verify, promote }));

run(
  ({ argv: [word = '', ...argv], ...rest }) => {
    const command = commands.get(word);
    if (!command) throw new UserError([`command: expected ${[...commands.keys()].join(', ')}, received "${word}"`]);
    return command(program)({ ...rest, argv });
  },
  path.join(here, 'dist'),
);
