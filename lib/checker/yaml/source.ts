/** A mistake in a YAML text. */
export class YamlError extends Error {
  constructor(
    message: string,
    /** The place of the mistake in the text. */
    readonly offset: number,
  ) {
    super(message);
  }
}

const [TAB, NEWLINE, SPACE, HASH] = [9, 10, 32, 35];

/** Characters that kubectl's reader refuses anywhere in a text. */
const CONTROLS = /[^\t\n -~\u0085\u00a0-\ufffd]/;

/** A text, and the place of the reader in the text. */
export class Source {
  at = 0;
  /** The place of the first character of the line. */
  lineStart = 0;

  constructor(readonly text: string) {
    const control = text.search(CONTROLS);
    if (control !== -1) this.fail('printable characters', 'a control character', control);
  }

  get column(): number {
    return this.at - this.lineStart;
  }

  /** The character at a distance from the reader. Empty behind the end. */
  peek(distance = 0): string {
    return this.text.charAt(this.at + distance);
  }

  /** True if a character is white space, a line break, or the end of the text. */
  isBlank(distance = 0): boolean {
    const code = this.text.charCodeAt(this.at + distance);
    return code === SPACE || code === NEWLINE || code === TAB || Number.isNaN(code);
  }

  /** True at the end of the text, or at a marker for the end of the document. */
  isEnd(): boolean {
    if (this.at >= this.text.length) return true;
    return this.at === this.lineStart && /^(---|\.\.\.)(\s|$)/.test(this.text.slice(this.at, this.at + 4));
  }

  /** Skips white space within the line. */
  skipSpaces(): void {
    let code = this.text.charCodeAt(this.at);
    while (code === SPACE || code === TAB) code = this.text.charCodeAt(++this.at);
  }

  /** Skips white space, comments and empty lines. Block style allows no tabs before the first text of a line. */
  skip(tabs = false): void {
    for (;;) {
      const indented = this.at === this.lineStart;
      const before = this.at;
      this.skipSpaces();
      if (indented && !tabs && this.text.slice(before, this.at).includes('\t')) {
        this.fail('spaces before the text of a line', 'a tab', before);
      }
      if (this.text.charCodeAt(this.at) === HASH) this.at = this.lineEnd();
      if (this.text.charCodeAt(this.at) !== NEWLINE) return;
      this.nextLine();
    }
  }

  /** True if nothing but a comment follows on the line. */
  isLineEnd(): boolean {
    this.skipSpaces();
    const code = this.text.charCodeAt(this.at);
    return code === NEWLINE || Number.isNaN(code) || (code === HASH && this.isBlank(-1));
  }

  /** The place of the line break. */
  lineEnd(): number {
    const end = this.text.indexOf('\n', this.at);
    return end === -1 ? this.text.length : end;
  }

  /** Goes from a line break to the next line. */
  nextLine(): void {
    this.at++;
    this.lineStart = this.at;
  }

  fail(expected: string, received: string, offset = this.at): never {
    throw new YamlError(`expected ${expected}, received ${received}`, offset);
  }
}
