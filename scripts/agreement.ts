import { readdirSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { KUBERNETES_VERSIONS, type KubernetesVersion, parseManifests } from '../lib/checker';
import { namespaceOf } from '../lib/checker/manifest/manifest';
import { ApiServer } from './agreement/api-server';
import { Comparison } from './agreement/comparison';
import { random } from './agreement/mutations';

/**
 * Asks the rules and an API server (dry run) the same question: is the object refused? Each manifest is asked as it is,
 * and then with one field changed. `npm run agreement -- --kubeconfig FILE [--mutants 1000] [--seed 1] [path…]`. Each
 * path is a set of manifests: the zoo without a path.
 */
const ZOO = path.join(__dirname, '..', 'test', 'zoo');

const options = {
  kubeconfig: { type: 'string' },
  mutants: { type: 'string', default: '1000' },
  seed: { type: 'string', default: '1' },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.kubeconfig === undefined) {
    console.log('SKIPPED: the agreement with an API server was not measured. Name one: --kubeconfig FILE');
    return;
  }
  const server = await ApiServer.reach(values.kubeconfig);
  try {
    const places = positionals.length > 0 ? positionals : [ZOO];
    const sets = places.map((place) =>
      filesOf(place).flatMap((file) => parseManifests(readFileSync(file, 'utf8')).map(({ manifest }) => manifest)),
    );
    for (const name of new Set(sets.flat().map(namespaceOf))) await server.makeNamespace(name || 'default');
    const comparison = new Comparison(server, versionOf(server));
    for (const manifests of sets) await comparison.addSet(manifests);
    await comparison.change(Number(values.mutants), random(Number(values.seed)));
    for (const line of comparison.report()) console.log(line);
  } finally {
    server.close();
  }
}

const versionOf = ({ version }: ApiServer): KubernetesVersion =>
  KUBERNETES_VERSIONS.find((each) => version.startsWith(`v${each}.`)) as KubernetesVersion;

function filesOf(place: string): string[] {
  if (!statSync(place).isDirectory()) return [place];
  return readdirSync(place)
    .filter((file) => /\.ya?ml$/.test(file))
    .sort()
    .map((file) => path.join(place, file));
}

void main();
