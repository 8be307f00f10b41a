import { nearest } from '../../problem';

/** The comparisons with one set of names. */
const MOST_COMPARED = 300_000;

/**
 * The nearest of some names, for hints. Each word is compared once. Thousands of words among thousands of names get no
 * hint, which would take minutes.
 */
export class NearestNames {
  private readonly found = new Map<string, string | undefined>();

  constructor(private readonly names: ReadonlySet<string>) {}

  of(word: string): string | undefined {
    if (!this.found.has(word) && this.found.size * this.names.size < MOST_COMPARED) {
      this.found.set(word, nearest(word, this.names));
    }
    return this.found.get(word);
  }
}
