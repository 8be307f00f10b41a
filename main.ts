import './lib/synthesis/refusal';

import { assemble } from './lib/charts';
import { environments } from './lib/environments';
import { Synthesis } from './lib/synthesis';
import { chosenEnvironments } from './lib/synthesis/command-line';

const synthesis = new Synthesis(process.env.CDK8S_OUTDIR ?? 'dist', Object.keys(environments));
for (const [name, environment] of chosenEnvironments(process.argv.slice(2), environments, process.env)) {
  synthesis.add(name, environment, assemble(name, environment));
}

/** Called once the types have been found to hold, too: see scripts/run.cjs. */
export function conclude(): void {
  for (const line of synthesis.write()) console.log(line);
}
