import path from 'node:path';
import type { KnownCluster } from '../checker/known-cluster';
import type { Suppression } from '../checker/suppression';
import { readFolder } from '../synthesis/folder';
import { gitOpsPlace } from '../synthesis/output-folder';

/** An environment of the program itself, whose charts declare the cluster. */
export interface OwnEnvironment {
  /** The cluster. Assembling the charts takes time, so only a check of the environment's folder asks. */
  readonly cluster: () => KnownCluster;
  /** @default none */
  readonly suppressions?: readonly Suppression[] | undefined;
}

/** The environments of the program, by the folders of their manifests. */
export class OwnEnvironments {
  private readonly byFolder = new Map<string, OwnEnvironment>();

  constructor(
    private readonly outdir: string,
    /** Returns the words that start a command in a shell. */
    private readonly command: (name: 'synth' | 'verify') => string,
  ) {}

  add(name: string, environment: OwnEnvironment): void {
    this.byFolder.set(path.join(this.outdir, name), environment);
  }

  get folders(): string[] {
    return [...this.byFolder.keys()];
  }

  /** The environment whose folder is the only path. */
  at(paths: readonly string[]): OwnEnvironment | undefined {
    const [target, ...others] = paths;
    if (target === undefined || others.length > 0) return undefined;
    const found = [...this.byFolder].find(([folder]) => path.resolve(folder) === path.resolve(target));
    return found?.[1];
  }

  /** The folder with the GitOps objects of an environment, if there is one. */
  gitOpsOf(folder: string): string[] {
    const place = path.join(gitOpsPlace(path.dirname(folder)), path.basename(folder));
    return readFolder(place).size > 0 ? [place] : [];
  }

  /** The command that writes a missing folder of the program. */
  advice(missing: string): string | undefined {
    const folder = this.folders.find((each) => path.resolve(each) === path.resolve(missing));
    if (folder !== undefined) return `to write the folder: ${this.command('synth')} ${path.basename(folder)}`;
    const isAll = this.folders.some((each) => path.resolve(path.dirname(each)) === path.resolve(missing));
    return isAll ? `to write the folder: ${this.command('synth').replace(/ --$/, '')}` : undefined;
  }
}
