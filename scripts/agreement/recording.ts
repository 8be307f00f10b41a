import { Bundle, check, type Json, RULES_BY_SUBJECT, type RuleFinding, UNKNOWN_CLUSTER } from '../../lib/checker';
import { type Shape, shapes } from '../../lib/checker/kubernetes/object-shapes';
import { type Manifest, namespaceOf, valueAt } from '../../lib/checker/manifest/manifest';
import type { ApiServer } from './api-server';
import { type Change, changed } from './change';
import { keptWhole } from './kept-whole';
import { Neighbours, type Step } from './neighbours';
import type { Subject } from './zoo';

/** An answer worth keeping, for a reason that other answers may have as well: the one with the lowest cost is kept. */
interface Candidate {
  readonly line: string;
  readonly cost: number;
}

const ATONCE = 8;
const MOST_LETTERS = 1500;

/** Answers of an API server about neighbours of manifests, a line each: object, answer, change. */
export class Recording {
  private readonly neighbours: Neighbours;
  private readonly refused = new Map<string, Map<string, Candidate>>();
  private readonly taken = new Map<string, Candidate>();
  /** The answers to single changes, by object, place and value. */
  private readonly singly = new Map<string, boolean>();
  private readonly counts = { asked: 0, missed: 0, malformed: 0 };
  readonly misses: string[] = [];

  constructor(
    private readonly server: ApiServer,
    subjects: readonly Subject[],
    private readonly next: () => number,
  ) {
    this.neighbours = new Neighbours(subjects);
  }

  async run(pairs = 5): Promise<void> {
    const { neighbours } = this;
    // The second time, the server has named words and numbers.
    for (let round = 0; round < 2; round++) {
      const steps = neighbours.fields().flatMap(({ site, name, shape }) => neighbours.all(site, name, shape));
      await this.ask(steps.filter((step) => !this.singly.has(keyOf(step))).map((step) => [step]));
    }
    const near = this.neighbours.sites.map((site) => ({ site, steps: neighbours.plausible(site) }));
    await this.ask(
      near
        .flatMap(({ steps }) => steps)
        .filter((step) => !this.singly.has(keyOf(step)))
        .map((step) => [step]),
    );
    const drawn = near.flatMap(({ site, steps }) => {
      const below = near
        .filter((other) => other.site.of === site.of && other.site.pointer.startsWith(site.pointer))
        .flatMap((other) => other.steps);
      return Array.from({ length: Math.min(pairs, steps.length * below.length) }, () => [
        this.pick(steps),
        this.pick(this.next() < 0.5 ? steps : below),
      ]).filter(([a, b]) => a?.pointer !== b?.pointer && !b?.pointer.startsWith(`${a?.pointer}/`));
    });
    await this.ask(drawn as Step[][]);
  }

  /** Sorted, so that another recording differs in few lines. */
  lines(): string[] {
    const fields = new Set([...this.refused.keys()].map((key) => key.split('|')[1]));
    const near = [...this.taken].filter(([key]) => fields.has(key.split('|')[0])).map(([, { line }]) => line);
    const far = [...this.refused.values()].flatMap((labels) =>
      [...labels.values()]
        .sort((a, b) => a.cost - b.cost)
        .slice(0, 3)
        .map(({ line }) => line),
    );
    return [...new Set([...near, ...far])].sort();
  }

  report(): string {
    const { asked, missed, malformed } = this.counts;
    return `${this.server.version}: ${asked} asked, ${this.lines().length} kept; the rules miss ${missed}, and call ${malformed} malformed`;
  }

  private async ask(mutants: readonly (readonly Step[])[]): Promise<void> {
    for (let start = 0; start < mutants.length; start += ATONCE)
      await Promise.all(mutants.slice(start, start + ATONCE).map((steps) => this.judge(steps)));
  }

  private async judge(steps: readonly Step[]): Promise<void> {
    const [{ of }] = steps as [Step];
    const change: Change = Object.fromEntries(steps.map(({ pointer, value }) => [pointer, value]));
    const object = changed(of.manifest as unknown as Json, change);
    if (object === undefined || JSON.stringify(change).length > MOST_LETTERS) return;
    const namespace = namespaceOf(of.manifest);
    const answer = await this.server.create(object, of.manifest, namespace);
    if (answer.code >= 500 || answer.code === 409) return;
    this.counts.asked += 1;
    const refused = answer.code >= 400;
    if (steps.length === 1) {
      this.singly.set(keyOf(steps[0] as Step), refused);
      if (refused) this.neighbours.learn((steps[0] as Step).field, answer.message);
    }
    const found = this.findings(object);
    if (found === undefined || found.some(({ rule }) => rule === 'no-empty-values')) return;
    if (refused) this.keepRefused(steps, change, found, fieldsOf(answer.answered), answer.message);
    else if (!(await keptWhole(this.server, object, answer, namespace))) return;
    else if (found.length > 0) {
      this.counts.malformed += 1;
      this.misses.push(
        `malformed: ${of.id} ${JSON.stringify(change).slice(0, 200)}: ${found.map((f) => `${f.rule} ${f.field} ${f.expected}`).join('; ')}`,
      );
    } else this.keepTaken(steps, change);
  }

  private keepRefused(
    steps: readonly Step[],
    change: Change,
    found: readonly RuleFinding[],
    fields: readonly string[],
    message: string,
  ): void {
    const [{ of }] = steps as [Step];
    if (found.length === 0) {
      this.counts.missed += 1;
      this.misses.push(`missed: ${of.id} ${JSON.stringify(change).slice(0, 200)}: ${message.slice(0, 300)}`);
      return;
    }
    const place = agreed(found, fields);
    const line = JSON.stringify([of.id, place === '' ? 'refused' : `refused: ${place}`, change]);
    const cost = found.length * 1e6 + steps.length * 1e5 + (place === '' ? 5e4 : 0) + line.length;
    for (const { rule, field, expected } of found) {
      const id = fieldIn(shapes('1.34').kindOf(of.manifest)?.structure, field);
      const label = steps.map((step) => step.label).join();
      const isType = rule === 'schema' && label !== 'gone';
      const key = isType ? `${rule}||${expected.replace(/ of .*| \(.*/, '')}` : `${rule}|${id}|${expected}`;
      const labels = this.refused.get(key) ?? new Map<string, Candidate>();
      this.refused.set(key, labels);
      keep(labels, label, { line, cost });
    }
  }

  private keepTaken(steps: readonly Step[], change: Change): void {
    const [{ of, field, label, value }, second] = steps as [Step, Step | undefined];
    const line = JSON.stringify([of.id, 'taken', change]);
    if (second === undefined) {
      const far = typeof value === 'number' ? Math.abs(value) : 0;
      keep(this.taken, `${field}|${label}`, { line, cost: line.length - far });
    } else if (steps.some((step) => this.singly.get(keyOf(step)))) {
      keep(this.taken, `${field}|${label}|${second.field}|${second.label}`, { line, cost: line.length });
    }
  }

  /** Undefined where a rule cannot judge the object. */
  private findings(object: Json): readonly RuleFinding[] | undefined {
    if (typeof valueAt(object, 'metadata', 'name') !== 'string') return undefined;
    try {
      return findingsOf(object as unknown as Manifest);
    } catch {
      return undefined;
    }
  }

  private pick<T>(items: readonly T[]): T {
    return items[Math.floor(this.next() * items.length)] as T;
  }
}

/** The findings of the rules that say what an API server would say. */
export function findingsOf(manifest: Manifest): readonly RuleFinding[] {
  const bundle = new Bundle([manifest], { ...UNKNOWN_CLUSTER, kubernetes: '1.34' });
  return check(bundle, [], RULES_BY_SUBJECT['api-server']).findings;
}

/** The names of a path, without the items of lists: servers count items, and the rules name items. */
export const namesOf = (field: string): string => field.replace(/\[[^\]]*\]/g, '');

const keyOf = ({ of, pointer, value }: Step): string => `${of.id} ${pointer} ${JSON.stringify(value)}`;

function keep(candidates: Map<string, Candidate>, reason: string, candidate: Candidate): void {
  const known = candidates.get(reason);
  if (known === undefined || candidate.cost < known.cost) candidates.set(reason, candidate);
}

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
