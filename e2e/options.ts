import { UserError } from '../lib';
import { problem, Unquoted, unknownWord } from '../lib/checker/problem';
import { parsed } from '../lib/command-line/arguments';

const USAGE = 'usage: npm run e2e -- --context NAME --environment NAME [--tag system=tag]… [--report FILE]';

export const HELP = `${USAGE}

Runs an environment on a cluster that holds nothing of the environment, and says what held. Needs kubectl.

  --context      a context of the kubeconfig; there is no default
  --environment  an environment of the program; passwords that the program does not know are made for the run
  --tag          the tag that the image change goes to, and comes back from: --tag board-api=next
  --rounds       the number of rolling updates of each service, 1 or more (default 1)
  --probe-image  an image with sh and curl for the pods that ask (default curlimages/curl:8.16.0)
  --any-context  also take a context whose name does not look like a test's
  --report       write FILE.md and FILE.json
  --help         this text

Exit code 0: all held, 1: a step failed or the command line was refused. What was applied stays.`;

export interface Options {
  readonly context: string;
  readonly environment: string;
  /** Tags by system. */
  readonly tags: ReadonlyMap<string, string>;
  readonly rounds: number;
  readonly probeImage: string;
  readonly report: string | undefined;
}

/** Names that tools give to the clusters of one developer, and names that say that they are for tests. */
const OF_A_TEST =
  /^(k3d-|kind-|minikube$|docker-desktop$|rancher-desktop$|orbstack$|colima)|(^|[^a-z])(test|e2e)([^a-z]|$)/;

/** Returns the options of a command line, `undefined` for `--help`. Throws a UserError with every problem. */
export function parseOptions(argv: readonly string[], environments: readonly string[]): Options | undefined {
  const { values, positionals } = parse(argv);
  if (values.help) return undefined;
  const { context = '', environment = '' } = values;
  const rounds = Number(values.rounds);
  const tags = values.tag.map((each) => /^([^=]+)=(.+)$/.exec(each));
  const problems = [
    ...positionals.map((word) => problem('e2e', 'options alone', word)),
    ...(context === '' ? [problem('--context', 'a context of the kubeconfig', new Unquoted('none'))] : []),
    ...(context !== '' && !values['any-context'] && !OF_A_TEST.test(context)
      ? [problem('--context', 'the name of a test cluster, such as "k3d-wealist", or --any-context beside it', context)]
      : []),
    ...(environments.includes(environment)
      ? []
      : [
          environment === ''
            ? problem('--environment', `one of ${environments.join(', ')}`, new Unquoted('none'))
            : unknownWord('--environment', environments, environment),
        ]),
    ...(Number.isInteger(rounds) && rounds > 0
      ? []
      : [problem('--rounds', 'a whole number of at least 1', values.rounds)]),
    ...values.tag
      .filter((_, index) => !tags[index])
      .map((each) => problem('--tag', 'system=tag, such as board-api=next', each)),
  ];
  if (problems.length > 0) throw new UserError(problems, USAGE);
  return {
    context,
    environment,
    tags: new Map(tags.map((match) => [match?.[1] ?? '', match?.[2] ?? ''])),
    rounds,
    probeImage: values['probe-image'],
    report: values.report,
  };
}

function parse(argv: readonly string[]) {
  try {
    return parsed(argv, {
      context: { type: 'string' },
      environment: { type: 'string' },
      tag: { type: 'string', multiple: true, default: [] },
      rounds: { type: 'string', default: '1' },
      'probe-image': { type: 'string', default: 'curlimages/curl:8.16.0' },
      'any-context': { type: 'boolean', default: false },
      report: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    });
  } catch (error) {
    throw new UserError([(error as Error).message], USAGE);
  }
}
