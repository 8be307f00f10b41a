import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { KUBERNETES_VERSIONS, type KubernetesVersion } from '../lib/checker';
import { namespaceOf } from '../lib/checker/manifest/manifest';
import { ApiServer } from './agreement/api-server';
import { Comparison } from './agreement/comparison';
import { random } from './agreement/mutations';
import { Recording } from './agreement/recording';
import { subjectsIn } from './agreement/subjects';

/**
 * Asks the rules and an API server (dry run) the same question: is the object refused? Each manifest is asked as it is,
 * and then with one field changed. `npm run agreement -- --kubeconfig FILE [--mutants 1000] [--seed 1] [path…]`. Each
 * path is a set of manifests: the zoo without a path. With `--record FILE`, the answers that a test can use are kept.
 */
const ZOO = path.join(__dirname, '..', 'test', 'zoo');

const options = {
  kubeconfig: { type: 'string' },
  mutants: { type: 'string', default: '1000' },
  record: { type: 'string' },
  seed: { type: 'string', default: '1' },
} as const;

async function main(): Promise<void> {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  if (values.kubeconfig === undefined) {
    console.log('SKIPPED: the agreement with an API server was not measured. Name one: --kubeconfig FILE');
    return;
  }
  const server = await ApiServer.reach(values.kubeconfig);
  const next = random(Number(values.seed));
  try {
    const sets = (positionals.length > 0 ? positionals : [ZOO]).map(subjectsIn);
    const namespaces = sets.flat().map(({ manifest }) => namespaceOf(manifest));
    for (const name of new Set(namespaces)) await server.makeNamespace(name || 'default');
    if (values.record !== undefined) {
      const recording = new Recording(server, versionOf(server), next);
      await recording.run(subjectsIn(ZOO));
      writeFileSync(values.record, recording.lines().join('\n').concat('\n'));
      for (const line of recording.report()) console.log(line);
      return;
    }
    const comparison = new Comparison(server, versionOf(server));
    for (const subjects of sets) await comparison.addSet(subjects.map(({ manifest }) => manifest));
    await comparison.change(Number(values.mutants), next);
    for (const line of comparison.report()) console.log(line);
  } finally {
    server.close();
  }
}

const versionOf = ({ version }: ApiServer): KubernetesVersion =>
  KUBERNETES_VERSIONS.find((each) => version.startsWith(`v${each}.`)) as KubernetesVersion;

void main();
