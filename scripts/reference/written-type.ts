import type { Node } from '@babel/types';
import type { Declaration, Sources } from './sources';

/** As many characters as a row of a table has room for. */
const LONGEST = 100;

/** A declaration whose texts have types in place of its type parameters: given ones, or else the default or the constraint. */
export function bound(declaration: Declaration, given: readonly string[]): Declaration {
  const { node, text } = declaration;
  const parameters = 'typeParameters' in node ? (node.typeParameters as Node | null | undefined) : undefined;
  if (parameters?.type !== 'TSTypeParameterDeclaration') return declaration;
  const types = parameters.params.map(({ name, default: fallback, constraint }, index) => {
    const own = fallback ?? constraint;
    return [String(name), given[index] ?? (own ? text(own) : String(name))] as const;
  });
  const written = (each: Node) =>
    types.reduce((whole, [name, type]) => whole.replace(new RegExp(`\\b${name}\\b`, 'g'), () => type), text(each));
  return { ...declaration, text: written };
}

/** A type in one line, without comments, and without fields that are there to be left out. */
export function formOf({ text }: Declaration, node: Node): string {
  return text(node)
    .replace(/\/\*\*[\s\S]*?\*\//g, '')
    .replaceAll('readonly ', '')
    .replace(/\w+\?: never;?/g, '')
    .replace(/\s+/g, ' ')
    .replace(/;(?= *\})/g, '')
    .replace(/;$/, '')
    .replace(/,(?= *[\])}])/g, '')
    .replace(/^ ?\| /, '')
    .trim();
}

/** The words of a table of words: `(typeof FORMATS)[number]` is as long as the table. */
function wordsOf(sources: Sources, file: string, type: string): string | undefined {
  const [, name] = /^\(typeof (\w+)\)\[number\]$/.exec(type) ?? [];
  const table = name === undefined ? undefined : sources.find(file, name);
  const words = table && [...table.text(table.node).matchAll(/'[^']*'/g)].map(([word]) => word);
  return words?.join(' | ');
}

/** A type with short types in place of the names that have no place in the reference. */
export function expanded(sources: Sources, file: string, type: string, isPlaced: (name: string) => boolean): string {
  const words = wordsOf(sources, file, type);
  if (words !== undefined) return words;
  return type.replace(/(?<!['\w.])[A-Z]\w+(?!['\w])(<[^<>]*>)?/g, (whole, given?: string) => {
    const name = whole.replace(/<.*/, '');
    if (isPlaced(name)) return given ? `${name}<${expanded(sources, file, given.slice(1, -1), isPlaced)}>` : name;
    const target = sources.find(file, name);
    const form = target && shortForm(bound(target, given ? [given.slice(1, -1)] : []));
    return target && form !== undefined ? expanded(sources, target.file, form, isPlaced) : whole;
  });
}

function shortForm(declaration: Declaration): string | undefined {
  const { node } = declaration;
  const isInterface = node.type === 'TSInterfaceDeclaration' && !node.extends?.length;
  const type = node.type === 'TSTypeAliasDeclaration' ? node.typeAnnotation : isInterface ? node.body : undefined;
  const form = type && formOf(declaration, type);
  return form !== undefined && form.length <= LONGEST ? form : undefined;
}
