/** An answer to keep for a reason. */
interface Candidate {
  readonly line: string;
  readonly cost: number;
}

/** The reason to keep an answer: of all answers for the same reason, the one with the lowest cost is kept. */
export interface Reason {
  readonly refused: boolean;
  /** `Type.field` */
  readonly field: string;
  /** The finding, or nothing for what is taken. */
  readonly finding: string;
  /** The kind of change. */
  readonly label: string;
}

const MOST_LABELS = 3;

/** The answers that are worth keeping. */
export class KeptAnswers {
  private readonly kept = new Map<string, Candidate & { readonly reason: Reason }>();

  wants(reasons: readonly Reason[], cost: number): boolean {
    return reasons.some((reason) => cost < (this.kept.get(JSON.stringify(reason))?.cost ?? Number.POSITIVE_INFINITY));
  }

  keep(reasons: readonly Reason[], candidate: Candidate): void {
    for (const reason of reasons)
      if (this.wants([reason], candidate.cost)) this.kept.set(JSON.stringify(reason), { ...candidate, reason });
  }

  /** A few refused changes for each finding, and of the same fields, what is taken. Sorted, so that a diff can be read. */
  lines(): string[] {
    const all = [...this.kept.values()];
    const refused = all.filter(({ reason }) => reason.refused).sort((a, b) => a.cost - b.cost);
    const fields = new Set(refused.map(({ reason }) => reason.field));
    const taken = all.filter(({ reason }) => !reason.refused && fields.has(reason.field));
    const seen = new Map<string, number>();
    const few = refused.filter(({ reason: { field, finding } }) => {
      const count = (seen.get(`${field} ${finding}`) ?? 0) + 1;
      seen.set(`${field} ${finding}`, count);
      return count <= MOST_LABELS;
    });
    return [...new Set([...few, ...taken].map(({ line }) => line))].sort();
  }
}
