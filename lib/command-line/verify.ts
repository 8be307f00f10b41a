import path from 'node:path';
import { parseArgs } from 'node:util';
import type { Chart } from 'cdk8s';
import { Bundle } from '../checker/bundle/bundle';
import { check } from '../checker/check';
import { problem } from '../checker/problem';
import { knownCluster } from '../synthesis/cluster-needs';
import type { Environment } from '../synthesis/environment';
import { environmentsOf, readBundle } from './bundle-files';
import { type Format, type Located, report } from './report';
import type { Invocation, Outcome } from './run';

const USAGE = 'usage: npm run verify -- [path…] [--format human|json|github]';

const HELP = `${USAGE}

Checks Kubernetes manifests from anywhere against the rules of docs/rules.md. Each path is one environment: a YAML or
JSON file, or a folder with all files below. If a folder holds subfolders only, as dist does, each subfolder is one
environment. Without a path, dist is checked.

  --format  human (the default), json, or github for annotations (the default in GitHub Actions)
  --help    this text

Exit code 0: no findings, 1: findings, 2: a file or an option could not be read.`;

/** An environment of the program itself. The rules compare the manifests with the declarations of the charts. */
interface OwnEnvironment {
  readonly environment: Environment;
  readonly charts: () => Readonly<Record<string, Chart>>;
}

/** Checks manifests from anywhere against the rules: `path… [--format human|json|github]`. */
export class Verification {
  /** The environments of the program, by the folder of the manifests. */
  private readonly own = new Map<string, OwnEnvironment>();

  constructor(private readonly invocation: Invocation) {}

  /** Adds an environment of `npm run synth`. Only a check of the environment's folder assembles the charts. */
  add(name: string, environment: Environment, charts: OwnEnvironment['charts']): void {
    this.own.set(path.join(this.invocation.outdir, name), { environment, charts });
  }

  /** Returns the report and the exit code: 0 without findings, 1 with findings, 2 with an unreadable file or option. */
  outcome(): Outcome {
    const options = parse(this.invocation);
    if ('lines' in options) return options;

    const written = [...this.own.keys()];
    const own = new Map([...this.own].map(([folder, environment]) => [path.resolve(folder), environment]));
    const findings: Located[] = [];
    const unreadable: string[] = [];
    const targets = options.targets.length > 0 ? options.targets.flatMap(environmentsOf) : written;
    for (const target of targets) {
      const files = readBundle(target, written);
      unreadable.push(...files.unreadable);
      const known = own.get(path.resolve(target));
      const cluster = known && knownCluster(known.environment, known.charts());
      const verdict = check(new Bundle([...files.places.keys()], cluster), known?.environment.suppressions);
      unreadable.push(...verdict.stopped);
      for (const finding of verdict.findings) {
        const place = files.places.get(finding.object);
        findings.push({ finding, file: place?.file ?? target, line: place?.lineOf(finding.field) ?? 1 });
      }
    }
    findings.sort((a, b) => (a.file === b.file ? a.line - b.line : a.file < b.file ? -1 : 1));
    const lines = report(options.format, findings, unreadable, targets.length);
    return { lines, status: unreadable.length > 0 ? 2 : findings.length > 0 ? 1 : 0 };
  }
}

const isFormat = (format: string): format is Format => ['human', 'json', 'github'].includes(format);

function parse({ argv, env }: Invocation): { readonly targets: string[]; readonly format: Format } | Outcome {
  const preset: Format = env.GITHUB_ACTIONS === 'true' ? 'github' : 'human';
  try {
    const options = { format: { type: 'string', default: preset }, help: { type: 'boolean', short: 'h' } } as const;
    const { positionals, values } = parseArgs({ args: [...argv], allowPositionals: true, options });
    if (values.help) return { lines: [HELP], status: 0 };
    if (isFormat(values.format)) return { targets: positionals, format: values.format };
    return { lines: [problem('--format', 'human, json or github', values.format)], status: 2 };
  } catch (error) {
    return { lines: [(error as Error).message, USAGE], status: 2 };
  }
}
