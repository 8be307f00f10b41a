import type { Json, KubernetesVersion, Manifest, RuleFinding } from '../../lib/checker';
import { namespaceOf, valueAt } from '../../lib/checker/manifest/manifest';
import type { Answer, ApiServer } from './api-server';
import { changed } from './change';
import { KeptAnswers, type Reason } from './kept-answers';
import { keptWhole } from './kept-whole';
import { Neighbours, type Step } from './neighbours';
import { agreedPaths, findingsOf, typedField } from './server-rules';
import type { Subject } from './subjects';

/** A change of a subject that is worth a question. */
interface Mutant extends Subject {
  readonly steps: readonly Step[];
  /** The changed object, and what the rules say. */
  readonly object: Json;
  readonly found: readonly RuleFinding[];
  /** The reasons to keep the answer, if the server agrees with the rules. */
  readonly reasons: readonly Reason[];
  readonly cost: number;
}

/** Of other versions, only those answers are kept that the rules give otherwise for this one. */
const REFERENCE: KubernetesVersion = '1.34';
const AT_ONCE = 8;
const MOST_LETTERS = 1500;

/** Answers of an API server about neighbours of manifests, a line each: object, answer, change. */
export class Recording {
  private readonly kept = new KeptAnswers();
  /** The single changes that are refused. */
  private readonly refused = new Set<string>();
  /** The answers on which the rules and the server disagree, by the fields changed and what is said. */
  private readonly disagreed = { missed: new Map<string, number>(), malformed: new Map<string, number>() };
  private asked = 0;

  constructor(
    private readonly server: ApiServer,
    private readonly kubernetes: KubernetesVersion,
    private readonly next: () => number,
  ) {}

  async run(all: readonly Subject[]): Promise<void> {
    const subjects: Subject[] = [];
    for (const subject of all) if (await this.isTaken(subject)) subjects.push(subject);
    const neighbours = new Neighbours(subjects, this.next);
    // The second time, the server has named words and numbers.
    for (let round = 0; round < 2; round++) await this.ask(neighbours.all(), neighbours);
    await this.ask(neighbours.plausible(), neighbours);
    for (let round = 0; round < 2; round++) await this.ask(neighbours.pairs(), neighbours);
  }

  lines(): string[] {
    return this.kept.lines();
  }

  report(): string[] {
    const { missed, malformed } = this.disagreed;
    const sum = (counts: ReadonlyMap<string, number>) => [...counts.values()].reduce((all, each) => all + each, 0);
    const listed = (title: string, counts: ReadonlyMap<string, number>) =>
      [...counts].sort(([, a], [, b]) => b - a).map(([what, count]) => `${title} ${count}: ${what}`);
    return [
      ...listed('missed', missed),
      ...listed('malformed', malformed),
      `${this.server.version}: ${this.asked} asked, ${this.lines().length} kept; the rules miss ${sum(missed)}, and call ${sum(malformed)} malformed`,
    ];
  }

  private async isTaken({ manifest }: Subject): Promise<boolean> {
    if (!this.server.serves(manifest)) return false;
    const object = manifest as unknown as Json;
    const answer = await this.server.create(object, manifest, namespaceOf(manifest));
    return answer.code === 409 || (answer.code < 400 && keptWhole(this.server, object, answer, namespaceOf(manifest)));
  }

  /** The answers are read in the order of the questions, whichever comes first. */
  private async ask(changes: readonly (readonly Step[])[], neighbours: Neighbours): Promise<void> {
    for (let start = 0; start < changes.length; start += AT_ONCE) {
      const mutants = changes.slice(start, start + AT_ONCE).flatMap((steps) => this.mutantOf(steps) ?? []);
      const answers = await Promise.all(
        mutants.map(({ object, manifest }) => this.server.create(object, manifest, namespaceOf(manifest))),
      );
      for (const [index, mutant] of mutants.entries()) {
        const answer = answers[index] as Answer;
        if (answer.code >= 400) for (const { field } of mutant.steps) neighbours.learn(field, answer.message);
        await this.compare(mutant, answer);
      }
    }
  }

  /** Undefined if the answer would not be kept. */
  private mutantOf(steps: readonly Step[]): Mutant | undefined {
    const [{ of, pointer, value }] = steps as [Step];
    const object = changed(of.manifest as unknown as Json, changeOf(steps));
    const { length } = JSON.stringify(changeOf(steps));
    if (object === undefined) return undefined;
    const found = findingsIn(object, this.kubernetes);
    // null, {} and [] are refused on purpose.
    if (found === undefined || found.some(({ rule }) => rule === 'no-empty-values')) return undefined;
    if (this.kubernetes !== REFERENCE && inWords(found) === inWords(findingsIn(object, REFERENCE))) return undefined;
    if (steps.length === 1 && found.length > 0) this.refused.add(`${of.id} ${pointer} ${JSON.stringify(value)}`);
    const reasons = found.length > 0 ? this.refusals(steps, found) : this.takings(steps);
    // The number nearest to the bound is the best one.
    const far = found.length === 0 && typeof value === 'number' ? Math.abs(value) : 0;
    const cost = found.length * 1e6 + steps.length * 1e5 + length - far;
    return this.kept.wants(reasons, cost) ? { ...of, steps, object, found, reasons, cost } : undefined;
  }

  private refusals(steps: readonly Step[], found: readonly RuleFinding[]): Reason[] {
    const label = steps.map((step) => step.label).join();
    return found.map((finding) => {
      const { rule, expected } = finding;
      // The types of all fields are one table.
      if (rule === 'schema' && label !== 'gone')
        return { refused: true, field: '', finding: `${rule} ${expected.replace(/ of .*| \(.*/, '')}`, label };
      return { refused: true, field: typedField(finding, this.kubernetes), finding: `${rule} ${expected}`, label };
    });
  }

  /** Two changes are worth it where one of them alone is refused. */
  private takings(steps: readonly Step[]): Reason[] {
    const isRefused = ({ of, pointer, value }: Step) =>
      this.refused.has(`${of.id} ${pointer} ${JSON.stringify(value)}`);
    if (steps.length > 1 && !steps.some(isRefused)) return [];
    const label = steps.map((step, index) => (index === 0 ? step.label : `${step.field} ${step.label}`)).join();
    return [{ refused: false, field: steps[0]?.field ?? '', finding: '', label }];
  }

  private async compare(mutant: Mutant, answer: Answer): Promise<void> {
    const { id, steps, object, found, reasons, cost, manifest } = mutant;
    const refused = answer.code >= 400;
    if (answer.code >= 500 || answer.code === 409) return;
    if (!refused && !(await keptWhole(this.server, object, answer, namespaceOf(manifest)))) return;
    this.asked += 1;
    const fields = steps.map(({ field, label }) => `${field} ${label}`).join(' and ');
    if (refused && found.length === 0) count(this.disagreed.missed, `${fields}: ${complaintOf(answer)}`);
    else if (!refused && found.length > 0)
      for (const finding of found)
        count(
          this.disagreed.malformed,
          `${finding.rule} ${typedField(finding, this.kubernetes)}: ${finding.expected} [${fields}]`,
        );
    else {
      const paths = refused ? agreedPaths(found, answer.answered).join(', ') : '';
      const verdict = refused ? 'refused' : 'taken';
      const line = JSON.stringify([id, paths === '' ? verdict : `${verdict}: ${paths}`, changeOf(steps)]);
      if (line.length < MOST_LETTERS) this.kept.keep(reasons, { line, cost });
    }
  }
}

const changeOf = (steps: readonly Step[]) => Object.fromEntries(steps.map(({ pointer, value }) => [pointer, value]));

const count = (counts: Map<string, number>, what: string): void => {
  counts.set(what, (counts.get(what) ?? 0) + 1);
};

/** The complaint without the name of the object. */
const complaintOf = ({ message }: Answer): string => message.replace(/^.*?" is invalid: /, '').slice(0, 200);

const inWords = (found: readonly RuleFinding[] = []): string =>
  JSON.stringify(found.map(({ rule, field, expected }) => [rule, field, expected]));

/** Undefined where a rule cannot judge the object. */
function findingsIn(object: Json, kubernetes: KubernetesVersion): readonly RuleFinding[] | undefined {
  if (typeof valueAt(object, 'metadata', 'name') !== 'string') return undefined;
  try {
    return findingsOf(object as unknown as Manifest, kubernetes);
  } catch {
    return undefined;
  }
}
