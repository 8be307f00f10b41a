import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { clone, edit, filesBelow, root, run } from '../clone';

const DIST = path.join('examples', 'shop', 'dist');
const GITOPS = path.join('examples', 'shop', 'gitops');
const committed = filesBelow(path.join(root, DIST));
const shop = (folder: string, ...args: string[]) => run(folder, ['scripts/run.cjs', 'examples/shop/main.ts', ...args]);

const sources = readdirSync(path.join(root, 'examples'), { recursive: true, encoding: 'utf8' })
  .filter((file) => file.endsWith('.ts'))
  .map((file) => [file, readFileSync(path.join(root, 'examples', file), 'utf8')] as const);

describe('a second product', () => {
  test.each(sources)('%s imports the front doors and no file behind them', (_, text) => {
    const imports = [...text.matchAll(/from '([^']*)'/g)].map(([, name = '']) => name);
    expect(
      imports.filter((name) => !/^(cdk8s|constructs|node:\w+|\.\.\/\.\.\/lib(\/checker)?|\.\/[\w.-]+)$/.test(name)),
    ).toEqual([]);
  });

  test.each(sources)('%s needs no cast', (_, text) => {
    expect(text).not.toMatch(/\bas\b(?! const)|<any>|@ts-/);
  });

  test.each(sources)('%s patches nothing', (_, text) => {
    expect(text).not.toContain('.patch(');
  });

  test('writes the manifests that are committed', () => {
    const folder = clone();
    for (const written of [DIST, GITOPS]) rmSync(path.join(folder, written), { recursive: true });
    expect(shop(folder, 'synth')).toMatchObject({ status: 0, stderr: '' });
    expect(filesBelow(path.join(folder, DIST))).toEqual(committed);
    expect(filesBelow(path.join(folder, GITOPS))).toEqual(filesBelow(path.join(root, GITOPS)));
  });

  test('is told where an AppProject does not admit a kind of dist', () => {
    const folder = clone();
    edit(folder, path.join(GITOPS, 'live', '0-argo-cd.k8s.yaml'), / {4}- kind: CronJob\n.*\n/, '');
    const { status, stdout } = shop(folder, 'verify');
    expect(status).toBe(1);
    expect(stdout).toContain('CronJob shop-live/report (examples/shop/dist/live/1-services.k8s.yaml)');
    expect(stdout).toContain('project-admits');
  });

  test('writes one environment, and names the Secrets that the cluster of the environment needs', () => {
    const folder = clone();
    edit(folder, 'examples/shop/environments.ts', 'replicas: 1', 'replicas: 2');
    const { status, stdout } = shop(folder, 'synth', 'test');
    expect(status).toBe(0);
    expect(stdout).toMatch(/^needs Secret shop-test\/registry-credentials: \.dockerconfigjson=CREDENTIALS$/m);
    expect(stdout).toMatch(/^needs Secret shop-test\/postgres-secret: /m);
    expect(stdout).toMatch(/^test: \d+ objects in \d+ files, changed: 1-services\.k8s\.yaml$/m);
  });

  test('takes the tag of a system from the command line', () => {
    const folder = clone();
    expect(shop(folder, 'synth', 'live', '--tag', 'catalog=9.9.9')).toMatchObject({ status: 0 });
    expect(filesBelow(path.join(folder, DIST))[path.join('live', '1-services.k8s.yaml')]).toContain('catalog:9.9.9\n');
  });

  test('is told of a system that no environment has', () => {
    expect(shop(clone(), 'synth', 'live', '--tag', 'katalog=9.9.9').stderr).toContain(
      '--tag: expected one of boards, chat, catalog, mailer, orders, postgres, redis, report, received "katalog"; did you mean "catalog"?',
    );
  });

  test('accepts an update once', () => {
    const folder = clone();
    edit(folder, 'examples/shop/environments.ts', 'Size.gibibytes(20)', 'Size.gibibytes(40)');
    const refused = shop(folder, 'synth', 'live');
    expect(refused).toMatchObject({ status: 1, stdout: '' });
    expect(refused.stderr).toContain('[immutable-fields]');
    const accept = 'immutable-fields StatefulSet shop-live/postgres: the disk was grown with kubectl patch pvc';
    const { status, stdout } = shop(folder, 'synth', 'live', '--accept', accept);
    expect(status).toBe(0);
    expect(stdout).toContain('live: suppressed: StatefulSet shop-live/postgres [immutable-fields]: the disk was grown');
  });

  test('says at each run which namespace is less closed on purpose, and why', () => {
    const folder = clone();
    const lessClosed = "{ network: 'open', reason: 'a scanner of the auditors' }";
    edit(folder, 'examples/shop/charts.ts', ', cluster });', `, cluster, lessClosed: ${lessClosed} });`);
    expect(shop(folder, 'synth', 'test').stdout).toContain(
      'test: less closed: Namespace shop-test: network open: a scanner of the auditors\n',
    );
  });

  test('names its own command where an update is refused', () => {
    const folder = clone();
    edit(folder, 'examples/shop/environments.ts', 'Size.gibibytes(20)', 'Size.gibibytes(40)');
    expect(shop(folder, 'synth', 'live').stderr).toContain(
      "\nto accept an intended change: node scripts/run.cjs examples/shop/main.ts synth live --accept 'immutable-fields StatefulSet ",
    );
    expect(shop(folder, 'synth', '--help').stdout).toContain(
      'usage: node scripts/run.cjs examples/shop/main.ts synth [',
    );
  });

  test.each([[[]], [['sinth']]])('refuses another word than a command, and writes nothing: %j', (words) => {
    const folder = clone();
    edit(folder, 'examples/shop/environments.ts', 'replicas: 1', 'replicas: 2');
    const { status, stderr } = shop(folder, ...words);
    expect(status).toBe(1);
    expect(stderr).toContain(`command: expected synth, verify, promote, received "${words[0] ?? ''}"`);
    expect(filesBelow(path.join(folder, DIST))).toEqual(committed);
  });

  test('names its own command where a folder of dist is missing', () => {
    const folder = clone();
    rmSync(path.join(folder, DIST, 'live'), { recursive: true });
    expect(shop(folder, 'verify')).toMatchObject({
      status: 2,
      stdout: expect.stringContaining('to write the folder: node scripts/run.cjs examples/shop/main.ts synth live\n'),
    });
    expect(shop(folder, 'verify', '--strict').stdout).toContain(
      'usage: node scripts/run.cjs examples/shop/main.ts verify [path…] [option…]',
    );
  });

  test('promotes versions from one environment to the next, and keeps them', () => {
    const folder = clone();
    const versions = path.join(folder, 'examples', 'shop', 'versions.json');
    expect(shop(folder, 'synth', 'test', '--tag', 'orders=1.9.0', '--save')).toMatchObject({ status: 0 });
    const { stdout } = shop(folder, 'promote', 'test', 'stage');
    expect(stdout).toMatch(/^orders: .* → 1\.9\.0, /m);
    expect(JSON.parse(readFileSync(versions, 'utf8'))).toMatchObject({
      test: { orders: '1.9.0' },
      stage: { orders: '1.9.0' },
    });
    expect(shop(folder, 'synth').stdout).not.toContain(' changed');
  });

  test('suppresses a finding in the data of an environment', () => {
    const folder = clone();
    const suppressions = "[{ rule: 'no-lost-data', object: 'StatefulSet shop-test/postgres', reason: 'none' }]";
    edit(folder, 'examples/shop/environments.ts', '  host: ', `  suppressions: ${suppressions},\n  host: `);
    expect(shop(folder, 'synth').stderr).toContain(
      'test: suppression of no-lost-data for StatefulSet shop-test/postgres',
    );
  });

  test('checks the manifests of its own environments with all that the environments declare', () => {
    expect(shop(clone(), 'verify')).toEqual({ status: 0, stdout: 'no findings in 3 environments\n', stderr: '' });
  });
});
