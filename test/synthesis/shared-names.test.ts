import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { type Cluster, Image, onClusters, Password, synth, UserError } from '../../lib';
import { identity } from '../../lib/checker/manifest/manifest';
import { chosenEnvironments } from '../../lib/command-line/chosen-environments';
import type { Outcome } from '../../lib/command-line/run';
import { manifestsOf } from '../../lib/synthesis/manifests';
import { Synthesis } from '../../lib/synthesis/synthesis';
import { assemble } from '../../lib/wealist/charts/index';
import type { Environment } from '../../lib/wealist/environments/environment';
import { environments } from '../wealist/frozen/index';

const { staging } = environments;

/** What synthesis says of some environments. */
function problemsOf(all: Readonly<Record<string, Environment>>): readonly string[] {
  const synthesis = new Synthesis(path.join(mkdtempSync(path.join(tmpdir(), 'dist-')), 'dist'), Object.keys(all));
  for (const [name, environment] of Object.entries(all)) synthesis.add(name, environment, assemble(name, environment));
  try {
    synthesis.write();
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  return [];
}

const hosts = { wealist: 'qa.wealist.example.com', helloWorld: 'qa.hello.example.com' };
const databasePassword = Password.external({
  store: { kind: 'ClusterSecretStore', name: 'wealist' },
  key: 'wealist/qa',
});
const qa: Environment = { ...staging, hosts, databasePassword };

describe('two environments', () => {
  test('with names of their own are written', () => {
    expect(problemsOf({ staging, qa })).toEqual([]);
  });

  test('with one public host are refused', () => {
    expect(problemsOf({ staging, qa: { ...qa, hosts: { ...hosts, wealist: staging.hosts.wealist } } })).toEqual([
      `qa: host: expected a public host that no other environment has, received "${staging.hosts.wealist}", which staging has, too`,
    ]);
  });

  test('with one entry of a secret store are refused', () => {
    const key = {
      store: { kind: 'ClusterSecretStore', name: 'wealist' },
      key: 'wealist/both',
      property: 'password',
    } as const;
    const shared = Password.external(key);
    expect(
      problemsOf({ staging: { ...staging, databasePassword: shared }, qa: { ...qa, databasePassword: shared } }),
    ).toEqual([
      'qa: secret store: expected an entry that no other environment has, received "wealist/both with password of wealist", which staging has, too',
    ]);
  });

  test('with one namespace are refused', () => {
    const problems = problemsOf({
      staging,
      qa: { ...qa, name: 'staging' },
      other: { ...qa, name: 'qa', hosts: staging.hosts },
    });
    expect(problems).toContain(
      `other: host: expected a public host that no other environment has, received "${staging.hosts.wealist}", which staging has, too`,
    );
    const same = new Synthesis(path.join(mkdtempSync(path.join(tmpdir(), 'dist-')), 'dist'), ['a', 'b']);
    same.add('a', { cluster: staging.cluster }, assemble('staging', staging));
    same.add('b', { cluster: staging.cluster }, assemble('staging', qa));
    expect(() => same.write()).toThrow(
      expect.objectContaining({
        problems: expect.arrayContaining([
          'b: namespace: expected a namespace that no other environment has, received "board-api-staging", which a has, too',
        ]),
      }),
    );
  });
});

describe('npm run synth of one environment alone', () => {
  /** What the command says of qa, beside environments that the run leaves as they are. */
  function said(others: Readonly<Record<string, Environment>>, own: Environment): readonly string[] {
    const outdir = path.join(mkdtempSync(path.join(tmpdir(), 'dist-')), 'dist');
    try {
      const { write } = synth({ environments: { ...others, qa: own }, assemble })({ argv: ['qa'], env: {}, outdir });
      const written = write?.() as Outcome | undefined;
      return written?.lines ?? [];
    } catch (error) {
      if (error instanceof UserError) return error.problems;
      throw error;
    }
  }

  const sharing: Environment = { ...qa, hosts: { ...hosts, wealist: staging.hosts.wealist } };

  test('finds a name that another environment has', () => {
    expect(said({ staging }, sharing)).toEqual([
      `qa: host: expected a public host that no other environment has, received "${staging.hosts.wealist}", which staging has, too`,
    ]);
  });

  test('does not speak of names that two other environments share', () => {
    expect(said({ staging, other: { ...staging, name: 'other' } }, qa).at(-1)).toMatch(/^qa: \d+ objects/);
  });

  test('passes by an environment whose values are refused: the run leaves that one as it is', () => {
    const wrong: Environment = { ...staging, frontend: { scaling: { replicas: 0 } } };
    expect(said({ staging: wrong }, sharing).at(-1)).toMatch(/^qa: \d+ objects/);
  });
});

describe('an environment on several clusters', () => {
  const seoul = staging.cluster;
  const tokyo = { ...seoul, kubernetes: '1.36' } satisfies Cluster;
  const { cluster: _cluster, ...settings } = staging;
  const both = onClusters('staging', { ...settings, clusters: { seoul, tokyo } });

  test('has a folder of manifests for each, with the same names in both', () => {
    expect(Object.keys(both)).toEqual(['staging-seoul', 'staging-tokyo']);
    expect(problemsOf(both)).toEqual([]);
    const objects = Object.entries(both).map(([name, environment]) =>
      [...manifestsOf(assemble(name, environment)).values()].flat().map(identity),
    );
    expect(objects[0]).toEqual(objects[1]);
    expect(objects[0]).toContain('Namespace board-api-staging');
  });

  test('is rendered for the Kubernetes of each', () => {
    expect(Object.values(both).map(({ cluster }) => cluster.kubernetes)).toEqual([seoul.kubernetes, '1.36']);
  });

  test('is chosen by its name, or by that of one folder', () => {
    const chosen = (...argv: string[]) =>
      chosenEnvironments({ argv, env: {} }, { environments: both }).environments.map(([folder]) => folder);
    expect(chosen('staging')).toEqual(['staging-seoul', 'staging-tokyo']);
    expect(chosen('staging-tokyo')).toEqual(['staging-tokyo']);
  });
});

describe('an environment with one namespace for all', () => {
  const one: Environment = {
    ...environments.local,
    namespaces: 'one',
    images: { ...environments.local.images, frontend: Image.imported('f', 'latest') },
  };

  test('holds every promise', () => {
    expect(problemsOf({ local: one })).toEqual([]);
  });

  test('lies in that namespace alone', () => {
    const manifests = [...manifestsOf(assemble('local', one)).values()].flat();
    const namespaces = manifests.map(({ metadata }) => metadata.namespace ?? metadata.name);
    expect([...new Set(namespaces)]).toEqual(['wealist-local']);
  });
});
