import { getOrInsert } from '../manifest/get-or-insert';
import { namespaceOf } from '../manifest/manifest';
import { nearest } from '../problem';
import { type Finding, quoted } from '../rule';
import type { Bundle } from './bundle';
import { outside } from './outside';

/** The comparisons of names for one kind. */
const MOST_COMPARED = 300_000;

interface Entry {
  readonly namespace: string;
  readonly name: string;
}

/** Objects of a kind by namespace and by name, for sentences about a missing object. */
export class NameIndex {
  /** The objects of a bundle, with others that are known. */
  static of(bundle: Bundle, kind: string, others: readonly Entry[] = []): NameIndex {
    const made = bundle.ofKind(kind).map((object) => ({ namespace: namespaceOf(object), name: object.metadata.name }));
    return new NameIndex(kind, [...made, ...others]);
  }

  private readonly namesByNamespace = new Map<string, Set<string>>();
  private readonly namespacesByName = new Map<string, Set<string>>();

  private compared = 0;

  private constructor(
    readonly kind: string,
    entries: readonly Entry[],
  ) {
    for (const { namespace, name } of entries) {
      getOrInsert(this.namesByNamespace, namespace, () => new Set()).add(name);
      getOrInsert(this.namespacesByName, name, () => new Set()).add(namespace);
    }
  }

  has(namespace: string, name: string): boolean {
    return this.namesByNamespace.get(namespace)?.has(name) ?? false;
  }

  /** The namespaces with an object of a name. */
  namespacesOf(name: string): string[] {
    return [...(this.namespacesByName.get(name) ?? [])];
  }

  /** The nearest name in a namespace. Thousands of missing names among thousands get no hint, which would take minutes. */
  nearest(namespace: string, name: string): string | undefined {
    const names = this.namesByNamespace.get(namespace) ?? new Set();
    this.compared += names.size;
    return this.compared > MOST_COMPARED ? undefined : nearest(name, names);
  }

  /** A missing name. The name may exist in another namespace: the classic mistake. */
  missing(namespace: string, name: string): Omit<Finding, 'object' | 'field'> {
    const elsewhere = this.namespacesOf(name).slice(0, 3);
    const hint = elsewhere.length === 0 ? '' : ` (the one of that name is in ${elsewhere.join(', ')})`;
    const meant = elsewhere.length === 0 ? this.nearest(namespace, name) : undefined;
    return {
      ...(elsewhere.length > 0 ? { answer: 'risk' as const } : outside(this.kind, namespace, name, meant)),
      expected: `${/^[AEIOU]/.test(this.kind) ? 'an' : 'a'} ${this.kind} in namespace ${namespace}${hint}`,
      received: quoted(name),
      meant,
    };
  }
}
