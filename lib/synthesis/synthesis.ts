import path from 'node:path';
import type { Chart } from 'cdk8s';
import { Comparison, inShort } from '../changes';
import { Bundle } from '../checker/bundle/bundle';
import { check, sentence, suppressionLine, suppressionProblems, type Verdict } from '../checker/check';
import { lessClosedLine } from '../checker/known-cluster';
import { identity } from '../checker/manifest/manifest';
import { problem, Unquoted } from '../checker/problem';
import { RULES_BY_SUBJECT } from '../checker/rules/index';
import { knownCluster, needs } from './cluster-needs';
import { deliveryFiles, deliveryProblems, protectedFiles } from './delivery';
import { Dist } from './dist';
import type { Environment } from './environment';
import { GitOpsFolders } from './gitops-folders';
import { KeptVerdicts, type VerdictKeeper } from './kept-verdicts';
import { chartProblems, manifestsOf, manifestsOfKinds } from './manifests';
import { RenderedFolder } from './rendered-folder';
import { CLAIMING_KINDS, SharedNames } from './shared-names';
import { UserError } from './user-error';

/** The result of an environment. */
interface Outcome {
  readonly folder: RenderedFolder;
  readonly needs: readonly string[];
  readonly verdict: Verdict;
  /** The used suppressions, and the namespaces that are less closed on purpose. */
  readonly exceptions: readonly string[];
  /** The line of the environment. */
  readonly summary: string;
  /** The last written manifests and the new ones. Undefined without a change, and for a new environment. */
  readonly comparison: Comparison | undefined;
}

/** The path from charts to dist. `add` checks an environment; `write` writes every environment, or nothing. */
export class Synthesis {
  private readonly dist: Dist;
  private readonly gitOps: GitOpsFolders;
  private readonly added: string[] = [];
  private readonly problems: string[] = [];
  private readonly sharedNames = new SharedNames();
  private readonly outcomes = new Map<string, Outcome>();
  private readonly verdicts: KeptVerdicts;

  constructor(
    /** The folder of the manifests, such as "dist". */
    private readonly outdir: string,
    /** The names of all environments. A run of all environments replaces the whole folder. */
    private readonly all: readonly string[],
    /** The words that start the program in a shell. */
    private readonly command = 'npm run synth --',
    /** The place of verdicts between runs. @default each run judges each environment */
    keeper?: VerdictKeeper,
  ) {
    this.verdicts = new KeptVerdicts(keeper);
    this.dist = new Dist(outdir);
    this.gitOps = new GitOpsFolders(outdir);
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
    const refused = chartProblems(charts).map((problem) => `${name}/${problem}`);
    refused.push(...deliveryProblems(name, environment).map((problem) => `${name}: ${problem}`));
    this.problems.push(...refused);
    if (refused.length > 0) return;

    const files = protectedFiles(manifestsOf(charts), environment.delivery);
    const folder = new RenderedFolder(path.join(this.outdir, name), name, files);
    const gitOps = this.gitOps.add(name, deliveryFiles(name, environment, files));
    const folders = [folder, ...(gitOps ? [gitOps] : [])];
    const manifests = folders.flatMap((each) => each.manifests);
    const unreadable = folders.flatMap((each) => each.unreadable);
    this.problems.push(...unreadable.map((problem) => `${name}: ${problem}`));
    this.problems.push(...this.sharedNames.add(name, manifests, environment.name));
    const cluster = knownCluster(environment, charts);
    const changed = [...folder.changed, ...(gitOps?.changed ?? []).map((file) => `gitops/${file}`)];
    const previous = changed.length > 0 ? folders.flatMap((each) => each.previous(this.problems)) : [];
    const comparison = previous.length > 0 ? new Comparison(previous, manifests, cluster) : undefined;
    const suppressions = environment.suppressions ?? [];
    const verdict = this.verdicts.of(folders, cluster, suppressions, () => {
      return check(comparison?.after ?? new Bundle(manifests, cluster), suppressions);
    });
    this.problems.push(...verdict.stopped.map((problem) => `${name}: ${problem}`));
    this.problems.push(...verdict.findings.map((finding) => `${name}: ${sentence(finding)}`));
    this.problems.push(...suppressionProblems(verdict).map((problem) => `${name}: ${problem}`));
    const what = changed.length === 0 ? 'unchanged' : `changed: ${changed.join(' ')}`;
    const count = folders.reduce((sum, { texts }) => sum + texts.size, 0);
    const summary = `${name}: ${manifests.length} objects in ${count} files, ${what}`;
    const exceptions = [...verdict.used.map(suppressionLine), ...(cluster.lessClosed ?? []).map(lessClosedLine)].map(
      (line) => `${name}: ${line}`,
    );
    // Only a run of a single environment prints the needs.
    const needed = this.outcomes.size === 0 ? needs(charts) : [];
    this.outcomes.set(name, { folder, needs: needed, verdict, exceptions, summary, comparison });
  }

  /** The added environments with changes, each with its last written manifests and its new ones. */
  get comparisons(): { readonly name: string; readonly comparison: Comparison }[] {
    return [...this.outcomes].flatMap(([name, { comparison }]) => (comparison ? [{ name, comparison }] : []));
  }

  /** Throws a UserError with every problem of every environment. */
  check(): void {
    const strangers = [this.dist, this.gitOps].flatMap((each) => each.strangers(this.all, this.added));
    const problems = [...this.problems, ...strangers];
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
  write(): string[] {
    this.check();
    const outcomes = [...this.outcomes];
    const complete = this.all.every((name) => this.outcomes.has(name));
    this.dist.write(new Map(outcomes.map(([name, { folder }]) => [name, folder])), complete);
    this.gitOps.write(complete);
    this.verdicts.write();

    const needed = outcomes.length === 1 ? outcomes.flatMap(([, outcome]) => outcome.needs) : [];
    return [
      ...outcomes.flatMap(([, { exceptions }]) => exceptions),
      ...needed.map((need) => `needs ${need}`),
      ...outcomes.map(([, { summary }]) => summary),
      ...inShort(this.comparisons),
    ];
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
}
