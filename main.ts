import { run, synth } from './lib';
import { program } from './program';

run(synth(program));
