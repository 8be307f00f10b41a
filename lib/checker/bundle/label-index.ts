import { getOrInsert } from '../manifest/get-or-insert';
import type { Labels, Requirement } from './label-selector';

/** Values by label and its value. */
type ByLabel<Value> = Map<string, Map<unknown, Value>>;

function append<Item>(items: ByLabel<Item[]>, label: string, value: unknown, item: Item): void {
  const byValue = getOrInsert(items, label, () => new Map<unknown, Item[]>());
  getOrInsert(byValue, value, () => []).push(item);
}

/** Things by the labels that they have: finds those that a selector picks without looking at all of them. */
export class LabelIndex<Item> {
  private readonly all: Item[] = [];
  private readonly byLabel: ByLabel<Item[]> = new Map();

  add(labels: Labels, item: Item): void {
    this.all.push(item);
    for (const [label, value] of Object.entries(labels)) append(this.byLabel, label, value, item);
  }

  /** A few that hold all that have these labels: the smallest group that shares one of them. */
  candidates(labels: Labels): readonly Item[] {
    const groups = Object.entries(labels).map(([label, value]) => this.byLabel.get(label)?.get(value) ?? []);
    return groups.reduce((smallest, each) => (each.length < smallest.length ? each : smallest), this.all);
  }
}

/** To look at this many is faster than to index them. */
const A_FEW = 2;

/** Things by the labels that they demand: finds those that labels may satisfy without looking at all of them. */
export class SelectorIndex<Item> {
  private readonly items: Item[] = [];
  private readonly selectors: (readonly Requirement[])[] = [];
  private groups: { readonly byLabel: ByLabel<number[]>; readonly others: readonly number[] } | undefined;

  add(selector: readonly Requirement[], item: Item): void {
    this.items.push(item);
    this.selectors.push(selector.filter(({ operator }) => operator === 'In'));
    this.groups = undefined;
  }

  /** A few that hold all whose demands these labels satisfy, in the order in which they were added. */
  candidates(labels: Labels): readonly Item[] {
    if (this.items.length <= A_FEW) return this.items;
    this.groups ??= this.grouped();
    const { byLabel, others } = this.groups;
    const demanding = Object.entries(labels).flatMap(([label, value]) => byLabel.get(label)?.get(value) ?? []);
    return [...others, ...demanding].sort((a, b) => a - b).flatMap((position) => this.items[position] ?? []);
  }

  /** Each under the demand that the fewest others share: a name, rather than the namespace that all have in common. */
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
