import {
  Bundle,
  check,
  type KubernetesVersion,
  type Manifest,
  parseManifests,
  RULES_BY_SUBJECT,
  type RuleFinding,
  UNKNOWN_CLUSTER,
} from '../../lib/checker';
import { type Json, namespaceOf, valueAt } from '../../lib/checker/manifest/manifest';
import type { ApiServer } from './api-server';
import { keptWhole } from './kept-whole';
import { Mutations } from './mutations';

const SERVER_RULES = new Set<string>(RULES_BY_SUBJECT['api-server'].map(({ id }) => id));

/** Manifests that are checked together. */
interface ManifestSet {
  readonly manifests: readonly Manifest[];
  /** The manifests that the server takes. */
  readonly taken: readonly Manifest[];
  /** The findings before any change. */
  readonly known: ReadonlySet<string>;
}

/** The answers of the rules beside the answers of an API server. */
export class Comparison {
  private readonly sets: ManifestSet[] = [];
  private readonly untaken: string[] = [];
  private readonly missed: string[] = [];
  private readonly malformed: string[] = [];
  private readonly crashes: string[] = [];
  private refused = 0;
  private taken = 0;

  constructor(
    private readonly server: ApiServer,
    private readonly kubernetes: KubernetesVersion,
  ) {}

  /** Manifests that the server takes, and the rules, too. A manifest that the server refuses is named, and left out. */
  async addSet(manifests: readonly Manifest[]): Promise<void> {
    const findings = this.findings(manifests);
    const taken: Manifest[] = [];
    for (const manifest of manifests.filter((each) => this.server.serves(each))) {
      const what = `${manifest.kind} ${manifest.metadata.name} as it is`;
      const namespace = namespaceOf(manifest);
      const answer = await this.server.create(manifest, manifest, namespace);
      const { code, message } = answer;
      if (code >= 400 && code !== 409) this.untaken.push(`${what}: ${message}`);
      else {
        taken.push(manifest);
        if (code === 409 || !(await keptWhole(this.server, manifest as unknown as Json, answer, namespace))) continue;
        this.take(
          what,
          findings.filter(({ object }) => object === manifest),
        );
      }
    }
    this.sets.push({ manifests, taken, known: new Set(findings.map(keyOf)) });
  }

  /** Mutants, a number of them, of all sets. */
  async change(mutants: number, next: () => number): Promise<void> {
    const mutations = new Mutations(
      this.sets.flatMap(({ taken }) => taken),
      next,
    );
    const sets = this.sets.filter(({ taken }) => taken.length > 0);
    for (let drawn = 0; drawn < mutants; ) {
      const { manifests, taken, known } = sets[Math.floor(next() * sets.length)] as ManifestSet;
      const original = taken[Math.floor(next() * taken.length)] as Manifest;
      const mutant = mutations.mutantOf(original);
      if (!mutant) continue;
      // The server knows no other object of the set.
      if (manifests.some((each) => each !== original && isNamed(mutant.object, each))) continue;
      drawn += 1;
      const namespace = namespaceOf(original);
      const answer = await this.server.create(mutant.object, original, namespace);
      const { code, message } = answer;
      if (code >= 500 || code === 409) continue;
      const found = this.ask(mutant.what, () => {
        const changed = parseManifests(JSON.stringify(mutant.object)).map(({ manifest }) => manifest);
        return this.findings(manifests.flatMap((each) => (each === original ? changed : [each]))).filter(
          (each) => !known.has(keyOf(each)),
        );
      });
      if (code < 400) {
        if (await keptWhole(this.server, mutant.object, answer, namespace)) this.take(mutant.what, found ?? []);
      } else {
        this.refused += 1;
        if (found?.length === 0) this.missed.push(`${mutant.what}: ${message}`);
      }
    }
  }

  report(): string[] {
    const lists = { 'not taken': this.untaken, missed: this.missed, malformed: this.malformed, crashes: this.crashes };
    const percent = (part: number, all: number) => `${((100 * part) / Math.max(1, all)).toFixed(1)} %`;
    return [
      ...Object.entries(lists).flatMap(([title, lines]) => lines.map((line) => `${title}: ${line.slice(0, 300)}`)),
      `${this.server.version}: of ${this.refused} that the server refuses, ${percent(this.refused - this.missed.length, this.refused)} are refused;`,
      `of ${this.taken} that the server takes, ${percent(this.malformed.length, this.taken)} are called malformed; ${this.crashes.length} crashes`,
    ];
  }

  private take(what: string, found: readonly RuleFinding[]): void {
    this.taken += 1;
    const ours = found.filter(({ rule }) => SERVER_RULES.has(rule));
    // null, {} and [] are refused on purpose.
    if (ours.length === 0 || ours.some(({ rule }) => rule === 'no-empty-values')) return;
    this.malformed.push(
      `${what}: ${ours.map(({ rule, field, expected }) => `${rule} ${field}: ${expected}`).join('; ')}`,
    );
  }

  /** Undefined for a document that is no manifest, which is refused when it is read. */
  private ask(what: string, findings: () => readonly RuleFinding[]): readonly RuleFinding[] | undefined {
    try {
      return findings();
    } catch (error) {
      const { message } = error as Error;
      if (!/^line \d+: /.test(message)) this.crashes.push(`${what}: ${message}`);
      return undefined;
    }
  }

  private findings(manifests: readonly Manifest[]): readonly RuleFinding[] {
    const { kubernetes, server } = this;
    const { findings, stopped } = check(new Bundle(manifests, { ...UNKNOWN_CLUSTER, kubernetes, crds: server.crds }));
    this.crashes.push(...stopped);
    return findings;
  }
}

const keyOf = ({ rule, field, expected, received }: RuleFinding): string => [rule, field, expected, received].join('|');

/** True if an object has the name of another. */
const isNamed = (object: Json, { kind, metadata }: Manifest): boolean =>
  valueAt(object, 'kind') === kind &&
  valueAt(object, 'metadata', 'name') === metadata.name &&
  valueAt(object, 'metadata', 'namespace') === metadata.namespace;
