import { run, Verification } from './lib';
import { assemble } from './lib/wealist/charts';
import { environments } from './lib/wealist/environments';

run((invocation) => {
  const verification = new Verification(invocation);
  for (const [name, environment] of Object.entries(environments)) {
    verification.add(name, environment, () => assemble(name, environment));
  }
  return verification.outcome();
});
