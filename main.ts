import { chosenEnvironments, run, Synthesis } from './lib';
import { assemble } from './lib/wealist/charts';
import { environments } from './lib/wealist/environments';

run((invocation) => {
  const chosen = chosenEnvironments(invocation, environments);
  const synthesis = new Synthesis(invocation.outdir, Object.keys(environments));
  for (const [name, environment] of chosen) {
    synthesis.add(name, environment, assemble(name, environment));
  }
  return synthesis.write();
});
