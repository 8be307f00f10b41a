import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { check, sentence } from '../../lib/checker/check';
import { identity, type Manifest } from '../../lib/checker/manifest/manifest';
import { knownCluster } from '../../lib/synthesis/cluster-needs';
import { manifestsOf, problemsOf } from '../../lib/synthesis/manifests';
import { assemble } from '../../lib/wealist/charts/index';
import type { Environment } from '../../lib/wealist/environments/environment';
import { prod } from '../wealist/environments/prod';
import { environments } from '../wealist/frozen/index';
import { environment as cluster } from './cluster';
import { environment as existing } from './existing';
import { environment as external } from './external';
import { environment as externalSecrets } from './external-secrets';
import { environment as literal } from './literal';
import { environment as redisExternal } from './redis-external';
import { environment as redisStatefulSet } from './redis-stateful-set';
import { environment as redisTls } from './redis-tls';
import { environment as sealedSecrets } from './sealed-secrets';
import { environment as statefulSet } from './stateful-set';

const root = path.join(__dirname, '..', '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');

/** The environments that the pages write, each by the file here that holds its lines, with what it is called. */
const EXAMPLES: readonly (readonly [page: string, file: string, name: string, Environment])[] = [
  ['docs/secrets/literal.md', 'literal.ts', 'local', literal],
  ['docs/secrets/existing.md', 'existing.ts', 'dev', existing],
  ['docs/secrets/external-secrets.md', 'external-secrets.ts', 'prod', externalSecrets],
  ['docs/secrets/sealed-secrets.md', 'sealed-secrets.ts', 'staging', sealedSecrets],
  ['docs/databases/stateful-set.md', 'stateful-set.ts', 'prod', statefulSet],
  ['docs/databases/cluster.md', 'cluster.ts', 'prod', cluster],
  ['docs/databases/external.md', 'external.ts', 'prod', external],
  ['docs/databases/redis.md', 'redis-stateful-set.ts', 'staging', redisStatefulSet],
  ['docs/databases/redis.md', 'redis-external.ts', 'staging', redisExternal],
  ['docs/databases/redis.md', 'redis-tls.ts', 'staging', redisTls],
];

const manifestsIn = (name: string, environment: Environment): Manifest[] =>
  [...manifestsOf(assemble(name, environment)).values()].flat();

/** What constructs and rules have to say of an environment, for one that follows another if that is given. */
function objections(name: string, environment: Environment, before?: Environment): string[] {
  const charts = assemble(name, environment);
  const previous = before && manifestsIn(name, before);
  const bundle = new Bundle(manifestsIn(name, environment), knownCluster(environment, charts), previous);
  return [...problemsOf(charts.namespaces.node.root), ...check(bundle).findings.map(sentence)];
}

describe.each(EXAMPLES)('%s', (page, file, name, environment) => {
  test(`writes lines that compile (test/docs/${file})`, () => {
    const blocks = [...read(page).matchAll(/^```ts\n(.*?)^```$/gms)].map(([, lines = '']) =>
      lines.replace(/^/gm, '  '),
    );
    const written = read(`test/docs/${file}`);
    expect(blocks.filter((lines) => written.includes(`\n${lines.trimEnd()}\n};\n`))).toHaveLength(1);
  });

  test(`writes an environment that holds every promise (test/docs/${file})`, () => {
    const said = objections(name, environment);
    // The ciphertexts of that page are cut, and say so.
    if (page.includes('sealed')) {
      expect(said).toHaveLength(2);
      expect(said.filter((each) => each.endsWith(', received something else'))).toEqual(said);
    } else expect(said).toEqual([]);
  });
});

test('each block of TypeScript on a page is one of these', () => {
  for (const page of new Set(EXAMPLES.map(([page]) => page))) {
    const blocks = [...read(page).matchAll(/^```ts$/gm)];
    expect(EXAMPLES.filter(([other]) => other === page)).toHaveLength(blocks.length);
  }
});

describe('the pages', () => {
  const pages = ['secrets', 'databases'].flatMap((folder) =>
    readdirSync(path.join(root, 'docs', folder)).map((file) => `docs/${folder}/${file}`),
  );

  test.each(['secrets', 'databases'])('of %s are all in its table', (folder) => {
    const table = read(`docs/${folder}/README.md`);
    const others = readdirSync(path.join(root, 'docs', folder)).filter((file) => file !== 'README.md');
    expect(others.filter((file) => !table.includes(`](${file})`))).toEqual([]);
  });

  test('show the command that makes a ciphertext as synth shows it', () => {
    const [, said = ''] = objections('staging', sealedSecrets);
    const [, command = ''] = /as this prints it: (.*), received/.exec(said) ?? [];
    expect(read('docs/secrets/sealed-secrets.md')).toContain(`\n${command}\n`);
  });

  const accepted = (environment: Environment, before: Environment): string[] => {
    const charts = assemble('prod', environment);
    const bundle = new Bundle(
      manifestsIn('prod', environment),
      knownCluster(environment, charts),
      manifestsIn('prod', before),
    );
    return check(bundle).findings.map(({ rule, object }) => `--accept '${rule} ${identity(object)}: `);
  };

  const atAddress: Environment = {
    ...external,
    postgresql: { external: { address: { ip: '10.20.0.5' }, tls: { mode: 'require' }, user: 'wealist' } },
  };

  test.each([
    ['docs/databases/stateful-set.md', 2, accepted(cluster, prod)],
    ['docs/databases/stateful-set.md', 2, accepted(external, prod)],
    ['docs/databases/cluster.md', 1, accepted(external, cluster)],
    ['docs/databases/external.md', 1, accepted(prod, atAddress)],
  ])('%s says what has to be accepted', (page, count, acceptances) => {
    expect(acceptances).toHaveLength(count);
    expect(acceptances.filter((words) => !read(page).includes(words))).toEqual([]);
  });

  test('delete all that one server leaves when a cluster takes its place, and its disk', () => {
    const kept = manifestsIn('prod', cluster).map(identity);
    const left = manifestsIn('prod', prod)
      .map(identity)
      .filter((name) => name.includes(' postgresql-prod/') && !kept.includes(name));
    const [, deletions = ''] = /^ *kubectl delete (.*?)^ *```/ms.exec(read('docs/databases/stateful-set.md')) ?? [];
    const deleted = [...deletions.matchAll(/ ([a-z]+)\/([a-z0-9-]+)/g)].map(
      ([, kind, name]) => `${kind} postgresql-prod/${name}`,
    );
    const disk = 'persistentvolumeclaim postgresql-prod/postgres-data-postgres-0';
    expect(deleted.sort()).toEqual([disk, ...left.map((name) => name.toLowerCase())].sort());
  });

  test('wait for the URL of the cluster before the service starts again', () => {
    const [, host = 'none'] = /grep '([^']+)'/.exec(read('docs/databases/stateful-set.md')) ?? [];
    const url = (environment: Environment) =>
      manifestsIn('prod', environment).find((each) => identity(each) === 'ExternalSecret board-api-prod/db-secret');
    expect(JSON.stringify(url(cluster))).toContain(host);
    expect(JSON.stringify(url(prod))).not.toContain(host);
  });

  test.each(pages)('%s names objects that are rendered', (page) => {
    const rendered = [
      ...Object.entries(environments).flatMap(([name, environment]) => manifestsIn(name, environment)),
      ...EXAMPLES.flatMap(([, , name, environment]) => manifestsIn(name, environment)),
    ].map((manifest) => identity(manifest).toLowerCase());
    const named = [...read(page).matchAll(/ --namespace ([a-z-]+) ([a-z]+)\/([a-z-]+)/g)];
    const strangers = named
      .map(([, namespace, kind, name]) => `${kind} ${namespace}/${name}`)
      .filter((object) => !rendered.includes(object));
    expect(strangers).toEqual([]);
  });
});
