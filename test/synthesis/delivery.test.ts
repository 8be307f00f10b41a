import { mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from '@jest/globals';
import { type Environment, onClusters, UserError } from '../../lib';
import {
  identity,
  listAt,
  type Manifest,
  namespaceOf,
  stringAt,
  stringsAt,
  valueAt,
} from '../../lib/checker/manifest/manifest';
import { parseManifests } from '../../lib/checker/manifest/yaml-reader';
import { Synthesis } from '../../lib/synthesis/synthesis';
import type { Delivery } from '../../lib/values/delivery';
import { filesBelow } from '../clone';
import { CLUSTER } from '../constructs/synthesize';
import { assemble } from './delivered-shop';

const shop = { product: 'shop', repository: 'https://git.example.com/shop' } as const;
const argoCd: Delivery = { argoCd: { ...shop, revision: 'main' } };
const flux: Delivery = { flux: { ...shop, branch: 'main' } };
const OPTIONS = 'argocd.argoproj.io/sync-options';
const PRUNE = 'kustomize.toolkit.fluxcd.io/prune';

const folders: string[] = [];
let parent = '';

beforeEach(() => {
  parent = mkdtempSync(path.join(realpathSync(tmpdir()), 'delivery-test-'));
  folders.push(parent);
});

afterAll(() => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
});

interface Run {
  /** The names of all environments. @default those of the run */
  readonly all?: readonly string[];
  readonly outdir?: string;
  readonly assembly?: typeof assemble;
}

/** What `npm run synth` does with environments. Returns the problems. */
function synth(environments: Readonly<Record<string, Partial<Environment>>>, run: Run = {}): readonly string[] {
  const { all = Object.keys(environments), outdir = 'dist', assembly = assemble } = run;
  try {
    const synthesis = new Synthesis(path.join(parent, outdir), all);
    for (const [name, fields] of Object.entries(environments)) {
      const environment = { cluster: CLUSTER, ...fields };
      synthesis.add(name, environment, assembly(environment.name ?? name, environment));
    }
    synthesis.write();
    return [];
  } catch (error) {
    if (error instanceof UserError) return error.problems.map((each) => each.replaceAll(`${parent}${path.sep}`, ''));
    throw error;
  }
}

const everything = () => filesBelow(parent);
const manifestsIn = (folder: string): Manifest[] =>
  Object.entries(everything())
    .filter(([file]) => file.startsWith(folder))
    .flatMap(([, text]) => parseManifests(text).map(({ manifest }) => manifest));
const find = (folder: string, object: string) => manifestsIn(folder).find((each) => identity(each) === object);

describe('for Argo CD', () => {
  test('an environment has an AppProject and an Application for each of its files', () => {
    expect(synth({ live: { delivery: argoCd } })).toEqual([]);
    expect(manifestsIn('gitops').map(identity)).toEqual([
      'AppProject argocd/shop-live',
      'Application argocd/shop-live-data',
      'Application argocd/shop-live-namespaces',
      'Application argocd/shop-live-web',
    ]);
    expect(find('gitops', 'Application argocd/shop-live-data')?.spec).toMatchObject({
      project: 'shop-live',
      source: {
        repoURL: 'https://git.example.com/shop',
        targetRevision: 'main',
        path: 'dist/live',
        directory: { include: '1-data.k8s.yaml' },
      },
      destination: { server: 'https://kubernetes.default.svc', namespace: 'data-live' },
      syncPolicy: { automated: { prune: true, selfHeal: true }, retry: { limit: 10 } },
    });
  });

  test('the AppProject admits the one repository, and exactly the namespaces and kinds that are rendered', () => {
    synth({ live: { delivery: argoCd } });
    const project = find('gitops', 'AppProject argocd/shop-live');
    expect(valueAt(project, 'spec', 'sourceRepos')).toEqual(['https://git.example.com/shop']);
    const manifests = manifestsIn('dist');
    const namespaces = new Set(manifests.map(namespaceOf).filter((name) => name !== ''));
    expect(listAt(project, 'spec', 'destinations').map((each) => stringAt(each, 'namespace'))).toEqual(
      [...namespaces].sort(),
    );
    const kindsOf = (isClusterWide: boolean) =>
      new Set(manifests.filter((each) => (namespaceOf(each) === '') === isClusterWide).map(({ kind }) => kind));
    const admitted = (list: string) => new Set(listAt(project, 'spec', list).map((each) => stringAt(each, 'kind')));
    expect(admitted('clusterResourceWhitelist')).toEqual(kindsOf(true));
    expect(admitted('namespaceResourceWhitelist')).toEqual(kindsOf(false));
  });

  test('the Applications follow in the order of the files, where another Application applies them', () => {
    synth({ live: { delivery: argoCd } });
    const waves = manifestsIn('gitops').map((each) => [each.metadata.name, stringsAt(each, 'metadata', 'annotations')]);
    expect(Object.fromEntries(waves)).toEqual({
      'shop-live': { 'argocd.argoproj.io/sync-wave': '-1' },
      'shop-live-namespaces': { 'argocd.argoproj.io/sync-wave': '0' },
      'shop-live-data': { 'argocd.argoproj.io/sync-wave': '1' },
      'shop-live-web': { 'argocd.argoproj.io/sync-wave': '1' },
    });
  });

  test('an environment on several clusters has a project for each, named by the names in clusters', () => {
    const clusters = { seoul: CLUSTER, tokyo: CLUSTER };
    expect(synth(onClusters('prod', { clusters, delivery: argoCd }))).toEqual([]);
    for (const cluster of ['seoul', 'tokyo']) {
      const application = find(`gitops/prod-${cluster}`, `Application argocd/shop-prod-${cluster}-web`);
      expect(application?.spec).toMatchObject({
        destination: { name: cluster, namespace: 'web-prod' },
        source: { path: `dist/prod-${cluster}` },
      });
    }
    const named: Delivery = { argoCd: { ...argoCd.argoCd, cluster: 'main' } };
    expect(synth(onClusters('prod', { clusters, delivery: named }))).toEqual(
      ['seoul', 'tokyo'].map((cluster) => {
        return `prod-${cluster}: delivery.cluster: expected none, since the name in clusters is ${cluster}, received "main"`;
      }),
    );
  });
});

describe('for Flux', () => {
  test('an environment has a source and one Kustomization', () => {
    const delivery: Delivery = {
      flux: { ...shop, branch: 'main', secretName: 'key', namespace: 'flux', folder: 'deploy/dist' },
    };
    expect(synth({ live: { delivery } })).toEqual([]);
    expect(find('gitops', 'GitRepository flux/shop-live')?.spec).toEqual({
      interval: '1m',
      url: 'https://git.example.com/shop',
      ref: { branch: 'main' },
      secretRef: { name: 'key' },
    });
    expect(find('gitops', 'Kustomization flux/shop-live')?.spec).toEqual({
      interval: '10m',
      retryInterval: '1m',
      timeout: '10m',
      path: './deploy/dist/live',
      prune: true,
      wait: true,
      sourceRef: { kind: 'GitRepository', name: 'shop-live' },
    });
  });

  test('the source may be an artifact, with the environments at its root', () => {
    const artifact = { product: 'shop', artifact: 'oci://registry.example.com/shop', tag: 'live' } as const;
    expect(synth({ live: { delivery: { flux: artifact } } })).toEqual([]);
    expect(find('gitops', 'OCIRepository flux-system/shop-live')?.spec).toMatchObject({
      url: 'oci://registry.example.com/shop',
      ref: { tag: 'live' },
    });
    expect(find('gitops', 'Kustomization flux-system/shop-live')?.spec).toMatchObject({
      path: './live',
      sourceRef: { kind: 'OCIRepository' },
    });
  });
});

describe('pruning is safe', () => {
  const annotated = (key: string) =>
    manifestsIn('dist')
      .filter((each) => stringsAt(each, 'metadata', 'annotations')[key] !== undefined)
      .map((each) => `${identity(each)}: ${stringsAt(each, 'metadata', 'annotations')[key]}`)
      .sort();
  const protectedWith = (value: string, claim = value) => [
    `Cluster data-live/cluster: ${value}`,
    `Namespace data-live: ${value}`,
    `PersistentVolumeClaim data-live/uploads: ${claim}`,
    `StatefulSet data-live/postgres: ${value}`,
    `StatefulSet data-live/redis: ${value}`,
  ];

  test('Argo CD asks before it deletes what holds data, or the namespace around, and deletes all else', () => {
    synth({ live: { delivery: argoCd } });
    const value = 'Prune=confirm,Delete=confirm';
    // An option of the team's own stays.
    expect(annotated(OPTIONS)).toEqual(protectedWith(value, `Replace=true,${value}`));
  });

  test('Flux never deletes what holds data, or the namespace around, and deletes all else', () => {
    synth({ live: { delivery: flux } });
    expect(annotated(PRUNE)).toEqual(protectedWith('disabled'));
  });

  test('nothing carries a protection where no tool delivers', () => {
    synth({ live: {} });
    expect(annotated(OPTIONS)).toEqual(['PersistentVolumeClaim data-live/uploads: Replace=true']);
    expect(annotated(PRUNE)).toEqual([]);
  });
});

describe('delivery stays, or is accepted to go', () => {
  const delivered = () => expect(synth({ live: { delivery: argoCd } })).toEqual([]);

  test.each<[string, Partial<Environment>]>([
    ['without a tool', {}],
    ['with another tool', { delivery: flux }],
    ['with another product', { delivery: { argoCd: { ...shop, revision: 'main', product: 'store' } } }],
  ])('%s, each Application is named that would delete its objects, and nothing is written', (_, now) => {
    delivered();
    const written = everything();
    expect(synth({ live: now }).map((each) => each.split(': expected')[0])).toEqual([
      'live: Application argocd/shop-live-data: metadata.name',
      'live: Application argocd/shop-live-namespaces: metadata.name',
      'live: Application argocd/shop-live-web: metadata.name',
    ]);
    expect(everything()).toEqual(written);
  });

  test('a system under another name is refused, and one that is gone with its objects is not', () => {
    delivered();
    const renamed: typeof assemble = (name, environment) => {
      const { web, ...others } = assemble(name, environment);
      return web ? { ...others, site: web } : others;
    };
    const gone: typeof assemble = (name, environment) => {
      const { web, ...others } = assemble(name, environment);
      return others;
    };
    expect(synth({ live: { delivery: argoCd } }, { assembly: renamed })).toEqual([
      expect.stringMatching(/^live: Application argocd\/shop-live-web: .* such as ConfigMap web-live\/settings, /),
    ]);
    expect(synth({ live: { delivery: argoCd } }, { assembly: gone })).toEqual([]);
    expect(find('gitops', 'Application argocd/shop-live-web')).toBeUndefined();
  });

  test('accepted, the objects of the tool are gone, and no others', () => {
    delivered();
    const suppressions = ['data', 'namespaces', 'web'].map((system) => ({
      rule: 'delivery-stays',
      object: `Application argocd/shop-live-${system}`,
      reason: 'its finalizer is gone',
    }));
    expect(synth({ live: { suppressions } })).toEqual([]);
    expect(manifestsIn('gitops')).toEqual([]);
    expect(readdirSync(parent)).not.toContain('gitops');
    expect(manifestsIn('dist').length).toBeGreaterThan(0);
  });
});

describe('the folder gitops beside dist', () => {
  const put = (file: string, text = 'mine') => {
    mkdirSync(path.dirname(path.join(parent, file)), { recursive: true });
    writeFileSync(path.join(parent, file), text);
  };
  const refused = (problems: readonly string[], sentence: string) => {
    expect(problems).toEqual([expect.stringContaining(sentence)]);
    expect(Object.keys(everything()).filter((file) => file.startsWith('dist'))).toEqual([]);
  };

  test.each([
    ['gitops/live/mine.yaml', 'gitops/live/mine.yaml: expected files that synth wrote and nothing else'],
    ['gitops/live/0-argo-cd.k8s.yaml', 'gitops/live/0-argo-cd.k8s.yaml: expected files that synth wrote'],
    ['gitops/clusters/mine.yaml', 'gitops/clusters: expected live and nothing else'],
  ])('with %s of somebody else is refused by name, and neither folder is written', (file, sentence) => {
    put(file);
    refused(synth({ live: { delivery: argoCd } }), sentence);
  });

  test('with a copy of dist in it is refused by name', () => {
    synth({ live: {} });
    const copy = Object.entries(everything()).map(([file, text]) => [file.replace('dist', 'gitops'), text] as const);
    rmSync(path.join(parent, 'dist'), { recursive: true });
    for (const [file, text] of copy) put(file, text);
    const problems = synth({ live: { delivery: argoCd } });
    expect(problems).toHaveLength(copy.length);
    expect(problems[0]).toBe(
      'gitops/live/0-namespaces.k8s.yaml: expected objects of a GitOps tool and nothing else, received a copy of a file of dist: move it elsewhere, or remove it',
    );
  });

  test('is nobody’s business where no tool delivers: what lies there stays', () => {
    synth({ live: {} });
    for (const [file, text] of Object.entries(everything())) put(file.replace('dist', 'gitops'), text);
    put('gitops/clusters/mine.yaml');
    const before = everything();
    rmSync(path.join(parent, 'dist'), { recursive: true });
    expect(synth({ live: {} })).toEqual([]);
    expect(everything()).toEqual(before);
  });

  test('as a link is refused where a tool delivers, and left alone elsewhere', () => {
    symlinkSync(tmpdir(), path.join(parent, 'gitops'));
    refused(synth({ live: { delivery: argoCd } }), 'gitops: expected a folder for environments alone');
    expect(synth({ live: {} })).toEqual([]);
  });

  test('cannot be dist at the same time', () => {
    expect(synth({ live: { delivery: argoCd } }, { outdir: 'gitops' })).toEqual([
      expect.stringMatching(/^CDK8S_OUTDIR: expected another name than gitops, /),
    ]);
    expect(synth({ live: {} }, { outdir: 'gitops' })).toEqual([]);
  });

  test('keeps its other environments where one is written', () => {
    const all = ['live', 'stage'];
    expect(synth({ live: { delivery: argoCd }, stage: { delivery: flux } })).toEqual([]);
    const before = everything();
    expect(synth({ live: { delivery: { argoCd: { ...shop, revision: 'v2' } } } }, { all })).toEqual([]);
    const changed = Object.entries(everything()).filter(([file, text]) => before[file] !== text);
    expect(changed.map(([file]) => file)).toEqual([path.join('gitops', 'live', '0-argo-cd.k8s.yaml')]);
  });
});

describe('a delivery is refused', () => {
  test.each<[Partial<Delivery['argoCd'] & object>, string]>([
    [{ product: 'My Shop' }, 'live: delivery.product: expected a DNS label'],
    [{ namespace: 'argo_cd' }, 'live: delivery.namespace: expected a DNS label'],
    [{ revision: 'main branch' }, 'live: delivery.revision: expected letters'],
    [{ folder: '../dist' }, 'live: delivery.folder: expected letters'],
    [{ folder: '/dist' }, 'live: delivery.folder: expected letters'],
    [{ repository: 'https://' }, 'live: delivery.repository: expected a URL that begins with https:// or ssh://'],
  ])('with %j', (fields, sentence) => {
    expect(synth({ live: { delivery: { argoCd: { ...shop, revision: 'main', ...fields } } } })).toEqual([
      expect.stringContaining(sentence),
    ]);
  });

  test('with a password in the URL, and no sentence repeats it', () => {
    for (const repository of ['https://ci:hunter2@git.example.com/x', 'ssh://git:hunter2@git.example.com/x'] as const) {
      const problems = synth({ live: { delivery: { flux: { ...shop, branch: 'main', repository } } } });
      expect(problems).toEqual([expect.stringMatching(/without credentials: .*, received one with "@"$/)]);
    }
    const key = 'ssh://git@git.example.com/x';
    expect(synth({ live: { delivery: { flux: { ...shop, branch: 'main', repository: key } } } })).toEqual([]);
  });
});

test('the objects of a tool carry the labels that all objects of the environment share', () => {
  synth({ live: { delivery: argoCd } });
  for (const manifest of manifestsIn('gitops')) {
    expect(stringsAt(manifest, 'metadata', 'labels')).toMatchObject({
      'app.kubernetes.io/part-of': 'shop',
      environment: 'live',
    });
  }
});
