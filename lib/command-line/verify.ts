import path from 'node:path';
import { annotatedSuppressions } from '../checker/annotated-suppressions';
import { Bundle } from '../checker/bundle/bundle';
import { check, type RuleFinding, suppressionLine } from '../checker/check';
import { type KnownCluster, type KnownObject, UNKNOWN_CLUSTER } from '../checker/known-cluster';
import { identity, named } from '../checker/manifest/manifest';
import { rememberFile } from '../checker/manifest/origin';
import { problem, Unquoted } from '../checker/problem';
import type { Suppression } from '../checker/suppression';
import { readFolder } from '../synthesis/folder';
import { gitOpsPlace } from '../synthesis/gitops-folders';
import { withoutBaseline, writeBaseline } from './baseline';
import { type BundleFiles, environmentsOf, readBundle } from './bundle-files';
import { changedSince } from './changed-files';
import { reasonOf } from './files-below';
import { draw } from './picture-files';
import { placedIn } from './placed-manifests';
import { counted } from './report/counts';
import { linesOf } from './report/formats';
import type { Located, Report } from './report/report';
import type { Invocation, Outcome } from './run';
import { type Options, optionsOf } from './verify-options';
import { entryOf, readSettings, type Settings, writeAssumptions } from './verify-settings';

/** An environment of the program itself, whose charts declare the cluster. */
export interface OwnEnvironment {
  /** The cluster. Assembling the charts takes time, so only a check of the environment's folder asks. */
  readonly cluster: () => KnownCluster;
  /** @default none */
  readonly suppressions?: readonly Suppression[] | undefined;
}

/** The findings of all environments, before the report. */
interface Collected {
  readonly findings: Located[];
  readonly unknown: RuleFinding[];
  readonly unreadable: string[];
  readonly others: string[];
  readonly notes: string[];
  objects: number;
  /** The pictures of the environment, written later. */
  drawing?: Promise<readonly string[]>;
}

/** Checks manifests from anywhere against the rules. */
export class Verification {
  /** The environments of the program, by the folder of the manifests. */
  private readonly own = new Map<string, OwnEnvironment>();

  constructor(private readonly invocation: Invocation) {}

  /** Adds an environment of `npm run synth`. Its manifests are compared with the declarations of its charts. */
  add(name: string, environment: OwnEnvironment): void {
    this.own.set(path.join(this.invocation.outdir, name), environment);
  }

  /** Returns the report and the exit code: 0 without findings, 1 with findings, 2 with an unreadable file or option. */
  outcome(): Outcome {
    const options = optionsOf(this.invocation);
    if ('lines' in options) return options;
    const file = options.config ?? 'verify.yaml';
    const { settings, problems } = readSettings(file, options.config !== undefined);
    if (problems.length > 0) return { lines: problems, status: 2 };
    try {
      return this.judged(options, settings, file);
    } catch (error) {
      return { lines: [problem('verify', 'files and a repository that can be read', reasonOf(error))], status: 2 };
    }
  }

  private judged(options: Options, settings: Settings, file: string): Outcome {
    const environments = this.environments(options.targets, settings);
    if (options.picture !== undefined && environments.length !== 1) {
      const received = new Unquoted(String(environments.length));
      return { lines: [problem('--picture', 'exactly one environment on the command line', received)], status: 2 };
    }
    const all: Collected = { findings: [], unknown: [], unreadable: [], others: [], notes: [], objects: 0 };
    for (const paths of environments) this.collect(paths, options, settings, file, all);

    const things = thingsOf(all.unknown);
    if (options.assume) writeAssumptions(file, [...settings.assume, ...[...things.values()].map(({ thing }) => thing)]);
    if (options.newBaseline !== undefined) writeBaseline(all.findings, options.newBaseline);
    const isChanged = options.since === undefined ? () => true : changedSince(options.since);
    const changed = all.findings.filter((each) => isChanged(each.file));
    const compared =
      options.baseline === undefined ? { findings: changed, notes: [] } : withoutBaseline(changed, options.baseline);
    const report: Report = {
      findings: options.newBaseline === undefined ? compared.findings : [],
      unknown: options.assume
        ? []
        : [...things.values()].map(({ thing, neededBy }) => ({
            thing: entryOf(thing).replaceAll('"', ''),
            neededBy: [...neededBy],
          })),
      unreadable: all.unreadable,
      others: all.others,
      notes: [
        ...all.notes,
        ...compared.notes,
        ...(options.assume ? [`${counted(things.size, 'thing')} written to ${file}`] : []),
        ...(options.newBaseline === undefined
          ? []
          : [`${counted(all.findings.length, 'finding')} written to ${options.newBaseline}`]),
      ],
      environments: environments.length,
      objects: all.objects,
    };
    const status = report.unreadable.length > 0 ? 2 : report.findings.length > 0 ? 1 : 0;
    return { lines: linesOf(options.format, report), status, ...(all.drawing && { later: all.drawing }) };
  }

  /** The paths of each environment: those of the command line, of the settings, or of the program. */
  private environments(targets: readonly string[], settings: Settings): (readonly string[])[] {
    if (targets.length > 0) return targets.flatMap(environmentsOf).map((target) => [target]);
    if (settings.environments.length > 0) return [...settings.environments];
    const written = [...this.own.keys()];
    return written.length > 0 ? written.map((folder) => [folder]) : environmentsOf('.').map((target) => [target]);
  }

  private collect(
    paths: readonly string[],
    options: Options,
    settings: Settings,
    config: string,
    all: Collected,
  ): void {
    const own = this.ownOf(paths);
    const leftOut = (place: string) => [config, ...settings.leaveOut].some((each) => isBelow(place, each));
    const gitOps = own ? gitOpsOf(paths[0] ?? '') : [];
    const read = [...paths, ...gitOps].map((target) => readBundle(target, [...this.own.keys()], leftOut));
    all.unreadable.push(...read.flatMap(({ unreadable }) => unreadable));
    all.others.push(...read.flatMap(({ others }) => others));
    const places = placedIn(settings.namespace, read);
    const manifests = [...places.keys()];
    for (const [manifest, { file }] of places) rememberFile(manifest, file.split(path.sep).join('/'));
    all.objects += manifests.length;

    const cluster = own?.cluster() ?? foreignCluster(options, settings);
    const annotated = annotatedSuppressions(manifests, this.invocation.today ?? '');
    const suppressions = [...(own?.suppressions ?? []), ...annotated.suppressions];
    const bundle = new Bundle(manifests, cluster);
    const verdict = check(bundle, suppressions);
    const { picture, format } = options;
    if (picture !== undefined) all.drawing = draw(bundle, path.basename(paths[0] ?? ''), picture, format);
    all.unreadable.push(...verdict.stopped);
    all.notes.push(
      ...annotated.problems,
      ...verdict.used.filter((each) => annotated.suppressions.includes(each)).map(suppressionLine),
    );
    all.notes.push(
      ...verdict.unused
        .filter((each) => annotated.suppressions.includes(each))
        .map(({ rule, object }) =>
          problem(`${object}: verify/ignore.${rule}`, 'a finding to suppress', new Unquoted('none')),
        ),
    );
    const position = new Map(manifests.map((manifest, index) => [manifest, index]));
    const ordered = [...verdict.findings].sort((a, b) => (position.get(a.object) ?? 0) - (position.get(b.object) ?? 0));
    for (const finding of ordered) {
      const weight = settings.rules.get(finding.rule);
      if (weight === 'off') continue;
      if (finding.answer === 'unknown') all.unknown.push(finding);
      else all.findings.push(located(weight ? { ...finding, answer: weight } : finding, places, paths));
    }
  }

  private ownOf(paths: readonly string[]): OwnEnvironment | undefined {
    const [target, ...others] = paths;
    if (target === undefined || others.length > 0) return undefined;
    const found = [...this.own].find(([folder]) => path.resolve(folder) === path.resolve(target));
    return found?.[1];
  }
}

/** The folder with the GitOps objects of an environment of dist, if there is one. */
function gitOpsOf(folder: string): string[] {
  const place = path.join(gitOpsPlace(path.dirname(folder)), path.basename(folder));
  return readFolder(place).size > 0 ? [place] : [];
}

function foreignCluster({ kubernetes }: Options, settings: Settings): KnownCluster {
  const { assume } = settings;
  return {
    ...UNKNOWN_CLUSTER,
    kubernetes: kubernetes ?? settings.kubernetes ?? UNKNOWN_CLUSTER.kubernetes,
    namespaces: assume.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name),
    assumed: assume,
  };
}

function located(finding: RuleFinding, places: BundleFiles['places'], paths: readonly string[]): Located {
  const place = places.get(finding.object);
  return { finding, file: place?.file ?? paths[0] ?? '', line: () => place?.lineOf(finding.field) ?? 1 };
}

/** The things outside of the manifests, each once, with the keys and the objects that need the thing. */
function thingsOf(findings: readonly RuleFinding[]): Map<string, { thing: KnownObject; neededBy: Set<string> }> {
  const things = new Map<string, { thing: KnownObject; neededBy: Set<string> }>();
  for (const { assumes, object } of findings) {
    if (assumes === undefined) continue;
    const key = named(assumes.kind, assumes.namespace, assumes.name);
    const known = things.get(key) ?? { thing: assumes, neededBy: new Set<string>() };
    const keys = [...new Set([...(known.thing.keys ?? []), ...(assumes.keys ?? [])])].sort();
    known.neededBy.add(identity(object));
    things.set(key, { neededBy: known.neededBy, thing: { ...assumes, ...(keys.length > 0 && { keys }) } });
  }
  return things;
}

function isBelow(place: string, above: string): boolean {
  const relative = path.relative(path.resolve(above), path.resolve(place));
  return relative === '' || !(relative.startsWith('..') || path.isAbsolute(relative));
}
