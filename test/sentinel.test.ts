import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { compared, human, markdown, rowsOf } from '../lib/changes';
import { Bundle } from '../lib/checker/bundle/bundle';
import { check, sentence } from '../lib/checker/check';
import { identity, type Json, type Manifest } from '../lib/checker/manifest/manifest';
import { parseManifests } from '../lib/checker/manifest/yaml-reader';
import { knownCluster } from '../lib/synthesis/cluster-needs';
import { manifestsOf } from '../lib/synthesis/manifests';
import { toYaml } from '../lib/synthesis/yaml-writer';
import { Image } from '../lib/values/image';
import { Password } from '../lib/values/password';
import { percentEncoded } from '../lib/values/secret-value';
import { assemble } from '../lib/wealist/charts/index';
import type { Environment } from '../lib/wealist/environments/environment';
import { distOf, edit, FROZEN, frozenClone, run, synth } from './clone';
import { secretValues } from './secret-values';
import { environments } from './wealist/frozen/index';

/** A password that nothing else looks like, with a character that a URL encodes. */
const SENTINEL = 'c0rrect-h0rse@b4ttery';

/** In every form in which it may stand somewhere. */
const FORMS = [
  SENTINEL,
  percentEncoded(SENTINEL),
  ...[0, 1, 2].map((shift) =>
    Buffer.from(`${'x'.repeat(shift)}${SENTINEL}`)
      .toString('base64')
      .slice(4, -4),
  ),
  // A part of it would be enough to guess the rest.
  'c0rrect-h0rse',
  'b4ttery',
];

const telling = (text: string): string[] => FORMS.filter((form) => text.includes(form));

const LITERAL = "Password.literal('local-development-only')";
const PLANTED = `Password.literal('${SENTINEL}')`;
const EXISTING = 'databasePassword: Password.existing()';

describe('a password in the code of local', () => {
  test('reaches the Secrets of local, and no other file, object or line of output', () => {
    const folder = frozenClone();
    edit(folder, `${FROZEN}/local.ts`, LITERAL, PLANTED);
    const change = 'first-start-settings StatefulSet postgresql-local/postgres';
    const { status, stdout, stderr } = synth(folder, 'local', '--accept', `${change}: the server has been told`);
    expect({ status, told: telling(stdout + stderr) }).toEqual({ status: 0, told: [] });
    const holders = Object.entries(distOf(folder)).flatMap(([file, text]) =>
      parseManifests(text)
        .filter(({ manifest }) => telling(JSON.stringify(manifest)).length > 0)
        .map(({ manifest }) => `${file.replaceAll(path.sep, '/')}: ${identity(manifest)}`),
    );
    expect(holders).toEqual([
      'local/1-board-api.k8s.yaml: Secret board-api-local/db-secret',
      'local/1-postgresql.k8s.yaml: Secret postgresql-local/postgres-secret',
    ]);
  });

  test('is in no error: neither about itself nor about what stands beside it', () => {
    const folder = frozenClone();
    edit(folder, `${FROZEN}/local.ts`, LITERAL, `Password.literal('${SENTINEL}\\n')`);
    edit(folder, `${FROZEN}/local.ts`, 'Size.gibibytes(1)', 'Size.gibibytes(0)');
    edit(
      folder,
      `${FROZEN}/dev.ts`,
      EXISTING,
      `databasePassword: Password.sealed({ 'postgresql-dev/postgres-secret': '${SENTINEL}', 'board-api-dev/db-secret': '${Buffer.from(SENTINEL).toString('base64')}' })`,
    );
    const { status, stdout, stderr } = synth(folder);
    expect({ status, told: telling(stdout + stderr) }).toEqual({ status: 1, told: [] });
    expect(stderr).toContain('received one that does\n');
    expect(stderr).toContain('received something else\n');
    expect(stderr).toMatch(/^5 problems/);
  });

  test('is in no error of a rule about a change', () => {
    const folder = frozenClone();
    edit(folder, `${FROZEN}/local.ts`, LITERAL, PLANTED);
    edit(folder, `${FROZEN}/local.ts`, 'Size.gibibytes(1)', 'Size.gibibytes(2)');
    const { status, stdout, stderr } = synth(folder, 'local');
    expect({ status, told: telling(stdout + stderr) }).toEqual({ status: 1, told: [] });
    expect(stderr).toContain('[immutable-fields]');
    expect(stderr).toContain('[first-start-settings]');
  });

  test('is refused by the compiler anywhere else, without being shown', () => {
    const folder = frozenClone();
    edit(folder, `${FROZEN}/dev.ts`, EXISTING, `databasePassword: ${PLANTED}`);
    const { status, stdout, stderr } = synth(folder, 'dev');
    expect({ status, told: telling(stdout + stderr) }).toEqual({ status: 1, told: [] });
    expect(stderr).toMatch(/lib\/wealist\/frozen\/dev\.ts\(\d+,\d+\): error TS/);
  });
});

/** The manifests of local with the sentinel for every password. */
const environment: Environment = {
  ...environments.local,
  databasePassword: Password.literal(SENTINEL),
  boardApi: {
    ...environments.local.boardApi,
    redis: { password: Password.literal(SENTINEL), statefulSet: { image: Image.tagged('redis', '8.2-alpine') } },
  },
};
const charts = assemble('local', environment);
const manifests = [...manifestsOf(charts).values()].flat();
const declared = knownCluster(environment, charts);

/** Everything that `npm run changes` prints of two sets of manifests. */
function consequencesOf(before: readonly Manifest[], after: readonly Manifest[]): string {
  const rows = rowsOf(compared(new Map([['local', before]]), new Map([['local', after]])));
  return [...human(rows), markdown(rows), JSON.stringify(rows.map(({ says, causes }) => [says, causes]))].join('\n');
}

describe('whatever is wrong with a value, no rule and no consequence tells the password', () => {
  const broken: readonly ((value: string) => string)[] = [
    () => '',
    (value) => `${value}\n`,
    (value) => `${value}x`,
    (value) => value.replace('postgres', 'postgress'),
    (value) => value.replace(percentEncoded(SENTINEL), SENTINEL),
    (value) => Buffer.from(value).toString('base64'),
    () => SENTINEL,
    () => `postgresql://postgres:${SENTINEL}@postgress-service.postgresql-local.svc.cluster.local:5433/wealist`,
  ];
  const decoded = (text: string) => Buffer.from(text, 'base64').toString();
  const encoded = (replace: (value: string) => string) => (text: string) =>
    Buffer.from(replace(decoded(text))).toString('base64');

  const known = manifests.filter(({ kind }) => ['Secret', 'StatefulSet', 'Deployment'].includes(kind));
  const held = known.filter(({ metadata }) => /^(postgresql|board-api)-/.test(metadata.namespace ?? ''));

  test.each(held.map((manifest) => [identity(manifest), manifest] as const))('%s', (_, manifest) => {
    let found = 0;
    for (const place of placesIn(manifest)) {
      // A value of a Secret, and what stands there if somebody forgets to encode it.
      for (const replace of place.at(-2) === 'data' ? [...broken, ...broken.map(encoded)] : broken) {
        const instead = manifests.map((each) => (each === manifest ? changed(manifest, place, replace) : each));
        const { findings } = check(new Bundle(instead, declared, manifests));
        found += findings.length;
        expect(findings.map(sentence).filter((said) => telling(said).length > 0)).toEqual([]);
        expect(telling(consequencesOf(manifests, instead) + consequencesOf(instead, manifests))).toEqual([]);
      }
    }
    expect(found).toBeGreaterThan(0);
  });
});

/** The places of values that may hold a password: those of Secrets, variables and command lines. */
function placesIn(value: Json, path: readonly (string | number)[] = []): (string | number)[][] {
  if (typeof value === 'string') {
    const [list] = path.slice(-2);
    const held = list === 'data' || list === 'args' || path.at(-1) === 'value';
    // A folder is shown: nobody would write a password in its place.
    return held && !value.startsWith('/') ? [[...path]] : [];
  }
  if (typeof value !== 'object' || value === null) return [];
  const entries = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
  return entries.flatMap(([key, child]) => placesIn(child as Json, [...path, key]));
}

function changed(
  manifest: Manifest,
  place: readonly (string | number)[],
  replace: (value: string) => string,
): Manifest {
  const copy = structuredClone(manifest);
  // biome-ignore lint/suspicious/noExplicitAny: as deep as the manifest is
  const parent = place.slice(0, -1).reduce<any>((object, key) => object[key], copy);
  const last = place.at(-1) ?? '';
  parent[last] = replace(String(parent[last]));
  return copy;
}

test.each(['human', 'markdown', 'json', 'github'])(
  'npm run changes names the keys of Secrets that change, and tells no value (--format %s)',
  (format) => {
    const folder = frozenClone();
    const other = manifestsOf(assemble('local', { ...environment, databasePassword: Password.literal('another') }));
    for (const [name, sets] of Object.entries({ before: manifests, after: [...other.values()].flat() })) {
      mkdirSync(path.join(folder, name));
      writeFileSync(path.join(folder, name, 'all.yaml'), toYaml(sets));
    }
    const { status, stdout, stderr } = run(folder, [
      'scripts/run.cjs',
      'changes.ts',
      'before',
      'after',
      '--format',
      format,
    ]);
    expect({ status, told: telling(stdout + stderr) }).toEqual({ status: 0, told: [] });
    expect(stdout).toContain('DATABASE_URL: has changed');
  },
);

test.each(['human', 'json', 'github'])('npm run verify tells no password of what it reads (--format %s)', (format) => {
  const folder = frozenClone();
  const plain = manifests.map(({ data, ...manifest }) =>
    manifest.kind === 'Secret' ? { ...manifest, stringData: secretValues({ data }) } : { ...manifest, data },
  );
  const text = toYaml(plain)
    .replaceAll('postgres-service.postgresql-local', 'postgress-service.postgresql-local')
    .replaceAll(percentEncoded(SENTINEL), SENTINEL);
  mkdirSync(path.join(folder, 'read'));
  writeFileSync(path.join(folder, 'read', 'all.yaml'), text);
  const { status, stdout, stderr } = run(folder, ['scripts/run.cjs', 'verify.ts', 'read', '--format', format]);
  expect({ status, told: telling(stdout + stderr) }).toEqual({ status: 1, told: [] });
  expect(stdout).toContain('hosts-resolve');
});
