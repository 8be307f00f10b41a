import { run, verify } from './lib';
import { program } from './program';

run(verify(program));
