import path from 'node:path';
import type { Manifest } from '../checker/manifest/manifest';
import { problem, Unquoted } from '../checker/problem';
import { DELIVERY_FILES } from './delivery';
import { Dist } from './dist';
import { gitOpsPlace, placeProblems } from './output-folder';
import { RenderedFolder } from './rendered-folder';

/** The objects of GitOps tools: a folder for each environment, in `gitops` beside dist. Nobody else's `gitops` is touched. */
export class GitOpsFolders {
  private readonly place: string;
  private readonly problems: readonly string[];
  private readonly dist: Dist | undefined;
  private readonly folders = new Map<string, RenderedFolder>();

  constructor(outdir: string) {
    this.place = gitOpsPlace(outdir);
    const isDist = path.resolve(this.place) === path.resolve(outdir);
    this.problems = isDist
      ? [problem('CDK8S_OUTDIR', 'another name than gitops, which holds the objects of GitOps tools', outdir)]
      : placeProblems(this.place);
    if (this.problems.length === 0) this.dist = new Dist(this.place);
  }

  /** Adds the objects of an environment. Returns their folder, if there is or was something in the folder. */
  add(environment: string, files: ReadonlyMap<string, readonly Manifest[]>): RenderedFolder | undefined {
    if (!this.dist && files.size === 0) return undefined;
    const folder = new RenderedFolder(path.join(this.place, environment), environment, files);
    this.folders.set(environment, folder);
    return isInUse(folder) ? folder : undefined;
  }

  /** What synth did not write for a GitOps tool, a sentence each, if any environment has one. */
  strangers(all: readonly string[], written: readonly string[]): string[] {
    if (!this.isInUse) return [];
    // A copy of dist begins with a line of synth, too.
    const copies = [...this.folders].flatMap(([environment, { before }]) =>
      [...before.keys()]
        .filter((file) => !DELIVERY_FILES.includes(file))
        .map((file) => {
          const place = path.join(this.place, environment, file);
          const received = new Unquoted('a copy of a file of dist');
          return `${problem(place, 'objects of a GitOps tool and nothing else', received)}: move it elsewhere, or remove it`;
        }),
    );
    return [...this.problems, ...copies, ...(this.dist?.strangers(all, written) ?? [])];
  }

  write(complete: boolean): void {
    if (this.isInUse) this.dist?.write(this.folders, complete);
  }

  private get isInUse(): boolean {
    return [...this.folders.values()].some(isInUse);
  }
}

const isInUse = ({ texts, before }: RenderedFolder): boolean =>
  texts.size > 0 || DELIVERY_FILES.some((file) => before.has(file));
