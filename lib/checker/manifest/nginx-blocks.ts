/** A directive of nginx. A directive with a block has the directives of the block. */
export interface Directive {
  readonly name: string;
  readonly words: readonly string[];
  /** Undefined for a directive that ends with a semicolon. */
  readonly block: readonly Directive[] | undefined;
}

const TOKEN = /#[^\n]*|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|[;{}]|(?:\$\{\w+\}|\\.|[^\s;{}"'])+/gs;

/** The directives of a configuration of nginx. Undefined for another text. */
export function nginxBlocks(text: string): readonly Directive[] | undefined {
  const stack: { words: string[]; found: Directive[] }[] = [{ words: [], found: [] }];
  let words: string[] = [];
  for (const [token] of text.matchAll(TOKEN)) {
    const top = stack[stack.length - 1];
    if (top === undefined) return undefined;
    if (token.startsWith('#')) continue;
    if (token === ';') {
      if (words.length > 0) top.found.push(directive(words, undefined));
      words = [];
    } else if (token === '{') {
      stack.push({ words, found: [] });
      words = [];
    } else if (token === '}') {
      const parent = stack[stack.length - 2];
      if (parent === undefined || words.length > 0) return undefined;
      parent.found.push(directive(top.words, top.found));
      stack.pop();
    } else words.push(token.replace(/^(["'])(.*)\1$/s, '$2'));
  }
  return stack.length === 1 && words.length === 0 ? stack[0]?.found : undefined;
}

const directive = ([name = '', ...words]: readonly string[], block: readonly Directive[] | undefined): Directive => ({
  name,
  words,
  block,
});

/** Each block of a name, with the directives that nginx inherits: those of the blocks around, the nearest first. */
export function blocksNamed(
  directives: readonly Directive[],
  name: string,
  around: readonly (readonly Directive[])[] = [],
): { readonly block: Directive; readonly own: readonly Directive[]; readonly around: readonly Directive[] }[] {
  return directives.flatMap((each) => {
    if (each.block === undefined) return [];
    const outer = [directives, ...around];
    const own = each.name === name ? [{ block: each, own: each.block, around: outer.flat() }] : [];
    return [...own, ...blocksNamed(each.block, name, outer)];
  });
}
