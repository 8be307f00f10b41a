import { entriesAt, type Json, listAt, stringAt } from '../../../lib/checker/manifest/manifest';

/**
 * What stands at the ends of a document, by path: `spec.template.spec.containers[board-api].image`. The items of a list
 * are known by their names where they have one, by their places where they have none.
 */
export function leaves(document: Json): ReadonlyMap<string, Json> {
  const found = leavesBelow('', document);
  const byPath = new Map(found);
  if (byPath.size < found.length) throw new Error('two items of one list have the same name');
  return byPath;
}

function leavesBelow(path: string, value: Json): [string, Json][] {
  const children: [string, Json][] = [
    ...entriesAt(value).map(([field, child]): [string, Json] => [path === '' ? field : `${path}.${field}`, child]),
    ...listAt(value).map((item, i): [string, Json] => [`${path}[${nameOf(item) ?? i}]`, item]),
  ];
  // An empty object is a leaf, too: `emptyDir: {}` says something.
  return children.length === 0 ? [[path, value]] : children.flatMap(([below, child]) => leavesBelow(below, child));
}

const nameOf = (item: Json) => stringAt(item, 'name') ?? stringAt(item, 'metadata', 'name');
