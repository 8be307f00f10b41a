import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { check, sentence } from '../../../lib/checker/check';
import { listAt, type Manifest, stringAt, valueAt } from '../../../lib/checker/manifest/manifest';
import { knownCluster } from '../../../lib/synthesis/cluster-needs';
import { manifestsOf, problemsOf } from '../../../lib/synthesis/manifests';
import { assemble } from '../../../lib/wealist/charts/index';
import { type Environment, SYSTEMS } from '../../../lib/wealist/environments/environment';
import { environments } from '../../../lib/wealist/environments/index';

/* What holds for any values: a figure of an environment is for its team to choose, and no test repeats one. */

const table = Object.entries<Environment>(environments);
const shared = table.filter(([, { certificates }]) => certificates !== undefined);
const manifestsIn = (name: string, environment: Environment): Manifest[] =>
  [...manifestsOf(assemble(name, environment)).values()].flat();

describe.each(table)('%s', (name, environment) => {
  const charts = assemble(name, environment);
  const files = manifestsOf(charts);
  const objects = [...files.values()].flat();

  test('is accepted by every construct', () => {
    expect(problemsOf(charts.namespaces.node.root)).toEqual([]);
  });

  test('is accepted by every rule', () => {
    const { findings } = check(new Bundle(objects, knownCluster(environment, charts)), environment.suppressions);
    expect(findings.map(sentence)).toEqual([]);
  });

  test('puts every object but namespaces into a namespace that it makes first', () => {
    const made = files.get('0-namespaces.k8s.yaml')?.filter(({ kind }) => kind === 'Namespace') ?? [];
    const known = made.map(({ metadata }) => metadata.name);
    const strays = objects.filter(
      ({ kind, metadata }) => kind !== 'Namespace' && !known.includes(metadata.namespace ?? ''),
    );
    expect(strays).toEqual([]);
  });

  test('labels every object and every pod with the product and the environment, and selects by neither', () => {
    const labelled = { 'app.kubernetes.io/part-of': 'wealist', environment: name };
    for (const object of objects) expect(object).toHaveProperty('metadata.labels', expect.objectContaining(labelled));
    for (const { spec } of objects.filter(({ spec }) => valueAt(spec, 'template', 'spec', 'containers'))) {
      expect(spec).toHaveProperty('template.metadata.labels', expect.objectContaining(labelled));
      for (const key of Object.keys(labelled)) expect(valueAt(spec, 'selector', 'matchLabels', key)).toBeUndefined();
    }
  });

  test('has a namespace per system, <system>-<environment>', () => {
    const namespaces = objects.filter(({ kind }) => kind === 'Namespace').map(({ metadata }) => metadata.name);
    expect(namespaces.sort()).toEqual(SYSTEMS.map((system) => `${system}-${name}`).sort());
  });

  test('never pulls an image that is built beside the cluster', () => {
    const containers = objects.flatMap((object) => listAt(object, 'spec', 'template', 'spec', 'containers'));
    const built = Object.values(environment.images).filter(({ pullPolicy }) => pullPolicy === 'Never');
    const policies = built.flatMap(({ reference }) =>
      containers
        .filter((each) => stringAt(each, 'image') === reference)
        .map((each) => valueAt(each, 'imagePullPolicy')),
    );
    expect(new Set(policies)).toEqual(new Set(built.length > 0 ? ['Never'] : []));
  });
});

describe.each(shared)('%s, which others can reach,', (name, environment) => {
  const manifests = manifestsIn(name, environment);

  test('holds no Secret: its values are not known here', () => {
    expect(manifests.filter(({ kind }) => kind === 'Secret')).toEqual([]);
  });

  test('has no password to tell, only places for one', () => {
    const urls = [...JSON.stringify(manifests).matchAll(/postgresql:\/\/[^:"]*:(.*?)@/g)].map(
      ([, password]) => password,
    );
    expect(urls.filter((password) => !/^\{\{[^}]*\}\}$/.test(password ?? ''))).toEqual([]);
  });

  test('serves every Ingress with TLS', () => {
    const ingresses = manifests.filter(({ kind }) => kind === 'Ingress');
    const secured = ingresses.map((ingress) => listAt(ingress, 'spec', 'tls').flatMap((tls) => listAt(tls, 'hosts')));
    expect(secured).toEqual(
      ingresses.map((each) => listAt(each, 'spec', 'rules').map((rule) => stringAt(rule, 'host'))),
    );
  });
});

test('only the environment called local may be one whose values stand in code', () => {
  const known = table.filter(([, { certificates }]) => certificates === undefined).map(([name]) => name);
  expect(known.filter((name) => name !== 'local')).toEqual([]);
});
