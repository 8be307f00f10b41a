import path from 'node:path';
import type { Chart } from 'cdk8s';
import { Comparison, inShort } from '../changes';
import { Bundle } from '../checker/bundle/bundle';
import { check, sentence, suppressionLine, suppressionProblems, type Verdict } from '../checker/check';
import { lessClosedLine } from '../checker/known-cluster';
import { identity, type Manifest } from '../checker/manifest/manifest';
import { parseManifests } from '../checker/manifest/yaml-reader';
import { problem, Unquoted } from '../checker/problem';
import { RULES_BY_SUBJECT } from '../checker/rules/index';
import { knownCluster, needs } from './cluster-needs';
import { Dist } from './dist';
import type { Environment } from './environment';
import { changedFiles, type Folder, readFolder } from './folder';
import { firstLine } from './generated';
import { chartProblems, manifestsOf, manifestsOfKinds } from './manifests';
import { CLAIMING_KINDS, SharedNames } from './shared-names';
import { unreadable } from './unreadable';
import { UserError } from './user-error';
import { toYaml } from './yaml-writer';

/** Returns the YAML text of each file of one environment. */
export function toFolder(files: ReadonlyMap<string, readonly Manifest[]>): Folder {
  return new Map([...files].map(([file, manifests]) => [file, `${firstLine(file)}\n${toYaml(manifests)}`]));
}

/** The result of an environment. */
interface Outcome {
  readonly folder: Folder;
  readonly needs: readonly string[];
  readonly verdict: Verdict;
  /** The used suppressions, and the namespaces that are less closed on purpose. */
  readonly exceptions: readonly string[];
  /** The files that differ from the last written files. */
  readonly changed: readonly string[];
  /** The line of the environment. */
  readonly summary: string;
  /** The last written manifests and the new ones. Undefined without a change, and for a new environment. */
  readonly comparison: Comparison | undefined;
}

/** The path from charts to dist. `add` checks an environment; `write` writes every environment, or nothing. */
export class Synthesis {
  private readonly dist: Dist;
  private readonly added: string[] = [];
  private readonly problems: string[] = [];
  private readonly sharedNames = new SharedNames();
  private readonly outcomes = new Map<string, Outcome>();

  constructor(
    /** The folder of the manifests, such as "dist". */
    private readonly outdir: string,
    /** The names of all environments. A run of all environments replaces the whole folder. */
    private readonly all: readonly string[],
    /** The words that start the program in a shell. */
    private readonly command = 'npm run synth --',
  ) {
    this.dist = new Dist(outdir);
  }

  /** Adds problems that no manifest shows. */
  refuse(problems: readonly string[]): void {
    this.problems.push(...problems);
  }

  /** Notes the hosts, namespaces and store entries of an environment that the run leaves as the environment is. */
  reserve(name: string, environment: Environment, charts: Readonly<Record<string, Chart>>): void {
    if (chartProblems(charts).length > 0) return;
    this.sharedNames.add(name, manifestsOfKinds(charts, CLAIMING_KINDS), environment.name);
  }

  /** Checks the manifests of an environment against the rules and against the last written manifests. */
  add(name: string, environment: Environment, charts: Readonly<Record<string, Chart>>): void {
    this.added.push(name);
    const refused = chartProblems(charts);
    this.problems.push(...refused.map((problem) => `${name}/${problem}`));
    if (refused.length > 0) return;

    const files = manifestsOf(charts);
    const folder = toFolder(files);
    const manifests = [...files.values()].flat();
    for (const [file, text] of folder) {
      this.problems.push(...unreadable(files.get(file) ?? [], text).map((problem) => `${name}: ${problem}`));
    }
    this.problems.push(...this.sharedNames.add(name, manifests, environment.name));
    const cluster = knownCluster(environment, charts);
    const before = readFolder(path.join(this.outdir, name));
    const changed = changedFiles(before, folder);
    const previous = changed.length > 0 ? this.parse(name, before, changed, files) : [];
    const comparison = previous.length > 0 ? new Comparison(previous, manifests, cluster) : undefined;
    const bundle = comparison?.after ?? new Bundle(manifests, cluster);
    const verdict = check(bundle, environment.suppressions);
    this.problems.push(...verdict.stopped.map((problem) => `${name}: ${problem}`));
    this.problems.push(...verdict.findings.map((finding) => `${name}: ${sentence(finding)}`));
    this.problems.push(...suppressionProblems(verdict).map((problem) => `${name}: ${problem}`));
    const what = changed.length === 0 ? 'unchanged' : `changed: ${changed.join(' ')}`;
    const summary = `${name}: ${manifests.length} objects in ${files.size} files, ${what}`;
    const exceptions = [...verdict.used.map(suppressionLine), ...(cluster.lessClosed ?? []).map(lessClosedLine)].map(
      (line) => `${name}: ${line}`,
    );
    // Only a run of a single environment prints the needs.
    const needed = this.outcomes.size === 0 ? needs(charts) : [];
    this.outcomes.set(name, { folder, needs: needed, verdict, exceptions, changed, summary, comparison });
  }

  /** The added environments with changes, each with its last written manifests and its new ones. */
  get comparisons(): { readonly name: string; readonly comparison: Comparison }[] {
    return [...this.outcomes].flatMap(([name, { comparison }]) => (comparison ? [{ name, comparison }] : []));
  }

  /** Throws a UserError with every problem of every environment. */
  check(): void {
    const problems = [...this.problems, ...this.dist.strangers(this.all, this.added)];
    if (problems.length > 0) throw new UserError(problems, this.hint());
    if (this.outcomes.size === 0) {
      throw new UserError([problem('environments', 'at least one environment', new Unquoted('none'))]);
    }
  }

  /**
   * Writes the added environments. Returns the lines to print: the exceptions, the Secrets that the cluster must hold
   * (for a single environment only), a line for each environment with the changed files, and a line for each
   * consequence of the change. Throws a UserError with every problem of every environment.
   */
  write(): { readonly lines: readonly string[]; readonly status: 0 } {
    this.check();
    const outcomes = [...this.outcomes];
    const folders = new Map(outcomes.map(([name, { folder }]) => [name, folder]));
    const complete = this.all.every((name) => folders.has(name));
    // Without a change nothing is written, so the files keep their times.
    const changed = outcomes.some(([, outcome]) => outcome.changed.length > 0);
    if (changed && complete) this.dist.replaceAll(folders);
    else if (changed) for (const [name, folder] of folders) this.dist.replace(name, folder);

    const needed = outcomes.length === 1 ? outcomes.flatMap(([, outcome]) => outcome.needs) : [];
    const lines = [
      ...outcomes.flatMap(([, { exceptions }]) => exceptions),
      ...needed.map((need) => `needs ${need}`),
      ...outcomes.map(([, { summary }]) => summary),
      ...inShort(this.comparisons),
    ];
    return { lines, status: 0 };
  }

  /** The command that accepts intended updates, for the first environment with refused updates. */
  private hint(): string | undefined {
    const updates = RULES_BY_SUBJECT.updates.map(({ id }): string => id);
    for (const [name, { verdict }] of this.outcomes) {
      const meant = verdict.findings.filter(({ rule }) => updates.includes(rule));
      const accepted = new Set(meant.map(({ rule, object }) => `--accept '${rule} ${identity(object)}: your reason'`));
      if (accepted.size === 0) continue;
      return `to accept an intended change: ${this.command} ${name} ${[...accepted].join(' ')}`;
    }
    return undefined;
  }

  /** The last written manifests. An edit or a merge conflict may have damaged a file. */
  private parse(
    name: string,
    folder: Folder,
    changed: readonly string[],
    current: ReadonlyMap<string, readonly Manifest[]>,
  ): Manifest[] {
    return [...folder].flatMap(([file, text]) => {
      // Parsing unchanged files would be the slowest step of a small change.
      if (!changed.includes(file)) return current.get(file) ?? [];
      try {
        return parseManifests(text).map(({ manifest }) => manifest);
      } catch (error) {
        const place = path.join(this.outdir, name, file);
        const what = (error as Error).message.split('\n')[0];
        this.problems.push(
          `${place}: expected the manifests of the last run, received ${what}; restore or remove the file`,
        );
        return [];
      }
    });
  }
}
