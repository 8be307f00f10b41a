import type { Value } from './document';
import { Nodes, type Properties } from './nodes';
import { quotedText } from './quoted';
import { keyText } from './scalars';

/** Nodes in flow style, as JSON has them: quotes, brackets and braces. */
export abstract class FlowNodes extends Nodes {
  /** A node in flow style, or a text in quotes. */
  protected flow(properties = this.properties()): Value {
    const { source } = this;
    const mark = source.peek();
    if (mark === '*') return this.alias();
    if (mark === '"' || mark === "'") return this.scalar(quotedText(source), properties, false);
    if (mark === '[') return this.nested(() => this.flowList(properties));
    if (mark === '{') return this.nested(() => this.flowMapping(properties));
    return this.scalar(this.flowText(), properties, true);
  }

  private flowList(properties: Properties): Value {
    const { source, parts } = this;
    const list: Value[] = [];
    const close = this.open(properties, list);
    while (this.goesOn(']')) {
      const offset = source.at;
      const value = this.flow();
      source.skip(true);
      // `[a: b]` is a list with an object.
      if (source.peek() !== ':') parts.append(list, value, offset);
      else parts.append(list, this.flowPair({}, value, offset), offset);
    }
    return close(list);
  }

  private flowMapping(properties: Properties): Value {
    const { source } = this;
    const object: { [key: string]: Value } = {};
    const close = this.open(properties, object);
    while (this.goesOn('}')) {
      const offset = source.at;
      if (this.isMark('?')) source.at++;
      source.skip(true);
      const key = this.flow();
      source.skip(true);
      this.flowPair(object, key, offset);
    }
    return close(object);
  }

  private flowPair(object: { [key: string]: Value }, key: Value, offset: number): Value {
    const { source, parts } = this;
    let value: Value = null;
    if (source.peek() === ':') {
      source.at++;
      source.skip(true);
      if (!/[,\]}]/.test(source.peek())) value = this.flow();
      source.skip(true);
    }
    const text = keyText(key) ?? source.fail('a text as the key', 'another value', offset);
    const merges = text === '<<' && source.text.startsWith('<<', offset);
    if (!parts.put(object, text, value, offset, merges)) source.fail('an object to merge', 'another value', offset);
    return object;
  }

  /** Passes the opening bracket or a comma. False at the closing bracket, which is passed, too. */
  private goesOn(closing: string): boolean {
    const { source } = this;
    const opening = closing === ']' ? '[' : '{';
    source.skip(true);
    if (source.peek() === opening && source.at === this.opened) {
      this.opened = -1;
      source.at++;
    } else if (source.peek() === ',') source.at++;
    else if (source.peek() !== closing) source.fail(`a comma or ${closing}`, this.here());
    source.skip(true);
    if (source.peek() !== closing) return true;
    source.at++;
    return false;
  }

  /** Text without quotes inside of brackets. */
  private flowText(): string {
    const { source } = this;
    let text = '';
    let gap = '';
    for (;;) {
      const rest = source.text.slice(source.at, source.lineEnd());
      const [part = ''] = /^(?:[^,?[\]{}:\s#]|:(?![\s]|$)|#(?<!\s#)|[ \t]+(?=[^\s#]))*/.exec(rest) ?? [];
      const trimmed = part.trimEnd();
      if (text === '' && (trimmed === '' || /^[:%@`]/.test(trimmed))) {
        if (source.peek() === ':' && source.isBlank(1)) return '';
        source.fail('a value, in quotes if its text starts so', this.here());
      }
      text += trimmed === '' ? '' : gap + trimmed;
      source.at += part.length;
      if (!source.isLineEnd() || source.peek() !== '\n') return text;
      let breaks = 0;
      while (source.peek() === '\n') {
        breaks++;
        source.nextLine();
        source.skipSpaces();
      }
      if (source.isEnd() || /[,?[\]{}:#]/.test(source.peek())) return text;
      gap = breaks === 1 ? ' ' : '\n'.repeat(breaks - 1);
    }
  }
}
