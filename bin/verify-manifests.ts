import { run } from '../lib/command-line/run';
import { Verification } from '../lib/command-line/verify';

run((invocation) => new Verification(invocation).outcome());
