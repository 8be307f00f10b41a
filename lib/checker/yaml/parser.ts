import { blockText } from './block-text';
import { DocumentParts, type RepeatedKey, type Value } from './document';
import type { Properties } from './nodes';
import { PlainTexts } from './plain-texts';
import { Source } from './source';

export { YamlError } from './source';

/** A document of YAML. */
export interface YamlDocument {
  /** Undefined for a document without content. */
  readonly value: Value | undefined;
  readonly repeated: readonly RepeatedKey[];
  /** The place of text behind the end of the document, `...`. kubectl does not read the text. */
  readonly leftOver: number | undefined;
}

/**
 * The document of a text, as kubectl reads it: YAML 1.1 as Go's yaml.v2 takes it. Throws a YamlError at the first
 * mistake.
 */
export function parseYaml(text: string, places?: Map<object, Map<string, number>>): YamlDocument {
  return new BlockNodes(new Source(text), new DocumentParts(places)).document();
}

/** Nodes in block style, whose columns tell their parents. */
class BlockNodes extends PlainTexts {
  document(): YamlDocument {
    const { source, parts } = this;
    source.skip();
    while (source.peek() === '%' && source.column === 0) {
      source.at = source.lineEnd();
      source.skip();
    }
    if (source.column === 0 && source.text.startsWith('---', source.at) && source.isBlank(3)) {
      source.at += 3;
      source.isLineEnd();
    }
    source.skip();
    const value = source.isEnd() ? undefined : this.block(-1);
    source.skip();
    if (!source.isEnd()) source.fail('the end of the document, or a field at the column of the others', this.here());
    source.at += 3;
    source.skip();
    return { value, repeated: parts.repeated, leftOver: source.at < source.text.length ? source.at : undefined };
  }

  /** A node in block style. Its column is right of its parent's. */
  private block(parent: number): Value {
    const { source } = this;
    const [start, column] = [source.at, source.column];
    if (this.isMark('-')) return this.nested(() => this.sequence(column, {}));
    if (this.isMark('?')) return this.nested(() => this.mapping(column, {}));
    const properties = this.properties();
    if (source.isLineEnd()) return this.below(parent, properties);
    if (this.isMark('-')) source.fail('a list on the lines below', 'a list behind its anchor or tag');
    // The anchor or tag of a key belongs to the key.
    if (this.isKey()) {
      source.at = start;
      return this.nested(() => this.mapping(column, {}));
    }
    return this.inline(parent, properties);
  }

  /** A node that starts on a line below its key, dash, anchor or tag. */
  private below(parent: number, properties: Properties, sequenceAt = parent + 1): Value {
    const { source } = this;
    source.skip();
    const { column } = source;
    if (!source.isEnd()) {
      if (column >= sequenceAt && this.isMark('-')) return this.nested(() => this.sequence(column, properties));
      if (column > parent) {
        if (this.isMark('?') || this.isKey()) return this.nested(() => this.mapping(column, properties));
        if (properties.anchor === undefined && properties.tag === undefined) return this.block(parent);
        const own = this.properties();
        return this.inline(parent, { ...properties, ...own });
      }
    }
    return this.scalar('', properties, true);
  }

  /** A scalar, an alias or a node in flow style. */
  private inline(parent: number, properties: Properties): Value {
    const { source } = this;
    const mark = source.peek();
    if (mark === '|' || mark === '>') return this.scalar(blockText(source, parent), properties, false);
    const plain = !/["'*[{]/.test(mark);
    const value = plain ? this.scalar(this.plainText(parent), properties, true) : this.flow(properties);
    if (!plain && !source.isLineEnd()) {
      const colon = source.peek() === ':';
      source.fail(
        colon ? 'a text as the key' : 'the end of the line',
        colon ? 'a list, an object or a second key' : this.here(),
      );
    }
    return value;
  }

  private mapping(column: number, properties: Properties): Value {
    const { source, parts } = this;
    const object: { [key: string]: Value } = {};
    const close = this.open(properties, object);
    for (;;) {
      const offset = source.at;
      const explicit = this.isMark('?');
      if (explicit) source.at++;
      source.skipSpaces();
      const key = this.key(explicit ? column : undefined);
      if (explicit && !source.isLineEnd()) source.fail('a text as the key', this.here(), offset);
      if (explicit) source.skip();
      const merges = key === '<<' && source.text.startsWith('<<', offset);
      const valued = this.isMark(':') && (!explicit || source.column === column);
      if (valued) source.at++;
      else if (!explicit) source.fail('a colon and a space behind the key', this.here());
      const value = valued ? this.value(column) : null;
      if (!parts.put(object, key, value, offset, merges))
        source.fail('an object, or a list of objects, to merge', 'another value', offset);
      source.skip();
      if (source.isEnd() || source.column < column) return close(object);
      if (source.column > column) source.fail(`a field at the column of the others (${column + 1})`, this.here());
    }
  }

  /** The value behind the colon of a key in a column. */
  private value(column: number): Value {
    const { source } = this;
    source.skipSpaces();
    const properties = this.properties();
    if (source.isLineEnd()) return this.below(column, properties, column);
    if (this.isMark('-') || this.isMark('?')) source.fail('a value, or a list on the lines below', this.here());
    return this.inline(column, properties);
  }

  private sequence(column: number, properties: Properties): Value {
    const { source, parts } = this;
    const list: Value[] = [];
    const close = this.open(properties, list);
    while (this.isMark('-')) {
      const offset = source.at++;
      const own = source.isLineEnd();
      const place = own ? offset : source.at;
      const value = own ? this.below(column, {}) : this.block(column);
      parts.append(list, value, place);
      source.skip();
      if (source.isEnd() || source.column < column) return close(list);
      if (source.column > column) source.fail(`an item at the column of the others (${column + 1})`, this.here());
    }
    return close(list);
  }
}
