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

/** Longer words are no names of Kubernetes, and are compared with none. */
const LONGEST = 253;
/** More letters than these differ in no mistyped word. */
const MOST_DIFFERENT = 8;

/** The nearest candidate of a mistyped word, or undefined if no candidate is near. */
export function nearest(word: string, candidates: Iterable<string>): string | undefined {
  if (word.length > LONGEST) return undefined;
  const lower = word.toLowerCase();
  let found: string | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const candidate of candidates) {
    const most = Math.min(Math.max(1, Math.floor(candidate.length / 3)), MOST_DIFFERENT, least - 1);
    if (candidate.length > LONGEST || most < 0) continue;
    const distance = distanceTo(lower, candidate.toLowerCase(), most);
    if (distance > most) continue;
    found = candidate;
    least = distance;
  }
  return found;
}

/**
 * True if one name is certainly the other with a slip of the keyboard: a single word of the name differs, by one letter
 * (two in a long word), and no number does. `web-1` and `web-2`, or `team-a` and `team-b`, are two names.
 */
export function isTypo(name: string, other: string): boolean {
  const [words, others] = [wordsOf(name), wordsOf(other)];
  if (words.join('') === others.join('')) return name !== other;
  const different = words.flatMap((word, index) => (word === others[index] ? [] : [[word, others[index] ?? '']]));
  const [[word = '', meant = ''] = [], ...more] = different;
  if (words.length !== others.length || more.length > 0) return false;
  const [shorter, digits] = [Math.min(word.length, meant.length), (text: string) => text.replace(/\D/g, '')];
  if (shorter < 3 || digits(word) !== digits(meant) || (shorter < 5 && word[0] !== meant[0])) return false;
  const most = shorter < 8 ? 1 : 2;
  return Math.abs(word.length - meant.length) <= most && editDistance(word, meant, most) <= most;
}

const wordsOf = (name: string): string[] => name.toLowerCase().split(/[-._]/);

/** A longer or shorter form of a word is near. Other words differ by letters. */
function distanceTo(word: string, candidate: string, most: number): number {
  const [short, long] = word.length < candidate.length ? [word, candidate] : [candidate, word];
  if (short.length >= 3 && long.startsWith(short)) return 1;
  return long.length - short.length > most ? Number.POSITIVE_INFINITY : editDistance(word, candidate, most);
}

/** The number of insertions, deletions, replacements and swaps of neighbours from word to word, if at most `most`. */
function editDistance(a: string, b: string, most: number): number {
  let before: number[] = [];
  let above = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let smallest = i;
    for (let j = 1; j <= b.length; j++) {
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const distance = Math.min(
        (above[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (above[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1),
        swapped ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
      );
      row[j] = distance;
      smallest = Math.min(smallest, distance);
    }
    // A swap reaches back two rows, and no further.
    if (smallest > most + 1) return Number.POSITIVE_INFINITY;
    [before, above] = [above, row];
  }
  return above[b.length] ?? Number.POSITIVE_INFINITY;
}
