import { knownCluster, run, Verification } from './lib';
import { assemble } from './lib/wealist/charts';
import { environments } from './lib/wealist/environments';

run((invocation) => {
  const verification = new Verification(invocation);
  for (const [name, environment] of Object.entries(environments)) {
    const { suppressions } = environment;
    verification.add(name, { cluster: () => knownCluster(environment, assemble(name, environment)), suppressions });
  }
  return verification.outcome();
});
