import { group } from './group';
import type { Labels, Requirement } from './label-selector';

/** Things by the labels that they have: finds those that a selector picks without looking at all of them. */
export class LabelIndex<Item> {
  private readonly all: Item[] = [];
  private readonly byLabel = new Map<string, Item[]>();

  add(labels: Labels, item: Item): void {
    this.all.push(item);
    for (const [label, value] of Object.entries(labels)) group(this.byLabel, pair(label, value), item);
  }

  /** A few that hold all that have these labels: the smallest group that shares one of them. */
  candidates(labels: Labels): readonly Item[] {
    const groups = Object.entries(labels).map(([label, value]) => this.byLabel.get(pair(label, value)) ?? []);
    return groups.reduce((smallest, each) => (each.length < smallest.length ? each : smallest), this.all);
  }
}

/** Things by the labels that they demand: finds those that labels may satisfy without looking at all of them. */
export class SelectorIndex<Item> {
  private readonly entries: { readonly demands: readonly (readonly string[])[]; readonly item: Item }[] = [];
  private readonly frequency = new Map<string, number>();
  private byLabel: ReadonlyMap<string | undefined, readonly number[]> | undefined;

  add(selector: readonly Requirement[], item: Item): void {
    const demands = selector
      .filter(({ operator }) => operator === 'In')
      .map(({ key, values }) => [...new Set(values.map((value) => pair(key, value)))]);
    for (const label of demands.flat()) this.frequency.set(label, (this.frequency.get(label) ?? 0) + 1);
    this.entries.push({ demands, item });
    this.byLabel = undefined;
  }

  /** A few that hold all whose demands these labels satisfy, in the order in which they were added. */
  candidates(labels: Labels): Item[] {
    this.byLabel ??= this.grouped();
    const known = this.byLabel;
    const wanted = [undefined, ...Object.entries(labels).map(([label, value]) => pair(label, value))];
    const positions = wanted.flatMap((label) => known.get(label) ?? []).sort((a, b) => a - b);
    return positions.flatMap((position) => this.entries[position]?.item ?? []);
  }

  /** Each under the demand that the fewest others share: a name, rather than the namespace that all have in common. */
  private grouped(): Map<string | undefined, number[]> {
    const groups = new Map<string | undefined, number[]>();
    const share = (labels: readonly string[]) => Math.max(...labels.map((label) => this.frequency.get(label) ?? 0));
    this.entries.forEach(({ demands: [first, ...others] }, position) => {
      const rarest = others.reduce((best, each) => (share(each) < share(best) ? each : best), first ?? []);
      for (const label of first === undefined ? [undefined] : rarest) group(groups, label, position);
    });
    return groups;
  }
}

const pair = (label: string, value: unknown): string => `${label}=${value}`;
