import { parseArgs } from 'node:util';
import type { Exception } from '../checker/suppression';
import { problem } from '../checker/problem';
import { Bundle, type Declared } from '../checker/bundle/bundle';
import { check } from '../checker/check';
import { environmentsOf, readBundle } from './bundle-files';
import { type Format, type Located, report } from './report';

/** What is known of the cluster that a path is for. */
export interface Known {
  readonly declared: Declared;
  readonly exceptions?: readonly Exception[] | undefined;
}

/** What to print, and how to exit: 0 clean, 1 findings, 2 something could not be read. */
export interface Outcome {
  readonly lines: readonly string[];
  readonly status: 0 | 1 | 2;
}

const USAGE = 'usage: npm run verify -- [path…] [--format human|json|github]';

const HELP = `${USAGE}

Holds Kubernetes manifests to the rules of docs/rules.md, whoever wrote them. Each path is one environment: a YAML or JSON
file, or a folder with all below it. A folder that holds folders and nothing else is one environment for each of them,
as dist is. Without a path, dist is checked.

  --format  human (the default), json, or github for annotations (the default in GitHub Actions)
  --help    this text

Exit code 0: no findings, 1: findings, 2: something could not be read.`;

/** Holds manifests to the rules, whoever wrote them: `path… [--format human|json|github]`. */
export function verify(
  argv: readonly string[],
  /** The folders that are checked if no path is given: those that `npm run synth` writes. */
  written: readonly string[],
  format: Format,
  known: (target: string) => Known | undefined,
): Outcome {
  const options = parse(argv, format);
  if ('outcome' in options) return options.outcome;

  const findings: Located[] = [];
  const unreadable: string[] = [];
  const targets = options.targets.length > 0 ? options.targets.flatMap(environmentsOf) : written;
  for (const target of targets) {
    const files = readBundle(target, written);
    unreadable.push(...files.unreadable);
    const { declared, exceptions } = known(target) ?? {};
    const { violations } = check(new Bundle([...files.places.keys()], declared), exceptions);
    for (const violation of violations) {
      findings.push({ violation, ...(files.places.get(violation.object) ?? { file: target, line: 1 }) });
    }
  }
  findings.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
  const lines = report(options.format, findings, unreadable, targets.length);
  return { lines, status: unreadable.length > 0 ? 2 : findings.length > 0 ? 1 : 0 };
}

const isFormat = (format: string): format is Format => ['human', 'json', 'github'].includes(format);

function parse(
  argv: readonly string[],
  preset: Format,
): { readonly targets: readonly string[]; readonly format: Format } | { readonly outcome: Outcome } {
  try {
    const options = { format: { type: 'string', default: preset }, help: { type: 'boolean', short: 'h' } } as const;
    const { positionals, values } = parseArgs({ args: [...argv], allowPositionals: true, options });
    if (values.help) return { outcome: { lines: [HELP], status: 0 } };
    if (isFormat(values.format)) return { targets: positionals, format: values.format };
    return { outcome: { lines: [problem('--format', 'human, json or github', values.format)], status: 2 } };
  } catch (error) {
    return { outcome: { lines: [(error as Error).message, USAGE], status: 2 } };
  }
}
