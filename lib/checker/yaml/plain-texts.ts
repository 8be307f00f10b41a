import { blockText } from './block-text';
import { FlowNodes } from './flow-nodes';
import { keyText } from './scalars';

/** Keys and texts without quotes in block style. */
export abstract class PlainTexts extends FlowNodes {
  /** The key at the reader. An explicit one, behind `?`, may have several lines. */
  protected key(explicit: number | undefined): string {
    const { source } = this;
    const offset = source.at;
    const properties = this.properties();
    const mark = source.peek();
    const value = /["'*]/.test(mark)
      ? this.flow(properties)
      : explicit !== undefined && /[|>]/.test(mark)
        ? this.scalar(blockText(source, explicit), properties, false)
        : this.scalar(this.plainLine(true), properties, true);
    source.skipSpaces();
    return keyText(value) ?? source.fail('a text as the key', 'another value', offset);
  }

  /** True if a key with its colon stands at the reader. The reader stays. */
  protected isKey(): boolean {
    const { source } = this;
    const { at, lineStart } = source;
    let result = false;
    const mark = source.peek();
    if (mark === '"' || mark === "'") {
      const line = source.text.slice(at, source.lineEnd());
      const quoted = mark === '"' ? /^"(?:[^"\\]|\\.)*"[ \t]*:(?=\s|$)/ : /^'(?:[^']|'')*'[ \t]*:(?=\s|$)/;
      result = quoted.test(line);
    } else if (!/[[{|>]/.test(mark)) {
      this.properties();
      result = this.plainLine(false) !== '' && source.peek() === ':' && source.isBlank(1);
    }
    source.at = at;
    source.lineStart = lineStart;
    return result;
  }

  /** Text without quotes up to a colon, a comment or the end of the line. */
  protected plainLine(strict: boolean): string {
    const { source } = this;
    const line = source.text.slice(source.at, source.lineEnd());
    if (strict && (/^[,[\]{}%@`]/.test(line) || (/^[-?:]/.test(line) && source.isBlank(1)))) {
      source.fail('a value, in quotes if its text starts so', this.here());
    }
    let end = line.length;
    for (let colon = line.indexOf(':'); colon !== -1; colon = line.indexOf(':', colon + 1)) {
      const next = line.charAt(colon + 1);
      if (next !== '' && next !== ' ' && next !== '\t') continue;
      end = colon;
      break;
    }
    const comment = line.includes('#') ? line.search(/[ \t]#/) : -1;
    if (comment !== -1 && comment < end) end = comment;
    const text = line.slice(0, end).trimEnd();
    source.at += end;
    return text;
  }

  /** Text without quotes, with its further lines. */
  protected plainText(parent: number): string {
    const { source } = this;
    let text = this.plainLine(true);
    for (;;) {
      if (source.peek() === ':') source.fail('a value, in quotes if there is ": " in it', this.here());
      if (source.peek() !== '\n') return text;
      let breaks = 0;
      while (source.peek() === '\n') {
        breaks++;
        source.nextLine();
        source.skipSpaces();
      }
      if (source.isEnd() || source.column <= parent || source.peek() === '#') return text;
      const indentation = source.text.slice(source.lineStart, source.at);
      if (indentation.slice(0, parent + 1).includes('\t')) source.fail('spaces before the text of a line', 'a tab');
      text += (breaks === 1 ? ' ' : '\n'.repeat(breaks - 1)) + this.plainLine(false);
    }
  }
}
