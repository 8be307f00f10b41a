import { getOrInsert } from '../manifest/get-or-insert';
import type { Labels, Requirement } from './label-selector';

/** Values by label and label value. */
type ByLabel<Value> = Map<string, Map<unknown, Value>>;

function append<Item>(items: ByLabel<Item[]>, label: string, value: unknown, item: Item): void {
  const byValue = getOrInsert(items, label, () => new Map<unknown, Item[]>());
  getOrInsert(byValue, value, () => []).push(item);
}

/** Items by their labels: finds the matches of a selector without a loop over all items. */
export class LabelIndex<Item> {
  private readonly all: Item[] = [];
  private readonly byLabel: ByLabel<Item[]> = new Map();

  add(labels: Labels, item: Item): void {
    this.all.push(item);
    for (const [label, value] of Object.entries(labels)) append(this.byLabel, label, value, item);
  }

  /** A superset of the matching items: the smallest bucket of any one label. */
  candidates(labels: Labels): readonly Item[] {
    const groups = Object.entries(labels).map(([label, value]) => this.byLabel.get(label)?.get(value) ?? []);
    return groups.reduce((smallest, each) => (each.length < smallest.length ? each : smallest), this.all);
  }
}

/** Up to this number of items, a loop is faster than an index. */
const A_FEW = 2;

/** Items by their required labels: finds the selectors of given labels without a loop over all items. */
export class SelectorIndex<Item> {
  private readonly items: Item[] = [];
  private readonly selectors: (readonly Requirement[])[] = [];
  private groups: { readonly byLabel: ByLabel<number[]>; readonly others: readonly number[] } | undefined;

  add(selector: readonly Requirement[], item: Item): void {
    this.items.push(item);
    this.selectors.push(selector.filter(({ operator }) => operator === 'In'));
    this.groups = undefined;
  }

  /** A superset of the matching items, in the order of insertion. */
  candidates(labels: Labels): readonly Item[] {
    if (this.items.length <= A_FEW) return this.items;
    this.groups ??= this.grouped();
    const { byLabel, others } = this.groups;
    const demanding = Object.entries(labels).flatMap(([label, value]) => byLabel.get(label)?.get(value) ?? []);
    return [...others, ...demanding].sort((a, b) => a - b).flatMap((position) => this.items[position] ?? []);
  }

  /** Each item under its rarest requirement: a name rather than a common namespace. */
  private grouped() {
    const frequency: ByLabel<number> = new Map();
    for (const { key, values } of this.selectors.flat()) {
      const known = getOrInsert(frequency, key, () => new Map());
      for (const value of new Set(values)) known.set(value, (known.get(value) ?? 0) + 1);
    }
    const share = ({ key, values }: Requirement) =>
      Math.max(...values.map((value) => frequency.get(key)?.get(value) ?? 0));

    const byLabel: ByLabel<number[]> = new Map();
    const others: number[] = [];
    this.selectors.forEach(([first, ...rest], position) => {
      if (first === undefined) others.push(position);
      else {
        const { key, values } = rest.reduce((best, each) => (share(each) < share(best) ? each : best), first);
        for (const value of new Set(values)) append(byLabel, key, value, position);
      }
    });
    return { byLabel, others };
  }
}
