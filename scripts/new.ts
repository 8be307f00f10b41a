import { spawnSync } from 'node:child_process';
import { problem, Unquoted } from '../lib/checker/problem';
import { parsed } from '../lib/command-line/arguments';
import { Answer, run } from '../lib/command-line/run';
import { UserError } from '../lib/synthesis/user-error';
import { addEnvironment } from './new/environment';
import { addService } from './new/service';
import { Sources } from './new/sources';

const USAGE = 'usage: npm run new -- service <name> | environment <name> [--like <environment>]';

const HELP = `${USAGE}

Adds a service or an environment to lib/wealist, and runs npm run synth. Changes nothing if synth refuses the result.

  service      a FastAPI application: its name, an image for each environment, a chart
  environment  a copy of another environment, with hosts and keys of passwords of its own
  --like       the environment to copy, staging if no other is named`;

run(({ argv }) => {
  const { kind, name, like } = parse(argv);
  const sources = new Sources(process.cwd());
  if (kind === 'service') addService(sources, name);
  else addEnvironment(sources, name, like);
  if (sources.problems.length > 0) throw new UserError(sources.problems, USAGE);
  sources.write();
  format(sources.files);
  const synth = spawnSync(process.execPath, ['scripts/run.cjs', 'main.ts'], { encoding: 'utf8' });
  if (synth.status !== 0) {
    sources.restore();
    process.stderr.write(synth.stderr);
    throw new UserError([
      problem(`${kind} ${name}`, 'a program that npm run synth accepts', new Unquoted('the above')),
    ]);
  }
  const edited = sources.files.map((file) => `  ${file}`);
  const next = `next: change ${sources.created.join(', ')}, then npm run synth, npm run generate and npm test`;
  return { lines: [synth.stdout.trimEnd(), 'edited:', ...edited, next], status: 0 };
});

/** Biome sorts imports and breaks lines. Code that Biome cannot read is refused by synth in a sentence. */
function format(files: readonly string[]): void {
  spawnSync(process.execPath, ['node_modules/@biomejs/biome/bin/biome', 'check', '--write', ...files]);
}

function parse(argv: readonly string[]) {
  try {
    const options = { like: { type: 'string', default: 'staging' }, help: { type: 'boolean', short: 'h' } } as const;
    const { positionals, values } = parsed(argv, options);
    if (values.help) throw new Answer(HELP);
    const [kind, name, ...rest] = positionals;
    if ((kind === 'service' || kind === 'environment') && name !== undefined && rest.length === 0) {
      return { kind, name, like: values.like };
    }
    throw new UserError(
      [
        problem(
          'npm run new --',
          '"service" or "environment", and a name',
          new Unquoted(positionals.join(' ') || 'none'),
        ),
      ],
      USAGE,
    );
  } catch (error) {
    throw error instanceof TypeError ? new UserError([error.message], USAGE) : error;
  }
}
