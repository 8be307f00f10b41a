import {
  Bundle,
  check,
  type Json,
  type KubernetesVersion,
  RULES_BY_SUBJECT,
  type RuleFinding,
  UNKNOWN_CLUSTER,
} from '../../lib/checker';
import { type Shape, shapes } from '../../lib/checker/kubernetes/object-shapes';
import { type Manifest, namespaceOf, valueAt } from '../../lib/checker/manifest/manifest';
import type { Answer, ApiServer } from './api-server';
import { type Change, changed } from './change';
import { keptWhole } from './kept-whole';
import { Neighbours, type Site, type Step } from './neighbours';
import type { Subject } from './subjects';

/** An answer to keep for a reason: of all answers for the same reason, the one with the lowest cost. */
interface Candidate {
  readonly line: string;
  readonly cost: number;
}

/** A change that is worth a question. */
interface Mutant {
  readonly steps: readonly Step[];
  readonly change: Change;
  readonly object: Json;
  readonly found: readonly RuleFinding[];
  /** The reasons to keep the answer, if the server agrees with the rules. */
  readonly reasons: readonly string[];
  readonly cost: number;
}

/** Of other versions, only those answers are kept that the rules give otherwise for this one. */
const REFERENCE: KubernetesVersion = '1.34';
const AT_ONCE = 8;
const MOST_SITES = 4;
const MOST_LETTERS = 1500;
const MOST_PAIRS = 120;
const MOST_LABELS = 3;

/** Answers of an API server about neighbours of manifests, a line each: object, answer, change. */
export class Recording {
  private readonly kept = new Map<string, Candidate>();
  /** The single changes that are refused, by object, place and value. */
  private readonly refused = new Set<string>();
  private readonly counts = { asked: 0, missed: 0, malformed: 0 };

  constructor(
    private readonly server: ApiServer,
    private readonly kubernetes: KubernetesVersion,
    private readonly next: () => number,
  ) {}

  async run(all: readonly Subject[]): Promise<void> {
    const subjects: Subject[] = [];
    for (const subject of all) if (await this.isTaken(subject)) subjects.push(subject);
    const neighbours = new Neighbours(subjects);
    // The second time, the server has named words and numbers.
    for (let round = 0; round < 2; round++) {
      const steps = neighbours.fields().flatMap(({ site, name, shape }) => neighbours.all(site, name, shape));
      await this.ask(steps.map((step) => [step]), neighbours); // biome-ignore format: a line
    }
    const seen = new Map<string, number>();
    const sites = neighbours.sites.filter(({ structure: { name } }) => {
      seen.set(name, (seen.get(name) ?? 0) + 1);
      return (seen.get(name) ?? 0) <= MOST_SITES;
    });
    for (const site of sites)
      await this.ask(
        neighbours.plausible(site).map((step) => [step]),
        neighbours,
      );
    for (let round = 0; round < 2; round++) await this.ask(this.pairs(sites, neighbours), neighbours);
  }

  /** Sorted, so that another recording differs in few lines. */
  lines(): string[] {
    const labels = new Map<string, Candidate[]>();
    for (const [reason, candidate] of this.kept) {
      const [answer, field = '', ...rest] = reason.split('|');
      // The neighbours that the server takes count where it refuses others.
      if (answer === 'taken' && !this.refusing.has(field)) continue;
      const group = answer === 'taken' ? reason : [answer, field, ...rest.slice(0, -1)].join('|');
      labels.set(group, [...(labels.get(group) ?? []), candidate]);
    }
    const lines = [...labels.values()].flatMap(
      (candidates) =>
      candidates.sort((a, b) => a.cost - b.cost).slice(0, MOST_LABELS).map(({ line }) => line), // biome-ignore format: a line
    );
    return [...new Set(lines)].sort();
  }

  report(): string {
    const { asked, missed, malformed } = this.counts;
    return `${this.server.version}: ${asked} asked, ${this.lines().length} kept; the rules miss ${missed}, and call ${malformed} malformed`;
  }

  /** The fields of refused changes. */
  private readonly refusing = new Set<string>();

  private async isTaken({ manifest }: Subject): Promise<boolean> {
    if (!this.server.serves(manifest)) return false;
    const namespace = namespaceOf(manifest);
    const answer = await this.server.create(manifest as unknown as Json, manifest, namespace);
    if (answer.code >= 400) return answer.code === 409;
    return keptWhole(this.server, manifest as unknown as Json, answer, namespace);
  }

  /** Two changes at a time, the second in the same value or below. */
  private pairs(sites: readonly Site[], neighbours: Neighbours): Step[][] {
    const near = sites.map((site) => ({ site, steps: neighbours.plausible(site) }));
    return near.flatMap(({ site, steps }) => {
      const below = near
        .filter((other) => other.site.of === site.of && other.site.pointer.startsWith(site.pointer))
        .flatMap((other) => other.steps);
      const pair = () => [this.pick(steps), this.pick(this.next() < 0.6 ? steps : below)];
      return Array.from({ length: Math.min(MOST_PAIRS, steps.length * 2) }, pair).filter(
        ([a, b]) => a?.pointer !== b?.pointer && !b?.pointer.startsWith(`${a?.pointer}/`),
      );
    });
  }

  /** The answers are read in the order of the questions, whichever comes first. */
  private async ask(changes: readonly (readonly Step[])[], neighbours: Neighbours): Promise<void> {
    let open: Mutant[] = [];
    const close = async () => {
      const namespace = ({ steps: [step] }: Mutant) => namespaceOf((step as Step).of.manifest);
      const answers = await Promise.all(
        open.map((mutant) =>
          this.server.create(mutant.object, (mutant.steps[0] as Step).of.manifest, namespace(mutant)),
        ),
      );
      for (const [index, answer] of answers.entries()) {
        const mutant = open[index] as Mutant;
        if (answer.code >= 400) for (const { field } of mutant.steps) neighbours.learn(field, answer.message);
        await this.compare(mutant, answer, namespace(mutant));
      }
      open = [];
    };
    for (const steps of changes) {
      const mutant = this.mutantOf(steps);
      if (mutant) open.push(mutant);
      if (open.length === AT_ONCE) await close();
    }
    await close();
  }

  /** Undefined if the answer, as the rules expect it, would not be kept. */
  private mutantOf(steps: readonly Step[]): Mutant | undefined {
    const [{ of }] = steps as [Step];
    const change: Change = Object.fromEntries(steps.map(({ pointer, value }) => [pointer, value]));
    const object = changed(of.manifest as unknown as Json, change);
    const length = JSON.stringify(change).length;
    if (object === undefined || length > MOST_LETTERS) return undefined;
    const found = findingsIn(object, this.kubernetes);
    if (found === undefined || found.some(({ rule }) => rule === 'no-empty-values')) return undefined;
    if (this.kubernetes !== REFERENCE && sameAnswer(found, findingsIn(object, REFERENCE) ?? [])) return undefined;
    if (steps.length === 1 && found.length > 0) this.refused.add(keyOf(steps[0] as Step));
    const reasons = found.length > 0 ? this.refusals(steps, found) : this.takings(steps);
    const [{ value }] = steps as [Step];
    const far = found.length === 0 && typeof value === 'number' ? Math.abs(value) : 0;
    const cost = found.length * 1e6 + steps.length * 1e5 + length - far;
    const isNew = reasons.some((reason) => cost < (this.kept.get(reason)?.cost ?? Number.POSITIVE_INFINITY));
    return isNew ? { steps, change, object, found, reasons, cost } : undefined;
  }

  private refusals(steps: readonly Step[], found: readonly RuleFinding[]): string[] {
    const [{ of }] = steps as [Step];
    const label = steps.map((step) => step.label).join();
    const root = shapes(this.kubernetes).kindOf(of.manifest)?.structure;
    return found.map(({ rule, field, expected }) => {
      // Types have one table for all fields.
      const isType = rule === 'schema' && label !== 'gone';
      const [id, words] = isType ? ['', expected.replace(/ of .*| \(.*/, '')] : [fieldIn(root, field), expected];
      return ['refused', id, rule, words, label].join('|');
    });
  }

  private takings(steps: readonly Step[]): string[] {
    if (steps.length > 1 && !steps.some((step) => this.refused.has(keyOf(step)))) return [];
    return [['taken', ...steps.flatMap(({ field, label }) => [field, label])].join('|')];
  }

  private async compare(mutant: Mutant, answer: Answer, namespace: string): Promise<void> {
    const { steps, change, object, found, reasons, cost } = mutant;
    const [{ of }] = steps as [Step];
    if (answer.code >= 500 || answer.code === 409) return;
    this.counts.asked += 1;
    if (answer.code < 400 && !(await keptWhole(this.server, object, answer, namespace))) return;
    if (answer.code >= 400 !== found.length > 0) {
      this.counts[found.length > 0 ? 'malformed' : 'missed'] += 1;
      return;
    }
    const place = found.length > 0 ? agreed(found, fieldsOf(answer.answered)) : '';
    const verdict = found.length > 0 ? 'refused' : 'taken';
    const line = JSON.stringify([of.id, place === '' ? verdict : `${verdict}: ${place}`, change]);
    for (const reason of reasons) {
      if (found.length > 0) this.refusing.add(reason.split('|')[1] ?? '');
      const known = this.kept.get(reason);
      if (known === undefined || cost < known.cost) this.kept.set(reason, { line, cost });
    }
  }

  private pick(steps: readonly Step[]): Step {
    return steps[Math.floor(this.next() * steps.length)] as Step;
  }
}

/** The findings of the rules that say what an API server would say. */
export function findingsOf(manifest: Manifest, kubernetes: KubernetesVersion): readonly RuleFinding[] {
  const bundle = new Bundle([manifest], { ...UNKNOWN_CLUSTER, kubernetes });
  return check(bundle, [], RULES_BY_SUBJECT['api-server']).findings;
}

/** Undefined where a rule cannot judge the object. */
function findingsIn(object: Json, kubernetes: KubernetesVersion): readonly RuleFinding[] | undefined {
  if (typeof valueAt(object, 'metadata', 'name') !== 'string') return undefined;
  try {
    return findingsOf(object as unknown as Manifest, kubernetes);
  } catch {
    return undefined;
  }
}

const sameAnswer = (some: readonly RuleFinding[], others: readonly RuleFinding[]): boolean =>
  JSON.stringify(some.map(({ rule, field, expected }) => [rule, field, expected])) ===
  JSON.stringify(others.map(({ rule, field, expected }) => [rule, field, expected]));

/** The names of a path, without the items of lists: servers count items, and the rules name items. */
export const namesOf = (field: string): string => field.replace(/\[[^\]]*\]/g, '');

const keyOf = ({ of, pointer, value }: Step): string => `${of.id} ${pointer} ${JSON.stringify(value)}`;

/** The fields that a refusal is about. */
function fieldsOf(answered: Json): string[] {
  const causes = valueAt(answered, 'details', 'causes');
  return Array.isArray(causes) ? causes.flatMap((cause) => String(valueAt(cause, 'field') ?? '')) : [];
}

/** The longest path that a finding and the server agree about. */
function agreed(found: readonly RuleFinding[], fields: readonly string[]): string {
  const pairs = found.flatMap(({ field }) => fields.map((other) => [namesOf(field), namesOf(other)] as const));
  const shared = pairs.flatMap(([a, b]) => (isWithin(a, b) ? b : isWithin(b, a) ? a : []));
  return shared.sort((a, b) => b.length - a.length)[0] ?? '';
}

/** True for a field at a path or below. */
export const isWithin = (field: string, path: string): boolean =>
  path === '' || field === path || field.startsWith(`${path}.`);

/** `Type.field` of a path in a finding. */
function fieldIn(root: Shape | undefined, field: string): string {
  let [shape, id] = [root, ''];
  for (const name of namesOf(field).split('.')) {
    while (shape?.type === 'list' || shape?.type === 'map') shape = shape.of;
    const found = shape?.type === 'object' ? shape.fields.get(name) : undefined;
    if (shape?.type !== 'object' || found === undefined) break;
    id = `${shape.name}.${name}`;
    shape = found.shape;
  }
  return id;
}
