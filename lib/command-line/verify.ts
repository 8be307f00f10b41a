import { knownCluster } from '../synthesis/cluster-needs';
import type { Environment } from '../synthesis/environment';
import { commandOf, type Program } from '../synthesis/program';
import type { Invocation, Outcome } from './run';
import { Verification } from './verification';

/** Checks manifests with all that the environments of a program declare: `[path…] [--format …]…`. */
export const verify =
  <E extends Environment>(program: Program<E>) =>
  (invocation: Invocation): Outcome => {
    const { environments, assemble } = program;
    const verification = new Verification(invocation, (name) => commandOf(program, name));
    for (const [name, environment] of Object.entries(environments)) {
      const { suppressions } = environment;
      verification.add(name, { cluster: () => knownCluster(environment, assemble(name, environment)), suppressions });
    }
    return verification.outcome();
  };
