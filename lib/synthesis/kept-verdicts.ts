import { createHash } from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Verdict } from '../checker/check';
import type { KnownCluster } from '../checker/known-cluster';
import type { Suppression } from '../checker/suppression';
import type { RenderedFolder } from './rendered-folder';

/** The place of kept verdicts, and the rules that gave them. */
export interface VerdictKeeper {
  /** The file with a line for each verdict. */
  readonly file: string;
  /** A hash of the library. Other rules may give another verdict. */
  readonly library: string;
}

/** The number of kept verdicts. An older verdict makes room. */
const MOST_KEPT = 200;

/**
 * The verdicts without a finding that earlier runs gave. Rules see no more than the texts of an environment, its cluster
 * and its suppressions. So the same texts have the same verdict, and a run judges the changed environments alone.
 */
export class KeptVerdicts {
  private readonly before: readonly string[];
  private readonly given: string[] = [];

  constructor(private readonly keeper: VerdictKeeper | undefined) {
    this.before = keeper ? linesOf(keeper.file) : [];
  }

  /** The kept verdict on unchanged folders, or else the verdict of the rules. */
  of(
    folders: readonly RenderedFolder[],
    cluster: KnownCluster,
    suppressions: readonly Suppression[],
    judge: () => Verdict,
  ): Verdict {
    if (!this.keeper || folders.some(({ changed }) => changed.length > 0)) return judge();
    const seen = [this.keeper.library, folders.map(({ texts }) => [...texts]), cluster, suppressions];
    const hash = createHash('sha256').update(JSON.stringify(seen)).digest('hex');
    if (this.before.includes(hash)) return { findings: [], used: suppressions, unused: [], stopped: [] };
    const verdict = judge();
    if (verdict.findings.length + verdict.unused.length + verdict.stopped.length === 0) this.given.push(hash);
    return verdict;
  }

  /** Keeps the new verdicts for the next run. */
  write(): void {
    if (!this.keeper || this.given.length === 0) return;
    const { file } = this.keeper;
    try {
      mkdirSync(path.dirname(file), { recursive: true });
      writeFileSync(file, [...this.before, ...this.given].slice(-MOST_KEPT).join('\n'));
    } catch {
      // In a folder that nobody may write to, the next run judges again.
    }
  }
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}
