import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import type { Manifest } from '../../../lib/checker/manifest/manifest';
import { manifestsOf, problemsOf } from '../../../lib/synthesis/manifests';
import { toFolder } from '../../../lib/synthesis/synthesis';
import { assemble } from '../../../lib/wealist/charts/index';
import { type Environment, SYSTEMS } from '../../../lib/wealist/environments/environment';
import { environments } from '../../../lib/wealist/environments/index';

const dist = path.join(__dirname, '..', '..', '..', 'dist');
const table = Object.entries<Environment>(environments);

// biome-ignore lint/suspicious/noExplicitAny: rendered objects are as deep as Kubernetes, and only read here
type Rendered = Manifest & Record<string, any>;

function find(environment: keyof typeof environments, kind: string, name: string): Rendered | undefined {
  const manifests = [...manifestsOf(assemble(environment, environments[environment])).values()].flat() as Rendered[];
  return manifests.find((manifest) => manifest.kind === kind && manifest.metadata.name === name);
}

describe.each(table)('%s', (name, environment) => {
  const charts = assemble(name, environment);
  const files = manifestsOf(charts);
  const folder = toFolder(files);
  const objects = [...files.values()].flat();

  test('is accepted by every construct', () => {
    expect(problemsOf(Object.values(charts)[0]?.node.root ?? raise())).toEqual([]);
  });

  test.each([...folder])(`dist/${name}/%s is what the program writes (if not: npm run synth)`, (file, text) => {
    expect(readFileSync(path.join(dist, name, file), 'utf8')).toBe(text);
  });

  test(`dist/${name} holds these manifests and nothing else (if not: npm run synth)`, () => {
    expect(readdirSync(path.join(dist, name)).sort()).toEqual([...folder.keys()]);
  });

  test('names no object twice', () => {
    const names = objects.map(({ kind, metadata }) => `${kind} ${metadata.namespace}/${metadata.name}`);
    expect(names.filter((identity, i) => names.indexOf(identity) !== i)).toEqual([]);
  });

  test('puts every object but namespaces into a namespace that it makes first', () => {
    const made = files.get('0-namespaces.k8s.yaml')?.filter(({ kind }) => kind === 'Namespace') ?? [];
    const known = made.map(({ metadata }) => metadata.name);
    const strays = objects.filter(
      ({ kind, metadata }) => kind !== 'Namespace' && !known.includes(metadata.namespace ?? ''),
    );
    expect(strays).toEqual([]);
  });

  test('has a namespace per system, <system>-<environment>', () => {
    const namespaces = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
    expect(namespaces).toEqual(SYSTEMS.map((system) => `${system}-${name}`).sort());
  });
});

test('dist holds the environments and nothing else (if not: npm run synth)', () => {
  expect(readdirSync(dist).sort()).toEqual(Object.keys(environments).sort());
});

describe('what differs between environments', () => {
  test.each([
    ['local', 1, 1],
    ['dev', 1, 1],
    ['staging', 2, 2],
  ] as const)('%s runs %i board-api and %i hello-world', (environment, boardApi, helloWorld) => {
    expect(find(environment, 'Deployment', 'board-api')?.spec.replicas).toBe(boardApi);
    expect(find(environment, 'Deployment', 'hello-world')?.spec.replicas).toBe(helloWorld);
  });

  test('prod scales board-api from 3 to 10 at 70 % CPU', () => {
    const spec = find('prod', 'HorizontalPodAutoscaler', 'board-api')?.spec;
    expect(spec).toMatchObject({ minReplicas: 3, maxReplicas: 10 });
    expect(spec.metrics[0].resource.target.averageUtilization).toBe(70);
  });

  test('prod scales hello-world from 3 to 6', () => {
    expect(find('prod', 'HorizontalPodAutoscaler', 'hello-world')?.spec).toMatchObject({
      minReplicas: 3,
      maxReplicas: 6,
    });
  });

  test.each([
    ['local', ['100m', '128Mi', '250m', '256Mi']],
    ['dev', ['50m', '64Mi', '100m', '128Mi']],
    ['staging', ['100m', '128Mi', '250m', '256Mi']],
    ['prod', ['200m', '256Mi', '500m', '512Mi']],
  ] as const)('%s gives hello-world %j', (environment, [cpu, memory, cpuLimit, memoryLimit]) => {
    expect(find(environment, 'Deployment', 'hello-world')?.spec.template.spec.containers[0].resources).toEqual({
      requests: { cpu, memory },
      limits: { cpu: cpuLimit, memory: memoryLimit },
    });
  });

  test.each([
    ['local', 'local', 'debug'],
    ['dev', 'development', 'debug'],
    ['staging', 'staging', 'info'],
    ['prod', 'production', 'warning'],
  ] as const)('%s calls itself %s and logs at %s', (environment, appEnv, logLevel) => {
    expect(find(environment, 'ConfigMap', 'hello-world')?.data).toEqual({
      APP_ENV: appEnv,
      APP_VERSION: '1.0.0',
      LOG_LEVEL: logLevel,
    });
  });

  test.each([
    ['local', '1Gi'],
    ['dev', '5Gi'],
    ['staging', '10Gi'],
    ['prod', '20Gi'],
  ] as const)('%s gives the database a disk of %s', (environment, size) => {
    const claim = find(environment, 'StatefulSet', 'postgres')?.spec.volumeClaimTemplates[0];
    expect(claim.spec.resources.requests.storage).toBe(size);
  });

  test.each(['board-api', 'frontend', 'hello-world'])('local never pulls %s, which is built there', (name) => {
    const container = find('local', 'Deployment', name)?.spec.template.spec.containers[0];
    expect(container.imagePullPolicy).toBe('Never');
  });

  test.each(['dev', 'staging', 'prod'] as const)('%s holds no Secret: its values are not known here', (environment) => {
    const manifests = [...manifestsOf(assemble(environment, environments[environment])).values()].flat();
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });

  test.each(['dev', 'staging', 'prod'] as const)('%s serves every Ingress with TLS', (environment) => {
    const manifests = [...manifestsOf(assemble(environment, environments[environment])).values()].flat() as Rendered[];
    const ingresses = manifests.filter(({ kind }) => kind === 'Ingress');
    expect(ingresses.map(({ spec }) => spec.tls?.[0].hosts[0])).toEqual(
      ingresses.map(({ spec }) => spec.rules[0].host),
    );
    expect(ingresses).toHaveLength(4);
  });
});

function raise(): never {
  throw new Error('an environment without charts');
}
