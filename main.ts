import './lib/command-line/user-error';

import { assemble } from './lib/wealist/charts/index';
import { environments } from './lib/wealist/environments/index';
import { Synthesis } from './lib/synthesis';
import { chosenEnvironments } from './lib/command-line/chosen-environments';

const synthesis = new Synthesis(process.env.CDK8S_OUTDIR ?? 'dist', Object.keys(environments));
for (const [name, environment] of chosenEnvironments(process.argv.slice(2), environments, process.env)) {
  synthesis.add(name, environment, assemble(name, environment));
}

/** Called once the types have been found to hold, too: see scripts/run.cjs. */
export function conclude(): void {
  for (const line of synthesis.write()) console.log(line);
}
