import path from 'node:path';
import type { Chart } from 'cdk8s';
import { Bundle } from '../checker/bundle/bundle';
import { check, sentence, suppressionLine, suppressionProblems, type Verdict } from '../checker/check';
import { identity, type Manifest } from '../checker/manifest/manifest';
import { parseManifests } from '../checker/manifest/yaml-reader';
import { RULES_BY_SUBJECT } from '../checker/rules/index';
import { knownCluster, needs } from './cluster-needs';
import { Dist } from './dist';
import type { Environment } from './environment';
import { changedFiles, type Folder, readFolder } from './folder';
import { firstLine } from './generated';
import { goneObjects } from './gone';
import { manifestsOf, problemsOf } from './manifests';
import { unreadable } from './unreadable';
import { UserError } from './user-error';
import { toYaml } from './yaml-writer';

/** The texts of the files of one environment. */
export function toFolder(files: ReadonlyMap<string, readonly Manifest[]>): Folder {
  return new Map([...files].map(([file, manifests]) => [file, `${firstLine(file)}\n${toYaml(manifests)}`]));
}

/** What became of an environment. */
interface Outcome {
  readonly folder: Folder;
  readonly needs: readonly string[];
  readonly verdict: Verdict;
  /** The files that are not what they were. */
  readonly changed: readonly string[];
  /** A line about it, and one for each object that is gone. */
  readonly summary: readonly string[];
}

/**
 * The path from charts to dist: environments are added, each is checked, and only when all of them hold is anything
 * written.
 */
export class Synthesis {
  private readonly dist: Dist;
  private readonly added: string[] = [];
  private readonly problems: string[] = [];
  private readonly outcomes = new Map<string, Outcome>();

  constructor(
    private readonly outdir: string,
    /** The names of all environments: once all of them have been added, dist holds them and nothing else. */
    private readonly all: readonly string[],
  ) {
    this.dist = new Dist(outdir);
  }

  add(name: string, environment: Environment, charts: Readonly<Record<string, Chart>>): void {
    this.added.push(name);
    const roots = new Set(Object.values(charts).map(({ node }) => node.root));
    const refused = [...roots].flatMap(problemsOf);
    this.problems.push(...refused.map((problem) => `${name}/${problem}`));
    if (refused.length > 0) return;

    const files = manifestsOf(charts);
    const folder = toFolder(files);
    const manifests = [...files.values()].flat();
    for (const [file, text] of folder) {
      this.problems.push(...unreadable(files.get(file) ?? [], text).map((problem) => `${name}: ${problem}`));
    }
    const cluster = knownCluster(environment, charts);
    const before = readFolder(path.join(this.outdir, name));
    const changed = changedFiles(before, folder);
    const previous = changed.length > 0 ? this.parse(name, before, changed, files) : undefined;
    const bundle = new Bundle(manifests, cluster, previous);
    const verdict = check(bundle, environment.suppressions);
    this.problems.push(...verdict.findings.map((finding) => `${name}: ${sentence(finding)}`));
    this.problems.push(...suppressionProblems(verdict).map((problem) => `${name}: ${problem}`));
    const what = changed.length === 0 ? 'unchanged' : `changed: ${changed.join(' ')}`;
    const summary = [`${manifests.length} objects in ${files.size} files, ${what}`, ...goneObjects(bundle)];
    // Printed where there is but one.
    const needed = this.outcomes.size === 0 ? needs(charts) : [];
    this.outcomes.set(name, {
      folder,
      needs: needed,
      verdict,
      changed,
      summary: summary.map((line) => `${name}: ${line}`),
    });
  }

  /**
   * Writes what was added, and says so: a line for each environment with its objects and the files that changed, and one
   * for each object that is gone, after the suppressions that were made and, where there is only one environment, the
   * Secrets that its cluster must hold.
   * Throws a UserError that lists every problem of every environment.
   */
  write(): { readonly lines: readonly string[]; readonly status: 0 } {
    const problems = [...this.problems, ...this.dist.strangers(this.all, this.added)];
    if (problems.length > 0) throw new UserError(problems, this.hint());
    const outcomes = [...this.outcomes];
    const folders = new Map(outcomes.map(([name, { folder }]) => [name, folder]));
    const complete = this.all.every((name) => folders.has(name));
    if (folders.size === 0) throw new UserError(['environments: expected at least one, received none']);
    // What is there already stays as it is, down to the times of its files.
    const changed = outcomes.some(([, outcome]) => outcome.changed.length > 0);
    if (changed && complete) this.dist.replaceAll(folders);
    else if (changed) for (const [name, folder] of folders) this.dist.replace(name, folder);

    const needed = outcomes.length === 1 ? outcomes.flatMap(([, outcome]) => outcome.needs) : [];
    const lines = [
      ...outcomes.flatMap(([name, { verdict }]) => verdict.used.map((each) => `${name}: ${suppressionLine(each)}`)),
      ...needed.map((need) => `needs ${need}`),
      ...outcomes.flatMap(([, { summary }]) => summary),
    ];
    return { lines, status: 0 };
  }

  /** How to go on with updates that are meant: a command for the first environment that has some. */
  private hint(): string | undefined {
    const updates = RULES_BY_SUBJECT.updates.map(({ id }): string => id);
    for (const [name, { verdict }] of this.outcomes) {
      const meant = verdict.findings.filter(({ rule }) => updates.includes(rule));
      const accepted = new Set(meant.map(({ rule, object }) => `--accept '${rule} ${identity(object)}: your reason'`));
      if (accepted.size === 0) continue;
      return `if that is meant, accept it: npm run synth -- ${name} ${[...accepted].join(' ')}`;
    }
    return undefined;
  }

  /** What was written before. Somebody may have edited it, or left the marks of a merge in it. */
  private parse(
    name: string,
    folder: Folder,
    changed: readonly string[],
    current: ReadonlyMap<string, readonly Manifest[]>,
  ): Manifest[] {
    return [...folder].flatMap(([file, text]) => {
      // To read what has just been written in the same words would be the most expensive part of a small change.
      if (!changed.includes(file)) return current.get(file) ?? [];
      try {
        return parseManifests(text).map(({ manifest }) => manifest);
      } catch (error) {
        const place = path.join(this.outdir, name, file);
        const what = (error as Error).message.split('\n')[0];
        this.problems.push(
          `${place}: expected the manifests that were written last, received ${what}: restore or remove it`,
        );
        return [];
      }
    });
  }
}
