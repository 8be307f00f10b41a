import { run } from '../lib/command-line/run';
import { Verification } from '../lib/command-line/verification';

run((invocation) => new Verification(invocation).outcome());
