import { type Program, promote, run, synth, verify } from '../../lib';
import { assemble } from './charts';
import { environments, type ShopEnvironment } from './environments';

const program: Program<ShopEnvironment> = {
  environments,
  assemble,
  versions: 'examples/shop/versions.json',
  command: (name) => `npm run shop -- ${name}`,
};

/** `synth [environment…]` writes the manifests, `verify [path…]` checks manifests, `promote <from> <to>` moves versions. */
run(({ argv: [word, ...argv], ...rest }) => {
  const command = word === 'verify' ? verify : word === 'promote' ? promote : synth;
  return command(program)({ ...rest, argv });
}, 'examples/shop/dist');
