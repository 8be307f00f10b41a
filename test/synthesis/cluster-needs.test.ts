import { expect, test } from '@jest/globals';
import { App, Chart, Duration, Size } from 'cdk8s';
import { Cpu, Image, Namespace, OneOffJob } from '../../lib';
import { knownCluster, needs } from '../../lib/synthesis/cluster-needs';

const cluster = { kubernetes: '1.34' } as const;

/** Two jobs of one namespace, each with a key of its own of the same Secret and the same ConfigMap. */
function charts(): Readonly<Record<string, Chart>> {
  const chart = new Chart(new App(), 'chart');
  const namespace = new Namespace(chart, 'namespace', { name: 'shop', cluster });
  for (const [name, key] of Object.entries({ load: 'LOAD', send: 'SEND' })) {
    new OneOffJob(chart, name, {
      namespace,
      name,
      image: Image.tagged('ghcr.io/acme/job', '1.0.0'),
      resources: { cpu: { request: Cpu.millis(50) }, memory: { request: Size.mebibytes(64) } },
      deadline: Duration.minutes(5),
      secrets: { keys: { existing: { [key]: 'TOKEN' } } },
      configMaps: { region: { existing: { REGION: 'REGION' } } },
    });
  }
  return { chart };
}

test('a Secret that several declare has the keys of each of them', () => {
  expect(knownCluster({ cluster }, charts()).secrets.map(({ keys }) => keys)).toEqual([['LOAD'], ['SEND']]);
});

test('what somebody else creates is named once, Secrets and ConfigMaps alike', () => {
  expect(needs(charts())).toEqual([
    'Secret shop/keys: LOAD=TOKEN',
    'ConfigMap shop/region: REGION=REGION',
    'Secret shop/keys: SEND=TOKEN',
  ]);
});
