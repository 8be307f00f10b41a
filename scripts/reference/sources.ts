import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from '@babel/parser';
import type { ClassDeclaration, Node, Statement } from '@babel/types';

/** A named part of a source file: its statement, the comment above, and the text to read types from. */
export interface Declaration {
  readonly file: string;
  readonly name: string;
  readonly node: Node;
  readonly doc: string;
  readonly text: (node: Node) => string;
}

/** The declarations of TypeScript files, found by name as the files import each other. */
export class Sources {
  private readonly files = new Map<string, ReadonlyMap<string, Declaration | Alias>>();

  constructor(private readonly root: string) {}

  /** The declaration that a file means by a name; undefined for a name of a package. */
  find(file: string, name: string): Declaration | undefined {
    const found = this.names(file).get(name);
    if (found === undefined || 'node' in found) return found;
    return this.find(found.file, found.name);
  }

  /** The names that a file exports from other files. */
  exported(file: string): string[] {
    return [...this.names(file)].filter(([, each]) => !('node' in each)).map(([name]) => name);
  }

  private names(file: string): ReadonlyMap<string, Declaration | Alias> {
    const known = this.files.get(file);
    if (known) return known;
    const source = readFileSync(path.join(this.root, file), 'utf8');
    const { program } = parse(source, { sourceType: 'module', plugins: ['typescript'] });
    const text = (node: Node) => source.slice(node.start ?? 0, node.end ?? 0);
    const names = new Map(program.body.flatMap((statement) => this.namesOf(file, statement, text)));
    this.files.set(file, names);
    return names;
  }

  private namesOf(file: string, statement: Statement, text: Declaration['text']): [string, Declaration | Alias][] {
    if ((statement.type === 'ImportDeclaration' || statement.type === 'ExportNamedDeclaration') && statement.source) {
      const target = this.target(file, statement.source.value);
      if (target === undefined) return [];
      return statement.specifiers.flatMap((each): [string, Alias][] => {
        if (each.type === 'ImportSpecifier') return [[each.local.name, { file: target, name: nameOf(each.imported) }]];
        return each.type === 'ExportSpecifier'
          ? [[nameOf(each.exported), { file: target, name: each.local.name }]]
          : [];
      });
    }
    const node = statement.type === 'ExportNamedDeclaration' ? (statement.declaration ?? statement) : statement;
    const doc = docOf(statement);
    if (node.type === 'VariableDeclaration') {
      return node.declarations.flatMap(({ id, ...each }) =>
        id.type === 'Identifier' ? [[id.name, { file, name: id.name, node: each as Node, doc, text }]] : [],
      );
    }
    const name = 'id' in node && node.id?.type === 'Identifier' ? node.id.name : undefined;
    return name === undefined ? [] : [[name, { file, name, node, doc, text }]];
  }

  private target(file: string, source: string): string | undefined {
    if (!source.startsWith('.')) return undefined;
    const place = path.posix.join(path.posix.dirname(file), source);
    return [`${place}.ts`, `${place}/index.ts`].find((each) => existsSync(path.join(this.root, each)));
  }
}

/** A name that stands in another file, perhaps as another name. */
interface Alias {
  readonly file: string;
  readonly name: string;
}

const nameOf = (node: Node): string =>
  node.type === 'StringLiteral' ? node.value : 'name' in node ? String(node.name) : '';

/** The doc comment directly above a node, without its stars. */
export function docOf({ leadingComments }: Pick<Node, 'leadingComments'>): string {
  const comment = leadingComments?.filter(({ type, value }) => type === 'CommentBlock' && value.startsWith('*')).at(-1);
  return (comment?.value ?? '').replace(/^\*|\n\s*\* ?/g, '\n').trim();
}

export const isClass = (node: Node): node is ClassDeclaration => node.type === 'ClassDeclaration';
