import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import {
  Bundle,
  check,
  KUBERNETES_VERSIONS,
  type KubernetesVersion,
  type Manifest,
  parseManifests,
  RULES_BY_SUBJECT,
  type RuleFinding,
  UNKNOWN_CLUSTER,
} from '../lib/checker';
import { namespaceOf } from '../lib/checker/manifest/manifest';
import { ApiServer } from './agreement/api-server';
import { mutantOf, random } from './agreement/mutations';

/**
 * Changes one field of one manifest at a time, and asks the rules and an API server (dry run) the same question: is the
 * object refused? `npm run agreement -- --kubeconfig FILE [--mutants 1000] [--seed 1] [path…]`. Each path is a set of
 * manifests: the zoo without a path.
 */
const ZOO = path.join(__dirname, '..', 'test', 'zoo');
const SERVER_RULES = new Set<string>(RULES_BY_SUBJECT['api-server'].map(({ id }) => id));

const options = {
  kubeconfig: { type: 'string' },
  mutants: { type: 'string', default: '1000' },
  seed: { type: 'string', default: '1' },
} as const;

/** A set of manifests, with the findings before any change. */
interface ManifestSet {
  readonly manifests: readonly Manifest[];
  readonly known: ReadonlySet<string>;
}

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.kubeconfig === undefined) {
    console.log('SKIPPED: the agreement with an API server was not measured. Name one: --kubeconfig FILE');
    return;
  }
  const server = await ApiServer.reach(values.kubeconfig);
  try {
    await compare(
      server,
      positionals.length > 0 ? positionals : [ZOO],
      Number(values.mutants),
      random(Number(values.seed)),
    );
  } finally {
    server.close();
  }
}

async function compare(
  server: ApiServer,
  places: readonly string[],
  mutants: number,
  next: () => number,
): Promise<void> {
  const kubernetes = KUBERNETES_VERSIONS.find((version) =>
    server.version.startsWith(`v${version}.`),
  ) as KubernetesVersion;
  const findings = (manifests: readonly Manifest[]) =>
    check(new Bundle(manifests, { ...UNKNOWN_CLUSTER, kubernetes })).findings;
  const sets = places.map((place): ManifestSet => {
    const manifests = filesOf(place).flatMap((file) =>
      parseManifests(readFileSync(file, 'utf8')).map(({ manifest }) => manifest),
    );
    return { manifests, known: new Set(findings(manifests).map(keyOf)) };
  });
  for (const name of new Set(sets.flatMap(({ manifests }) => manifests.map(namespaceOf))))
    await server.makeNamespace(name || 'default');

  const missed: string[] = [];
  const malformed: string[] = [];
  const crashes: string[] = [];
  let [refused, taken] = [0, 0];
  for (let drawn = 0; drawn < mutants; ) {
    const { manifests, known } = sets[Math.floor(next() * sets.length)] as ManifestSet;
    const original = manifests[Math.floor(next() * manifests.length)] as Manifest;
    const mutant = server.serves(original) ? mutantOf(original, next) : undefined;
    if (!mutant) continue;
    drawn += 1;
    const answer = await server.create(mutant.object, original, namespaceOf(original));
    if (answer.code >= 500 || answer.code === 409) continue;
    let found: readonly RuleFinding[] | undefined;
    try {
      const changed = parseManifests(JSON.stringify(mutant.object)).map(({ manifest }) => manifest);
      found = findings(manifests.flatMap((each) => (each === original ? changed : [each]))).filter(
        (each) => !known.has(keyOf(each)),
      );
    } catch (error) {
      // A document that is no manifest is refused when it is read.
      if (!/^line \d+: /.test((error as Error).message)) crashes.push(`${mutant.what}: ${(error as Error).message}`);
    }
    if (answer.code >= 400) {
      refused += 1;
      if (found?.length === 0) missed.push(`${mutant.what}: ${answer.message}`);
    } else {
      taken += 1;
      const ours = found?.filter(({ rule }) => SERVER_RULES.has(rule)) ?? [];
      // null, {} and [] are refused on purpose.
      if (ours.length > 0 && ours.every(({ rule }) => rule !== 'no-empty-values')) {
        malformed.push(
          `${mutant.what}: ${ours.map(({ rule, field, expected }) => `${rule} ${field}: ${expected}`).join('; ')}`,
        );
      }
    }
  }
  const percent = (part: number, all: number) => `${((100 * part) / Math.max(1, all)).toFixed(1)} %`;
  for (const [title, list] of Object.entries({ missed, malformed, crashes }))
    for (const line of list) console.log(`${title}: ${line.slice(0, 300)}`);
  console.log(
    `${server.version}: of ${refused} that the server refuses, ${percent(refused - missed.length, refused)} are refused;`,
  );
  console.log(
    `of ${taken} that the server takes, ${percent(malformed.length, taken)} are called malformed; ${crashes.length} crashes`,
  );
}

const keyOf = ({ rule, field, expected, received }: RuleFinding): string => [rule, field, expected, received].join('|');

function filesOf(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => path.join(place, file));
}

void main();
