import { CONSEQUENCES, compared, rowsOf } from '../changes';
import { nearest, problem, Unquoted } from '../checker/problem';
import { parsed } from './arguments';
import { CHANGES_FORMATS, type ChangesFormat, REPORTS } from './changes-report';
import type { Invocation, Outcome } from './run';
import { readSide } from './sides';

const USAGE = 'usage: npm run changes -- <before> [after] [--format human|markdown|json|github] [--fail-on class,…]';

const HELP = `${USAGE}

Says what a change of manifests leads to, the worst first. Each side is a folder, a file, or a git ref such as
origin/main, with the manifests that dist had there. If a folder holds subfolders only, as dist does, each subfolder is
one environment. Without a second side, dist is compared.

  --format   human (the default), markdown for a pull request, json, or github for annotations
  --fail-on  exit with 1 if there is a consequence of these classes: ${CONSEQUENCES.map(({ id }) => id).join(', ')}
  --help     this text

Exit code 0: compared, 1: a consequence of --fail-on, 2: a file or an option could not be read.`;

/** Says what a change of manifests leads to: `<before> [after] [--fail-on class,…]`. */
export function changes({ argv, outdir, env }: Invocation): Outcome {
  const options = parse(argv);
  if ('lines' in options) return options;
  const { before, after = outdir, format, failOn } = options;
  const [old, current] = [readSide('before', before, outdir), readSide('after', after, outdir)];
  const unreadable = [...old.unreadable, ...current.unreadable];
  if (unreadable.length > 0) return { lines: unreadable, status: 2 };
  const rows = rowsOf(compared(old.environments, current.environments));
  const failing = rows.some(({ consequence }) => failOn.includes(consequence.id));
  return { lines: REPORTS[format]({ rows, failOn, places: current.places, env }), status: failing ? 1 : 0 };
}

interface Options {
  readonly before: string;
  readonly after: string | undefined;
  readonly format: ChangesFormat;
  readonly failOn: readonly string[];
}

function parse(argv: readonly string[]): Options | Outcome {
  try {
    const options = {
      format: { type: 'string', default: 'human' },
      'fail-on': { type: 'string', default: '' },
      help: { type: 'boolean', short: 'h' },
    } as const;
    const { positionals, values } = parsed(argv, options);
    if (values.help) return { lines: [HELP], status: 0 };
    const [before, after, ...others] = positionals;
    if (before === undefined || others.length > 0) {
      const received = new Unquoted(positionals.join(' ') || 'none');
      return {
        lines: [problem('changes', 'one or two folders, files or git refs, such as "origin/main"', received), USAGE],
        status: 2,
      };
    }
    const failOn = values['fail-on'].split(',').filter((id) => id !== '');
    const format = CHANGES_FORMATS.find((each) => each === values.format);
    const expected = 'human, markdown, json or github';
    const problems = [
      ...(format === undefined ? [problem('--format', expected, values.format)] : []),
      ...failOn.flatMap(classProblem),
    ];
    if (format === undefined || problems.length > 0) return { lines: problems, status: 2 };
    return { before, after, format, failOn };
  } catch (error) {
    return { lines: [(error as Error).message, USAGE], status: 2 };
  }
}

function classProblem(received: string): string[] {
  const ids = CONSEQUENCES.map(({ id }) => id);
  if (ids.includes(received)) return [];
  const near = nearest(received, ids);
  return [
    `${problem('--fail-on', `some of ${ids.join(', ')}`, received)}${near === undefined ? '' : `; did you mean "${near}"?`}`,
  ];
}
