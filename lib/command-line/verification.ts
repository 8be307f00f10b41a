import path from 'node:path';
import { type KnownCluster, UNKNOWN_CLUSTER } from '../checker/known-cluster';
import type { Manifest } from '../checker/manifest/manifest';
import { rememberFile } from '../checker/manifest/origin';
import { problem, Unquoted } from '../checker/problem';
import { atCommit } from './at-commit';
import { withoutBaseline, writeBaseline } from './baseline';
import { type BundleFiles, environmentsOf, readBundle } from './bundle-files';
import { reasonOf } from './files-below';
import { type JudgedEnvironment, judge } from './judged-environment';
import { readCrds } from './known-crds';
import { type OwnEnvironment, OwnEnvironments } from './own-environments';
import { draw } from './picture-files';
import { placedIn } from './placed-manifests';
import { counted } from './report/counts';
import { subjectOf } from './report/fingerprint';
import { linesOf } from './report/formats';
import type { Report } from './report/report';
import type { Invocation, Outcome } from './run';
import { unknownThings } from './unknown-things';
import { type Options, optionsOf } from './verify-options';
import { entryOf, readSettings, type Settings, writeAssumptions } from './verify-settings';

/** The files of an environment, and the verdict. */
interface Checked extends JudgedEnvironment, Pick<BundleFiles, 'unreadable' | 'others'> {}

/** Checks manifests from anywhere against the rules. */
export class Verification {
  private readonly own: OwnEnvironments;

  constructor(
    private readonly invocation: Invocation,
    /** Returns the words that start a command in a shell. @default the checker alone, as a program of its own */
    private readonly command: (name: 'synth' | 'verify') => string = () => 'verify-manifests',
  ) {
    this.own = new OwnEnvironments(invocation.outdir, command);
  }

  /** Adds an environment of `npm run synth`. Its manifests are compared with the declarations of its charts. */
  add(name: string, environment: OwnEnvironment): void {
    this.own.add(name, environment);
  }

  /** Returns the report and the exit code: 0 without findings, 1 with findings, 2 with an unreadable file or option. */
  outcome(): Outcome {
    const options = optionsOf(this.invocation, this.command('verify'));
    if ('lines' in options) return options;
    const file = options.config ?? 'verify.yaml';
    const { settings, problems } = readSettings(file, options.config !== undefined);
    if (problems.length > 0) return { lines: problems, status: 2 };
    try {
      return this.judged(options, settings, file);
    } catch (error) {
      return failed(error);
    }
  }

  private judged(options: Options, settings: Settings, file: string): Outcome {
    const targets = options.targets.map((target) => (path.isAbsolute(target) ? path.relative('', target) : target));
    const environments = this.environments(options.targets, settings);
    if (options.picture !== undefined && environments.length !== 1) {
      const received = new Unquoted(String(environments.length));
      return { lines: [problem('--picture', 'exactly one environment on the command line', received)], status: 2 };
    }
    const { crds, unreadable } = readCrds(settings.crds);
    const checkAll = (all: typeof environments) =>
      all.map((paths) => this.checked(paths, options, settings, file, crds));
    const checked = checkAll(environments);
    const findings = checked.flatMap((each) => each.findings);
    const things = unknownThings(checked.flatMap(({ unknown }) => unknown));
    const { since } = options;
    const old = since === undefined ? [] : atCommit(since, () => checkAll(this.environments(targets, settings)));
    const known = new Set(old.flatMap((each) => each.findings).map(({ finding }) => subjectOf(finding)));
    const changed = findings.filter(({ finding }) => !known.has(subjectOf(finding)));
    const compared =
      options.baseline === undefined ? { findings: changed, notes: [] } : withoutBaseline(changed, options.baseline);
    const written = [
      ...(options.assume ? [`${counted(things.length, 'thing')} written to ${file}`] : []),
      ...(options.newBaseline === undefined
        ? []
        : [`${counted(findings.length, 'finding')} written to ${options.newBaseline}`]),
    ];
    const report: Report = {
      findings: options.newBaseline === undefined ? compared.findings : [],
      unknown: options.assume
        ? []
        : things.map(({ thing, neededBy }) => ({ thing: entryOf(thing).replaceAll('"', ''), neededBy })),
      unreadable: [...unreadable, ...checked.flatMap((each) => [...each.unreadable, ...each.stopped])],
      others: checked.flatMap(({ others }) => others),
      notes: [...checked.flatMap(({ notes }) => notes), ...compared.notes, ...written],
      environments: environments.length,
      objects: checked.reduce((sum, { bundle }) => sum + bundle.manifests.length, 0),
    };
    const status = report.unreadable.length > 0 ? 2 : report.findings.length > 0 ? 1 : 0;
    const lines = linesOf(options.format, report);
    const { assume, newBaseline, picture } = options;
    if (!assume && newBaseline === undefined && picture === undefined) return { lines, status };
    const [{ bundle } = {}] = checked;
    const write = async (): Promise<Outcome> => {
      try {
        if (assume) writeAssumptions(file, [...settings.assume, ...things.map(({ thing }) => thing)]);
        if (newBaseline !== undefined) writeBaseline(findings, newBaseline);
        if (picture === undefined || bundle === undefined) return { lines: [], status };
        const title = path.basename(environments[0]?.[0] ?? '');
        return { lines: await draw(bundle, title, picture, options.format), status };
      } catch (error) {
        return failed(error);
      }
    };
    return { lines, status, write };
  }

  /** The paths of each environment: those of the command line, of the settings, or of the program. */
  private environments(targets: readonly string[], settings: Settings): (readonly string[])[] {
    if (targets.length > 0) return targets.flatMap(environmentsOf).map((target) => [target]);
    if (settings.environments.length > 0) return [...settings.environments];
    const written = this.own.folders;
    return written.length > 0 ? written.map((folder) => [folder]) : environmentsOf('.').map((target) => [target]);
  }

  private checked(
    paths: readonly string[],
    options: Options,
    settings: Settings,
    config: string,
    crds: readonly Manifest[],
  ): Checked {
    const leftOut = (place: string) => [config, ...settings.leaveOut].some((each) => isBelow(place, each));
    const own = this.own.at(paths);
    const all = own ? [...paths, ...paths.flatMap((folder) => this.own.gitOpsOf(folder))] : paths;
    const read = all.map((target) => readBundle(target, leftOut, (missing) => this.own.advice(missing)));
    const expectations = {
      cluster: { ...(own?.cluster() ?? foreignCluster(options, settings)), crds },
      suppressions: own?.suppressions ?? [],
      today: this.invocation.today ?? '',
    };
    const places = placedIn(settings.namespace, read);
    for (const [manifest, { file }] of places) rememberFile(manifest, file.split(path.sep).join('/'));
    return {
      ...judge(places, expectations, settings.rules),
      unreadable: read.flatMap(({ unreadable }) => unreadable),
      others: read.flatMap(({ others }) => others),
    };
  }
}

const failed = (error: unknown): Outcome => ({
  lines: [problem('verify', 'a repository that can be read, and files that can be read and written', reasonOf(error))],
  status: 2,
});

function foreignCluster({ kubernetes }: Options, settings: Settings): KnownCluster {
  const { assume } = settings;
  return {
    ...UNKNOWN_CLUSTER,
    kubernetes: kubernetes ?? settings.kubernetes ?? UNKNOWN_CLUSTER.kubernetes,
    namespaces: assume.filter(({ kind }) => kind === 'Namespace').map(({ name }) => name),
    assumed: assume,
  };
}

function isBelow(place: string, above: string): boolean {
  const relative = path.relative(path.resolve(above), path.resolve(place));
  return relative === '' || !(relative.startsWith('..') || path.isAbsolute(relative));
}
