import { changes, run } from './lib';

run(changes);
