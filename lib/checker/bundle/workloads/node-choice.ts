import { entriesAt, type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';

/** The values that labels of a node may have, by label. All of them must fit. */
export type NodeTerm = ReadonlyMap<string, ReadonlySet<string>>;

/** The nodes of a pod: one of the terms fits. A pod without a choice has one empty term. */
export function podTerms(spec: Json | undefined): readonly NodeTerm[] {
  const selector = entriesAt(spec, 'nodeSelector').map(([key, value]) => [key, new Set([String(value)])] as const);
  const terms = termsOf(
    valueAt(spec, 'affinity', 'nodeAffinity', 'requiredDuringSchedulingIgnoredDuringExecution', 'nodeSelectorTerms'),
  );
  const own = terms.length === 0 ? [new Map<string, ReadonlySet<string>>()] : terms;
  return own.map((term) => merged([...selector, ...term]));
}

/** The terms of a node affinity, or of the topologies of a StorageClass. */
export function termsOf(terms: Json | undefined): readonly NodeTerm[] {
  return (Array.isArray(terms) ? (terms as readonly Json[]) : []).map((term) =>
    merged(
      [...listAt(term, 'matchExpressions'), ...listAt(term, 'matchLabelExpressions')].flatMap((expression) => {
        const isIn = (stringAt(expression, 'operator') ?? 'In') === 'In';
        const values = new Set(listAt(expression, 'values').map(String));
        return isIn ? [[stringAt(expression, 'key') ?? '', values] as const] : [];
      }),
    ),
  );
}

function merged(entries: readonly (readonly [string, ReadonlySet<string>])[]): NodeTerm {
  const found = new Map<string, ReadonlySet<string>>();
  for (const [key, values] of entries) {
    const earlier = found.get(key);
    found.set(key, earlier === undefined ? values : new Set([...values].filter((value) => earlier.has(value))));
  }
  return found;
}

/** The label in which no term of one side fits a term of the other. Undefined if a node may fit both. */
export function conflict(some: readonly NodeTerm[], others: readonly NodeTerm[]): string | undefined {
  let label: string | undefined;
  for (const term of some) {
    for (const other of others) {
      label = [...term].find(([key, values]) => {
        const theirs = other.get(key);
        return theirs !== undefined && ![...values].some((value) => theirs.has(value));
      })?.[0];
      if (label === undefined) return undefined;
    }
  }
  return label;
}
