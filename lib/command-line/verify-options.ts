import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../checker/kubernetes/kubernetes-version';
import { nearest, problem } from '../checker/problem';
import { RULES } from '../checker/rules/index';
import { parsed } from './arguments';
import { FORMAT_NAMES, type Format } from './report/formats';
import type { Invocation, Outcome } from './run';

const HELP = `
Checks Kubernetes manifests from anywhere against the rules of docs/rules.md. Each path is one environment: a YAML or
JSON file, a folder with all files below, or - for standard input. If a folder holds subfolders only, as dist does, each
subfolder is one environment. Without a path, the environments of verify.yaml are checked, or else dist.

  --format FORMAT        human (the default), json, github (the default in GitHub Actions), sarif or markdown
  --kubernetes VERSION   the oldest version of the clusters
  --config FILE          the settings, verify.yaml by default
  --assume               write the unknown things of this run into the settings: they exist
  --since REF            report the findings alone that a commit, a branch or a tag of git does not have
  --baseline FILE        report new findings alone: those that are not in the file
  --write-baseline FILE  write the findings of this run into the file
  --picture FILE.svg     draw who talks to whom in one environment, a large one by its namespaces: FILE-<namespace>.svg
  --explain RULE         what a rule is for, with a finding of the rule
  --help                 this text

Exit code 0: no findings, or unknown things alone; 1: findings; 2: a file or an option could not be read.`;

/** The options of a run. */
export interface Options {
  readonly targets: readonly string[];
  readonly format: Format;
  readonly kubernetes: KubernetesVersion | undefined;
  readonly config: string | undefined;
  readonly assume: boolean;
  readonly since: string | undefined;
  readonly baseline: string | undefined;
  readonly newBaseline: string | undefined;
  readonly picture: string | undefined;
}

/** The options of a command line, or the outcome of one that asks for a text or has a mistake. */
export function optionsOf({ argv, env }: Invocation, command: string): Options | Outcome {
  const usage = `usage: ${command} [path…] [option…]`;
  try {
    const { positionals, values } = parsed(argv, {
      format: { type: 'string', default: env.GITHUB_ACTIONS === 'true' ? 'github' : 'human' },
      kubernetes: { type: 'string' },
      config: { type: 'string' },
      assume: { type: 'boolean', default: false },
      since: { type: 'string' },
      baseline: { type: 'string' },
      'write-baseline': { type: 'string' },
      picture: { type: 'string' },
      explain: { type: 'string' },
      help: { type: 'boolean', short: 'h' },
    });
    if (values.help) return { lines: [usage, ...HELP.split('\n')], status: 0 };
    if (values.explain !== undefined) return explanation(values.explain);
    const format = FORMAT_NAMES.find((name) => name === values.format);
    const kubernetes = KUBERNETES_VERSIONS.find((version) => version === values.kubernetes);
    if (format === undefined) return mistaken('--format', FORMAT_NAMES, values.format);
    if (values.kubernetes !== undefined && kubernetes === undefined) {
      return mistaken('--kubernetes', KUBERNETES_VERSIONS, values.kubernetes);
    }
    const { config, assume, since, baseline, 'write-baseline': newBaseline, picture } = values;
    if (picture !== undefined && !picture.endsWith('.svg')) {
      return { lines: [problem('--picture', 'a file whose name ends in .svg', picture)], status: 2 };
    }
    return { targets: positionals, format, kubernetes, config, assume, since, baseline, newBaseline, picture };
  } catch (error) {
    return { lines: [(error as Error).message, usage], status: 2 };
  }
}

/** The text of `--explain`. */
function explanation(id: string): Outcome {
  const rule = RULES.find((each) => each.id === id);
  const near = nearest(
    id,
    RULES.map((each) => each.id),
  );
  if (rule === undefined) {
    const hint = near === undefined ? '' : `; did you mean "${near}"?`;
    return { lines: [`${problem('--explain', 'a rule of docs/rules.md', id)}${hint}`], status: 2 };
  }
  const { answer, why, example } = rule;
  const asked =
    answer === 'opinion' ? ['', `Asked of other manifests where verify.yaml says: rules: { ${id}: risk }`] : [];
  const sentence = `${why.charAt(0).toUpperCase()}${why.slice(1)}.`;
  return { lines: [`${id} (${answer})`, '', sentence, ...asked, '', example], status: 0 };
}

function mistaken(option: string, known: readonly string[], received: string): Outcome {
  return { lines: [problem(option, `${known.slice(0, -1).join(', ')} or ${known.at(-1)}`, received)], status: 2 };
}
