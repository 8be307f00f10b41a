import path from 'node:path';
import { chosenEnvironments, knownCluster, run, Synthesis, Verification } from '../../lib';
import { assemble } from './charts';
import { environments } from './environments';

/** `main.ts synth [environment…]` writes the manifests, `main.ts verify [path…]` checks manifests. */
run(
  ({ argv: [command, ...argv], ...rest }) => {
    const invocation = { ...rest, argv };
    if (command === 'verify') {
      const verification = new Verification(invocation);
      for (const [name, environment] of Object.entries(environments)) {
        const { suppressions } = environment;
        verification.add(name, { cluster: () => knownCluster(environment, assemble(name, environment)), suppressions });
      }
      return verification.outcome();
    }
    const chosen = chosenEnvironments(invocation, environments);
    const synthesis = new Synthesis(invocation.outdir, Object.keys(environments));
    for (const [name, environment] of chosen) {
      synthesis.add(name, environment, assemble(name, environment));
    }
    return synthesis.write();
  },
  path.join(path.relative('.', __dirname), 'dist'),
);
