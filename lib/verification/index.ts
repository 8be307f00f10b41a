import { parseArgs } from 'node:util';
import type { Exception } from '../primitives/exception';
import { problem } from '../primitives/problem';
import { Bundle, type Declared } from '../rules/bundle';
import { check } from '../rules/verdict';
import { readBundle } from './bundle-files';
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

/**
 * Holds manifests to the rules, whoever wrote them: `path… [--format human|json|github]`. Each path is one environment,
 * a file or a folder with all below it.
 */
export function verify(
  argv: readonly string[],
  defaults: readonly string[],
  format: Format,
  known: (target: string) => Known | undefined,
): Outcome {
  const options = parse(argv, format);
  if ('sentence' in options) return { lines: [options.sentence], status: 2 };

  const findings: Located[] = [];
  const unreadable: string[] = [];
  for (const target of options.targets.length > 0 ? options.targets : defaults) {
    const files = readBundle(target);
    unreadable.push(...files.unreadable);
    const { declared, exceptions } = known(target) ?? {};
    const { violations } = check(new Bundle([...files.places.keys()], declared), exceptions);
    for (const violation of violations) {
      findings.push({ violation, ...(files.places.get(violation.object) ?? { file: target, line: 1 }) });
    }
  }
  const lines = report(options.format, findings, unreadable);
  return { lines, status: unreadable.length > 0 ? 2 : findings.length > 0 ? 1 : 0 };
}

const isFormat = (format: string): format is Format => ['human', 'json', 'github'].includes(format);

function parse(argv: readonly string[], preset: Format) {
  try {
    const options = { format: { type: 'string', default: preset } } as const;
    const { positionals, values } = parseArgs({ args: [...argv], allowPositionals: true, options });
    if (!isFormat(values.format)) return { sentence: problem('--format', 'human, json or github', values.format) };
    return { targets: positionals, format: values.format };
  } catch (error) {
    return { sentence: `${(error as Error).message}\nusage: npm run verify -- [path…] [--format human|json|github]` };
  }
}
