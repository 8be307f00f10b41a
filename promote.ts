import { promote, run } from './lib';
import { program } from './program';

run(promote(program));
