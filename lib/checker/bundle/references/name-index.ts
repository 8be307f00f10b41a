import { getOrInsert } from '../../manifest/get-or-insert';
import { type Manifest, namespaceOf } from '../../manifest/manifest';
import { isTypo, nearest } from '../../problem';
import { type Finding, quoted } from '../../rule';
import type { Bundle } from '../bundle';
import { HASH } from './kinship';
import { NearestNames } from './nearest-names';
import { outside } from './outside';
import { type Fit, twinOf } from './twins';
import { wholeNamespaces } from './whole-namespaces';
import { isOrphan } from './words';

interface Entry {
  readonly namespace: string;
  readonly name: string;
  /** The object itself, or the object of an operator. @default - an object without a manifest */
  readonly maker?: Manifest;
}

/** The finding for a missing object, without its place. */
type Missing = Omit<Finding, 'object' | 'field'>;

/** Objects of a kind by namespace and by name, for sentences about a missing object. */
export class NameIndex {
  /** The objects of a bundle, with others that are known. */
  static of(bundle: Bundle, kind: string, others: readonly Entry[] = []): NameIndex {
    const made = bundle
      .ofKind(kind)
      .map((maker) => ({ namespace: namespaceOf(maker), name: maker.metadata.name, maker }));
    return new NameIndex(kind, [...made, ...others], bundle);
  }

  private readonly namesByNamespace = new Map<string, Set<string>>();
  private readonly namespacesByName = new Map<string, Set<string>>();
  private readonly entriesByNamespace = new Map<string, Entry[]>();
  private readonly orphansByNamespace = new Map<string, readonly string[]>();

  private readonly nearestByNamespace = new Map<string, NearestNames>();

  private constructor(
    readonly kind: string,
    entries: readonly Entry[],
    private readonly bundle: Bundle,
  ) {
    for (const entry of entries) {
      const { namespace, name } = entry;
      getOrInsert(this.entriesByNamespace, namespace, () => []).push(entry);
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

  /** The nearest name in a namespace. */
  nearest(namespace: string, name: string): string | undefined {
    const names = this.namesByNamespace.get(namespace) ?? new Set();
    return getOrInsert(this.nearestByNamespace, namespace, () => new NearestNames(names)).of(name);
  }

  /**
   * A missing name. The name may exist in another namespace: the classic mistake. An object that nothing names is the
   * other half of a mistake, if its name is near or the manifests make the whole namespace. Elsewhere, somebody else may
   * make the one and name the other.
   */
  missing(namespace: string, name: string, orphans: readonly string[] = this.orphans(namespace), fits?: Fit): Missing {
    const elsewhere = this.namespacesOf(name).slice(0, 3);
    const place = namespace === '' ? 'that exists' : `in namespace ${namespace}`;
    const sentence = `${/^[AEIOU]/.test(this.kind) ? 'an' : 'a'} ${this.kind} ${place}`;
    const near = elsewhere.length === 0 ? this.nearest(namespace, name) : undefined;
    // A name without the hash of kustomize, or with the hash of another version.
    const base = name.replace(HASH, '');
    const hashed = this.namesIn(namespace).find((each) => HASH.test(each) && each.replace(HASH, '') === base);
    if (hashed !== undefined) return { answer: 'risk', expected: sentence, received: quoted(name), meant: hashed };
    const unnamed = elsewhere.length > 0 || (near && isTypo(name, near)) ? [] : this.halves(namespace, name, orphans);
    const isKnown = elsewhere.length > 0 || unnamed.length > 0 || (near !== undefined && isTypo(name, near));
    const twin = isKnown ? undefined : this.twin(namespace, name, fits);
    if (twin !== undefined) {
      return { answer: 'risk', expected: `${sentence} (nothing names ${twin})`, received: quoted(name), meant: twin };
    }
    const meant = unnamed.length === 0 ? near : (nearest(name, unnamed) ?? unnamed[0]);
    const hint = elsewhere.length > 0 ? ` (the one of that name is in ${elsewhere.join(', ')})` : '';
    const other = unnamed.length > 0 ? ` (nothing names ${unnamed.slice(0, 3).join(', ')})` : '';
    return {
      ...(hint + other === '' ? outside(this.kind, namespace, name, meant) : { answer: 'risk' as const }),
      expected: `${sentence}${hint}${other}`,
      received: quoted(name),
      meant,
    };
  }

  /** The object that a name means by its words: nothing else names the object, and the form is right. */
  twin(namespace: string, name: string, fits?: Fit): string | undefined {
    return twinOf(this.bundle, this.kind, name, this.entriesByNamespace.get(namespace) ?? [], fits);
  }

  /** The object itself, or the object from which an operator makes the object. */
  makerOf(namespace: string, name: string): Manifest | undefined {
    return this.entriesByNamespace.get(namespace)?.find((each) => each.name === name && each.maker)?.maker;
  }

  private halves(namespace: string, name: string, orphans: readonly string[]): readonly string[] {
    const isWhole = namespace === '' || wholeNamespaces(this.bundle).has(namespace);
    return isWhole || nearest(name, orphans) !== undefined ? orphans : [];
  }

  /** The names of a namespace. */
  namesIn(namespace: string): string[] {
    return [...(this.namesByNamespace.get(namespace) ?? [])];
  }

  /** The objects of a namespace that have a manifest, and that no other manifest names. */
  orphans(namespace: string): readonly string[] {
    return getOrInsert(this.orphansByNamespace, namespace, () => {
      const there = this.entriesByNamespace.get(namespace) ?? [];
      const unnamed = there.filter(({ name, maker }) => maker && isOrphan(this.bundle, name, maker));
      return [...new Set(unnamed.map(({ name }) => name))];
    });
  }
}
