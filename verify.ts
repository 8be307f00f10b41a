import './lib/command-line/user-error';

import path from 'node:path';
import { assemble } from './lib/wealist/charts/index';
import { environments } from './lib/wealist/environments/index';
import { declarations } from './lib/synthesis/declarations';
import { verify } from './lib/command-line/verify';

const dist = new Map(
  Object.entries(environments).map(([name, environment]) => [path.join('dist', name), { name, environment }]),
);

const { lines, status } = verify(
  process.argv.slice(2),
  [...dist.keys()],
  process.env.GITHUB_ACTIONS === 'true' ? 'github' : 'human',
  (target) => {
    const found = dist.get(path.relative('.', target));
    if (!found) return undefined;
    const { name, environment } = found;
    return { declared: declarations(environment, assemble(name, environment)), exceptions: environment.exceptions };
  },
);

/** Called once the types have been found to hold, too: see scripts/run.cjs. */
export function conclude(): void {
  for (const line of lines) console.log(line);
  process.exitCode = status;
}
