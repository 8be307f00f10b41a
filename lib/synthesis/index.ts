import path from 'node:path';
import type { Chart } from 'cdk8s';
import { type DeclaredSecret, existingSecrets } from './declarations';
import { changedFiles, type Folder, readFolder, replaceFolders } from './dist';
import { type Manifest, manifestsOf, problemsOf } from './manifests';
import { Refusal } from './refusal';
import { toYaml } from './yaml';

/** The texts of the files of one environment. */
export function toFolder(files: ReadonlyMap<string, readonly Manifest[]>): Folder {
  return new Map([...files].map(([file, manifests]) => [file, toYaml(manifests)]));
}

/**
 * The path from charts to dist: environments are added, each is checked, and only when all of them hold is anything
 * written. Throws a Refusal that lists every problem of every environment.
 */
export class Synthesis {
  private readonly problems: string[] = [];
  private readonly folders = new Map<string, Folder>();
  private readonly counts = new Map<string, number>();
  private readonly secrets = new Map<string, DeclaredSecret[]>();

  constructor(private readonly outdir: string) {}

  add(environment: string, charts: Readonly<Record<string, Chart>>): void {
    const roots = new Set(Object.values(charts).map(({ node }) => node.root));
    const problems = [...roots].flatMap(problemsOf).map((problem) => `${environment}/${problem}`);
    this.problems.push(...problems);
    if (problems.length > 0) return;
    const files = manifestsOf(charts);
    this.folders.set(environment, toFolder(files));
    this.counts.set(environment, [...files.values()].flat().length);
    this.secrets.set(environment, existingSecrets(charts));
  }

  /**
   * Writes what was added, and returns a line for each environment: its objects, and the files that changed. Where there
   * is only one, lines before it name the Secrets that its cluster must hold.
   */
  write(): string[] {
    if (this.problems.length > 0) throw new Refusal(this.problems);
    const lines = [...this.folders].map(([environment, files]) => {
      const changed = changedFiles(readFolder(path.join(this.outdir, environment)), files);
      const what = changed.length === 0 ? 'unchanged' : `changed: ${changed.join(' ')}`;
      return `${environment}: ${this.counts.get(environment)} objects in ${files.size} files, ${what}`;
    });
    replaceFolders(this.outdir, this.folders);
    const needed = this.folders.size === 1 ? [...this.secrets.values()].flat() : [];
    return [
      ...needed.map(({ namespace, name, keys }) => `needs Secret ${namespace}/${name}: ${keys.join(' ')}`),
      ...lines,
    ];
  }
}
