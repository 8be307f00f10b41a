import type { Node, TSType, TSTypeLiteral } from '@babel/types';
import { type Declaration, docOf, type Sources } from './sources';
import { bound, formOf } from './written-type';

/** A field as its user writes it. */
export interface Member {
  readonly name: string;
  readonly type: string;
  /** The file that means something by the names in the type. */
  readonly file: string;
  readonly optional: boolean;
  /** The doc comment without its `@default`. */
  readonly doc: string;
  readonly default: string | undefined;
}

/** The members of an interface or of a type, inherited members behind its own. */
export function membersOf(sources: Sources, found: Declaration, given: readonly string[] = []): Member[] {
  const declaration = bound(found, given);
  const { node } = declaration;
  if (node.type === 'TSTypeAliasDeclaration') return inType(sources, declaration, node.typeAnnotation);
  if (node.type !== 'TSInterfaceDeclaration') return [];
  const own = node.body.body.flatMap((each) => member(declaration, each));
  const inherited = (node.extends ?? []).flatMap(({ expression, typeParameters }) => {
    const name = expression.type === 'Identifier' ? expression.name : '';
    return inReference(sources, declaration, name, typeParameters?.params ?? []);
  });
  return unique([...own, ...inherited]);
}

/** The members of a type: of a literal, of a name, and of several types joined. Those of a union stand in one list. */
function inType(sources: Sources, declaration: Declaration, type: TSType): Member[] {
  if (type.type === 'TSParenthesizedType') return inType(sources, declaration, type.typeAnnotation);
  if (type.type === 'TSTypeLiteral') return type.members.flatMap((each) => member(declaration, each));
  if (type.type === 'TSUnionType' || type.type === 'TSIntersectionType') {
    const parts = type.types.map((each) => inType(sources, declaration, each));
    const members = unique(parts.flat());
    return type.type === 'TSUnionType' ? members.map((each) => inForms(each, parts)) : members;
  }
  if (type.type !== 'TSTypeReference' || type.typeName.type !== 'Identifier') return [];
  return inReference(sources, declaration, type.typeName.name, type.typeParameters?.params ?? []);
}

function inReference(
  sources: Sources,
  declaration: Declaration,
  name: string,
  parameters: readonly TSType[],
): Member[] {
  const [first, second] = parameters;
  if (first && ['Pick', 'Omit', 'Required', 'Partial', 'Readonly'].includes(name)) {
    const members = inType(sources, declaration, first);
    if (second === undefined) return members;
    const names = [...declaration.text(second).matchAll(/'([^']+)'/g)].map(([, each]) => each);
    return members.filter((each) => names.includes(each.name) === (name === 'Pick'));
  }
  const target = sources.find(declaration.file, name);
  return target ? membersOf(sources, target, parameters.map(declaration.text)) : [];
}

function member(declaration: Declaration, node: Node): Member[] {
  if (node.type !== 'TSPropertySignature' && node.type !== 'TSMethodSignature') return [];
  if (node.key.type !== 'Identifier') return [];
  const annotation = node.type === 'TSPropertySignature' ? node.typeAnnotation?.typeAnnotation : undefined;
  if (annotation?.type === 'TSNeverKeyword') return [];
  const { name } = node.key;
  const inner = annotation
    ? literals(annotation).flatMap((each) => each.members.flatMap((inside) => member(declaration, inside)))
    : [];
  const type = annotation ? typeOf(declaration, annotation) : formOf(declaration, node);
  const { file } = declaration;
  const own = { name, type, file, optional: node.optional === true, ...described(docOf(node)) };
  return [own, ...inner.map((each) => ({ ...each, name: `${name}.${each.name}` }))];
}

/** The type of a field. The fields of an object that the type writes out have rows of their own. */
function typeOf(declaration: Declaration, type: TSType): string {
  if (type.type === 'TSTypeLiteral') return 'object';
  if (type.type !== 'TSIntersectionType') return formOf(declaration, type);
  const named = type.types.filter((each) => each.type !== 'TSTypeLiteral');
  return named.map((each) => formOf(declaration, each)).join(' & ');
}

/** The objects that a type writes out. */
function literals(type: TSType): TSTypeLiteral[] {
  if (type.type === 'TSTypeLiteral') return [type];
  return type.type === 'TSIntersectionType' ? type.types.flatMap(literals) : [];
}

/** The fields that only some forms of a union have, for each form: `[['argoCd'], ['flux']]`. */
export function formsOf(sources: Sources, declaration: Declaration): string[][] {
  const { node } = declaration;
  if (node.type !== 'TSTypeAliasDeclaration' || node.typeAnnotation.type !== 'TSUnionType') return [];
  const forms = node.typeAnnotation.types.map((each) =>
    inType(sources, declaration, each).flatMap(({ name, optional }) => (optional || name.includes('.') ? [] : [name])),
  );
  return forms.map((form) => form.filter((name) => !forms.every((other) => other.includes(name))));
}

/** A member of a union has the types of all forms, and says so where not every form has the member. */
function inForms(member: Member, forms: readonly (readonly Member[])[]): Member {
  const own = forms.map((form) => form.find(({ name }) => name === member.name));
  const types = new Set(own.flatMap((each) => each?.type ?? []));
  const whole = { ...member, type: [...types].join(' | ') };
  if (own.every((each) => each !== undefined) || member.default) return whole;
  return { ...whole, default: member.optional ? 'none' : '**required** in its form' };
}

/** A doc comment, and the default that stands in it. */
export function described(comment: string): Pick<Member, 'doc' | 'default'> {
  const [doc = '', value] = comment.split('@default');
  return { doc: doc.trim(), default: value?.trim().replace(/\s+/g, ' ') };
}

/** A name that several types carry stands once: the first says most. */
function unique(members: readonly Member[]): Member[] {
  return [...new Map([...members].reverse().map((each) => [each.name, each])).values()].reverse();
}
