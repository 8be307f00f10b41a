import { chosenEnvironments, run, Synthesis } from './lib';
import { assemble } from './lib/wealist/charts';
import { environments } from './lib/wealist/environments';

run((invocation) => {
  const synthesis = new Synthesis(invocation.outdir, Object.keys(environments));
  for (const [name, environment] of chosenEnvironments(invocation, environments)) {
    synthesis.add(name, environment, assemble(name, environment));
  }
  return synthesis.write();
});
