import type { ClassMethod, Identifier } from '@babel/types';
import { described, formsOf, type Member, membersOf } from './members';
import { type Declaration, docOf, isClass, type Sources } from './sources';
import { bound, expanded, formOf } from './written-type';

/** The place of a name in the reference, and the first sentence about the name. */
export interface Links {
  readonly placeOf: (name: string) => string | undefined;
  readonly firstSentenceOf: (name: string) => string;
}

/** The parts of a page about one name: the doc comment, the refusals, the fields, the factories and methods. */
export function section(sources: Sources, declaration: Declaration, links: Links, heading: string): string[] {
  const { said, refused } = refusals(described(declaration.doc).doc);
  const members = membersOf(sources, declaration);
  const methods = isClass(declaration.node) ? publicMethods(declaration) : [];
  const written = writtenForm(sources, declaration, members, links);
  return [
    ...(said === '' ? [] : [`${said}\n`]),
    ...(written === undefined ? [] : [`${written}\n`]),
    ...(refused === '' ? [] : [`**${heading.length > 2 ? 'Refused' : 'Refusals'}.** ${refused}\n`]),
    ...(members.length > 0 ? [table(sources, members, links)] : []),
    ...methods,
  ];
}

/** The forms of a union, by the fields that tell the forms apart, or the whole type of a name without fields. */
function writtenForm(
  sources: Sources,
  declaration: Declaration,
  members: readonly Member[],
  links: Links,
): string | undefined {
  if (declaration.node.type !== 'TSTypeAliasDeclaration') return undefined;
  const type = declaration.node.typeAnnotation;
  const isUnion = type.type === 'TSUnionType';
  if (members.length > 0 && !isUnion) return undefined;
  const forms = formsOf(sources, declaration);
  const isNamed = forms.length > 0 && forms.every((form) => form.length > 0);
  if (isNamed) return `One of: ${forms.map((form) => form.map(code).join(' and ')).join(', or ')}`;
  const text = expanded(sources, declaration.file, formOf(bound(declaration, []), type), isPlaced(links));
  return isUnion ? `One of: ${code(text)}` : code(text);
}

/** The sentences of a doc comment that begin with "Refuses" to the end of their paragraph, and all others. */
function refusals(doc: string): { readonly said: string; readonly refused: string } {
  const refused: string[] = [];
  const said = doc.replace(/(?:^|(?<=[.:]\s))Refuses\b[\s\S]*?(?=\n\n|$)/g, (sentence) => {
    refused.push(sentence.trim());
    return '';
  });
  return { said: unwrapped(said), refused: unwrapped(refused.join(' ')) };
}

/** Lines of a paragraph joined: a doc comment breaks lines where its column ends. */
const unwrapped = (text: string): string =>
  text
    .trim()
    .replace(/([^\n])\n(?=[^\n\s*|-])/g, '$1 ')
    .replace(/ +\n/g, '\n');

function table(sources: Sources, members: readonly Member[], links: Links): string {
  const rows = members.map(({ name, type: own, file, optional, doc, default: value }) => {
    const type = expanded(sources, file, own, isPlaced(links));
    const fallback = value ?? (optional ? 'none' : '**required**');
    return `| \`${name}\` | ${typed(type, links)} | ${cell(fallback)} | ${cell(doc || links.firstSentenceOf(type))} |`;
  });
  return ['| field | type | default | meaning |', '|---|---|---|---|', ...rows, ''].join('\n');
}

const cell = (text: string): string => text.replace(/\s+/g, ' ').replaceAll('|', '\\|');

const isPlaced = (links: Links) => (name: string) => links.placeOf(name) !== undefined;

/** A type as code, with links to the names in it that have a place in the reference. */
function typed(type: string, links: Links): string {
  const names = [...new Set(type.replace(/'[^']*'/g, '').match(/\b[A-Z]\w+/g))].filter(isPlaced(links));
  const written = cell(code(type));
  if (names.length === 1 && names[0] === type) return `[${written}](${links.placeOf(type)})`;
  return [written, ...names.map((name) => `[${name}](${links.placeOf(name)})`)].join(' ');
}

const code = (text: string): string => (text.includes('`') ? `\`\` ${text} \`\`` : `\`${text}\``);

/** Factories, and methods that users call. Methods for constructs stand in the source. */
function publicMethods({ node, text }: Declaration): string[] {
  if (!isClass(node)) return [];
  const shown = node.body.body.filter((each): each is ClassMethod => {
    if (each.type !== 'ClassMethod' || each.kind !== 'method' || each.accessibility === 'private') return false;
    return each.accessibility !== 'protected' && each.static === true && docOf(each) !== '';
  });
  return shown.map((method) => {
    const signature = `${(method.key as Identifier).name}(${method.params.map((each) => oneLine(text(each))).join(', ')})`;
    const quotes = signature.includes('`') ? '``' : '`';
    return `${quotes}${node.id?.name}.${signature}${quotes}: ${unwrapped(described(docOf(method)).doc)}\n`;
  });
}

const oneLine = (text: string): string => text.replace(/\s+/g, ' ');
