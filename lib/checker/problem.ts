/**
 * A problem in one sentence: the field, the expected value, the received value.
 *
 * All problems are written here, so that all read alike.
 *
 * @example
 * problem('storage', 'at least 1Gi', '512Mi') // storage: expected at least 1Gi, received "512Mi"
 */
export function problem(field: string, expected: string, received: string | number | Unquoted): string {
  const text =
    typeof received === 'string' ? JSON.stringify(received) : received instanceof Unquoted ? received.text : received;
  return `${field}: expected ${expected}, received ${text}`;
}

/** The problem of a word that is none of some words, with the nearest of them. */
export function unknownWord(field: string, known: readonly string[], received: string): string {
  const near = nearest(received, known);
  const text = problem(field, `one of ${known.join(', ')}`, received);
  return near === undefined ? text : `${text}; did you mean "${near}"?`;
}

/** A received value without quotes: an amount with its unit, or a description. */
export class Unquoted {
  constructor(readonly text: string) {}
}

/** The nearest candidate of a mistyped word, or undefined if no candidate is near. */
export function nearest(word: string, candidates: readonly string[]): string | undefined {
  const lower = word.toLowerCase();
  const ranked = candidates
    .map((candidate) => ({ candidate, distance: distanceTo(lower, candidate.toLowerCase()) }))
    .filter(({ candidate, distance }) => distance <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((a, b) => a.distance - b.distance);
  return ranked[0]?.candidate;
}

/** A longer or shorter form of a word is near. Other words differ by letters. */
function distanceTo(word: string, candidate: string): number {
  const [short, long] = word.length < candidate.length ? [word, candidate] : [candidate, word];
  if (short.length >= 3 && long.startsWith(short)) return 1;
  // Words of other lengths are never near: spares comparing them letter by letter.
  return long.length - short.length > candidate.length / 3 + 1
    ? Number.POSITIVE_INFINITY
    : editDistance(word, candidate);
}

/** The number of insertions, deletions, replacements and swaps of neighbours from word to word. */
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
