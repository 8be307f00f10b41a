/**
 * What is wrong, in one sentence: the field, what was expected there, what was received.
 *
 * Every refusal of this program is written here, so that all of them read alike.
 *
 * @example
 * problem('storage', 'at least 1Gi', '512Mi') // storage: expected at least 1Gi, received "512Mi"
 */
export function problem(field: string, expected: string, received: string | number | Unquoted): string {
  const text =
    typeof received === 'string' ? JSON.stringify(received) : received instanceof Unquoted ? received.text : received;
  return `${field}: expected ${expected}, received ${text}`;
}

/** Received, but not a string: an amount with its unit, or words of ours about a value. */
export class Unquoted {
  constructor(readonly text: string) {}
}

/** The candidate that a mistyped word most likely meant, or undefined if none is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: distanceTo(lower, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate;
}

/** A longer or shorter form of a word is near to it; beyond that, letters count. */
function distanceTo(word: string, candidate: string): number {
  const [short, long] = word.length < candidate.length ? [word, candidate] : [candidate, word];
  if (short.length >= 3 && long.startsWith(short)) return 1;
  // Words of other lengths are never near: spares comparing them letter by letter.
  return long.length - short.length > candidate.length / 3 + 1
    ? Number.POSITIVE_INFINITY
    : editDistance(word, candidate);
}

/** Insertions, deletions, replacements and swaps of neighbours that lead from one word to the other. */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row[j] = Math.min(
        (rows[i - 1]?.[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (rows[i - 1]?.[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? (rows[i - 2]?.[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
    }
    rows.push(row);
  }
  return rows[a.length]?.[b.length] ?? Number.POSITIVE_INFINITY;
}
