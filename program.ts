import type { Program } from './lib';
import { assemble } from './lib/wealist/charts';
import { environments } from './lib/wealist/environments';
import type { Environment } from './lib/wealist/environments/environment';

/** weAlist: what main.ts writes, verify.ts checks and promote.ts moves from one environment to the next. */
export const program: Program<Environment> = { environments, assemble, versions: 'lib/wealist/versions.json' };
