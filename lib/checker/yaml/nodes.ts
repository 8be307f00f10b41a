import type { DocumentParts, Value } from './document';
import { plainValue, taggedValue } from './scalars';
import type { Source } from './source';

/** Deeper documents are refused, as the recursion of every reader has an end. */
const DEEPEST = 500;

/** The properties before a node: an anchor and a tag. */
export interface Properties {
  anchor?: string;
  tag?: string;
}

/** The parts of nodes that block style and flow style share. */
export abstract class Nodes {
  private depth = 0;
  /** The place of the bracket of the collection that was opened last. */
  protected opened = -1;

  constructor(
    protected readonly source: Source,
    protected readonly parts: DocumentParts,
  ) {}

  protected properties(): Properties {
    const { source } = this;
    const properties: Properties = {};
    for (let mark = source.peek(); mark === '&' || mark === '!'; mark = source.peek()) {
      const [word = mark] = /^\S+/.exec(source.text.slice(source.at, source.at + 300)) ?? [];
      const name =
        mark === '&'
          ? (/^&[\w-]+(?=$|[,\]}?:%@`])/.exec(word)?.[0] ?? source.fail('a name behind &', word))
          : word.replace(/(?<=.)[,\]}].*$/, '');
      if (mark === '&') properties.anchor = name.slice(1);
      else properties.tag = name;
      source.at += name.length;
      source.skipSpaces();
    }
    return properties;
  }

  protected scalar(text: string, properties: Properties, plain: boolean): Value {
    this.parts.size++;
    const { anchor, tag } = properties;
    const value = tag !== undefined ? taggedValue(tag, text) : plain ? plainValue(text) : text;
    if (value === undefined) return this.source.fail(`a value for the tag ${tag}`, JSON.stringify(text));
    if (typeof value === 'number' && !Number.isFinite(value))
      return this.source.fail('a number, or a text in quotes', text);
    if (anchor !== undefined) this.parts.anchors.set(anchor, { value, size: 1 });
    return value;
  }

  /** Starts a list or an object, whose anchor is complete at its end. */
  protected open(properties: Properties, value: Value): (value: Value) => Value {
    const { parts } = this;
    const { anchor } = properties;
    const before = parts.size++;
    this.opened = this.source.at;
    if (anchor !== undefined) parts.anchors.set(anchor, { value: undefined, size: 0 });
    return () => {
      if (anchor !== undefined) parts.anchors.set(anchor, { value, size: parts.size - before });
      return value;
    };
  }

  protected nested(read: () => Value): Value {
    if (++this.depth > DEEPEST) this.source.fail(`at most ${DEEPEST} levels`, 'more');
    const value = read();
    this.depth--;
    return value;
  }

  protected isMark(mark: string): boolean {
    return this.source.peek() === mark && this.source.isBlank(1);
  }

  /** The text at the reader, for a sentence. */
  protected here(): string {
    const { source } = this;
    if (source.at >= source.text.length) return 'the end of the text';
    const line = source.text.slice(source.at, Math.min(source.lineEnd(), source.at + 40));
    return line === '' ? 'the end of the line' : JSON.stringify(line);
  }

  protected alias(): Value {
    const { source, parts } = this;
    const name = /^\*[\w-]+/.exec(source.text.slice(source.at, source.at + 200))?.[0] ?? '*';
    const anchor = parts.anchors.get(name.slice(1)) ?? source.fail('the name of an anchor above', name);
    if (anchor.value === undefined) source.fail('an alias outside of its anchor', `${name} inside of it`);
    if (!parts.expand(anchor)) source.fail('aliases for at most 100000 values', 'more');
    source.at += name.length;
    return anchor.value ?? null;
  }
}
