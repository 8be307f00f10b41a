import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Size } from 'cdk8s';
import fc from 'fast-check';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { check, sentence } from '../../lib/checker/check';
import { parseManifests } from '../../lib/checker/manifest/yaml-reader';
import { Cpu } from '../../lib/kubernetes';
import { knownCluster } from '../../lib/synthesis/cluster-needs';
import { manifestsOf, problemsOf } from '../../lib/synthesis/manifests';
import { toFolder } from '../../lib/synthesis/rendered-folder';
import { toYaml } from '../../lib/synthesis/yaml-writer';
import { Image } from '../../lib/values/image';
import { Password } from '../../lib/values/password';
import { postgresUrl } from '../../lib/values/postgres-database';
import { redisCredential } from '../../lib/values/redis';
import type { Scaling } from '../../lib/values/scaling';
import { filled, goTemplate, PASSWORD } from '../../lib/values/secret-value';
import { assemble } from '../../lib/wealist/charts/index';
import type { Environment } from '../../lib/wealist/environments/environment';
import { secretValues } from '../secret-values';
import { DATABASES, REDIS } from '../wealist/environments/combinations';
import { environments } from '../wealist/frozen/index';

/** Good values most of the time, else one as people mistype it: nothing, negative, not a number, a fraction. */
const mostly = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 19, arbitrary: good }, { weight: 1, arbitrary: bad });
const odd = fc.constantFrom(0, 0.5, Number.NaN, Number.POSITIVE_INFINITY);
const count = mostly(fc.integer({ min: 1, max: 12 }), fc.oneof(odd, fc.constant(-1)));
const amount = mostly(fc.integer({ min: 1, max: 4096 }), odd);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const scaling: fc.Arbitrary<Scaling> = fc.oneof(
  fc.record({ replicas: count }),
  fc.record({ minReplicas: count, maxReplicas: count }),
  fc.record({ minReplicas: count, maxReplicas: count, cpuPercent: count }),
);

const resources = fc
  .record({ cpu: amount, cpuLimit: maybe(amount), memory: amount, memoryLimit: maybe(amount) })
  .map(({ cpu, cpuLimit, memory, memoryLimit }) => ({
    cpu: { request: Cpu.millis(cpu), ...(cpuLimit !== undefined && { limit: Cpu.millis(cpuLimit) }) },
    memory: {
      request: Size.mebibytes(memory),
      ...(memoryLimit !== undefined && { limit: Size.mebibytes(memoryLimit) }),
    },
  }));

const tag = mostly(
  fc.constantFrom('1.0.0', '13', '16-alpine', '16.4-bookworm', '18-alpine'),
  fc.oneof(fc.constantFrom('latest', '', 'a b', 'x'.repeat(129)), fc.string({ maxLength: 20 })),
);
const host = mostly(fc.domain(), fc.string({ maxLength: 30 }));
const password = fc.oneof(
  fc.string(),
  fc.string({ unit: 'binary' }),
  fc.constantFrom('a\n', '-_3', '%zz', "'", 'a@b/c:d?e#f'),
);

const PASSWORDS = {
  literal: (value: string) => Password.literal(value),
  existing: () => Password.existing(),
  external: (key: string) => Password.external({ store: { kind: 'SecretStore', name: 'vault' }, key }),
};

const configuration: fc.Arbitrary<Environment> = fc
  .record({
    wealist: host,
    helloWorld: host,
    password,
    source: fc.constantFrom('literal', 'literal', 'existing', 'external'),
    database: fc.constantFrom('statefulSet', 'cluster', 'external'),
    instances: count,
    redis: maybe(fc.constantFrom('statefulSet', 'external')),
    postgresTag: tag,
    apiTag: tag,
    storage: amount,
    apiScaling: scaling,
    apiResources: resources,
    frontend: scaling,
    helloResources: resources,
    helloScaling: scaling,
    kubernetes: fc.constantFrom('1.28', '1.30', '1.34'),
  })
  .map((value): Environment => {
    const { local } = environments;
    const secret = PASSWORDS[value.source](value.password);
    const disk = { storage: { size: Size.gibibytes(value.storage) } };
    const redis = value.redis && { password: secret, ...REDIS[value.redis] };
    return {
      ...local,
      cluster: { ...local.cluster, kubernetes: value.kubernetes },
      images: {
        ...local.images,
        postgresql: local.images.postgresql.at(value.postgresTag),
        'board-api': Image.imported('wealist-board-api', value.apiTag),
      },
      hosts: { wealist: value.wealist, helloWorld: value.helloWorld },
      databasePassword: secret,
      postgresql: {
        statefulSet: { statefulSet: disk },
        cluster: { cluster: { ...DATABASES.cluster.cluster, ...disk, instances: value.instances } },
        external: DATABASES.external,
      }[value.database],
      boardApi: { scaling: value.apiScaling, resources: value.apiResources, ...(redis && { redis }) },
      frontend: { scaling: value.frontend },
      helloWorld: { ...local.helloWorld, scaling: value.helloScaling, resources: value.helloResources },
    };
  });

/** What comes of a configuration: sentences, or files. */
function outcome(
  environment: Environment,
): { refused: string[] } | { written: [string, string][]; findings: string[] } {
  const charts = assemble('local', environment);
  const root = charts.namespaces?.node.root;
  const refused = root ? problemsOf(root) : [];
  if (refused.length > 0) return { refused };
  const files = manifestsOf(charts);
  const bundle = new Bundle([...files.values()].flat(), knownCluster(environment, charts));
  return { written: [...toFolder(files, 'test')], findings: check(bundle).findings.map(sentence) };
}

describe('any configuration', () => {
  test('is written clean or refused in sentences, and the same each time', () => {
    fc.assert(
      fc.property(configuration, (environment) => {
        const result = outcome(environment);
        if ('refused' in result) {
          for (const line of result.refused) expect(line).toMatch(/^[a-z-/]+: \S.*: expected .+, received /s);
        } else {
          for (const line of result.findings) expect(line).toMatch(/: expected .+, received .* \[[a-z-]+\]$/s);
          for (const [, text] of result.written) expect(text).not.toMatch(/NaN|Infinity|undefined|\[object/);
        }
        expect(outcome(environment)).toEqual(result);
      }),
      { numRuns: 400 },
    );
  });

  test('that constructs accept, rules accept', () => {
    fc.assert(
      fc.property(configuration, (environment) => {
        const result = outcome(environment);
        if ('findings' in result) expect(result.findings).toEqual([]);
      }),
      { numRuns: 400 },
    );
  });
});

describe('any text', () => {
  const texts = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.string(),
    fc.string({
      unit: fc.constantFrom(...'-+_.:0123456789eEoxXabfnNyYtTiMm/()|$@=~ #\'"\n\t\u0085\u2028\u2029\ufeff'.split('')),
    }),
  );
  const named = (value: string) => ({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'x' }, data: { value } });
  const wellFormed = texts.filter(
    (text) => !/[\ud800-\udfff]/.test(text.replace(/[\ud800-\udbff][\udc00-\udfff]/g, '')),
  );

  test('comes back from YAML as it went in', () => {
    fc.assert(
      fc.property(wellFormed, (text) => {
        const object = { ...named(text), list: [text, [text], { text }], last: text };
        const [first, second] = parseManifests(toYaml([object, object]));
        expect(first?.manifest).toEqual(object);
        expect(second?.manifest).toEqual(object);
      }),
      { numRuns: 5000 },
    );
  });

  const kubectl = spawnSync('kubectl', ['version', '--client'], { encoding: 'utf8' }).status === 0;
  if (!kubectl) console.warn('SKIPPED: kubectl is not at hand, so its reader was not asked about our YAML');

  (kubectl ? test : test.skip)('is read by kubectl as it was written', () => {
    const sample = [
      ...fc.sample(wellFormed, { numRuns: 2000, seed: 28 }),
      ...[
        '-_3',
        '+_6',
        '0o17',
        '017',
        '0x1F',
        '1_000',
        '12:30:45',
        'a\u0085b',
        'a\u2028b',
        'yes',
        'y',
        '=',
        '<<',
        '~',
        '.inf',
        '1e3',
        '',
      ],
    ].filter((text) => !text.includes('\u0000'));
    const object = { ...named(''), data: Object.fromEntries(sample.map((text, i) => [`k${i}`, text])) };
    const { stdout, stderr } = spawnSync('kubectl', ['annotate', '--local', '-f', '-', 'x=y', '-o', 'json'], {
      input: toYaml([object]),
      encoding: 'utf8',
      maxBuffer: 2 ** 26,
    });
    expect(stderr).toBe('');
    expect(JSON.parse(stdout).data).toEqual(object.data);
  });
});

describe('any password', () => {
  const anywhere = {
    user: 'postgres',
    host: 'postgres-service.postgresql-local.svc.cluster.local',
    port: 5432,
    database: 'wealist',
  };
  const nonEmpty = fc.oneof(fc.string({ minLength: 1 }), fc.string({ unit: 'grapheme', minLength: 1 }));

  test('comes back from a connection URL', () => {
    fc.assert(
      fc.property(nonEmpty, (value) => {
        const url = new URL(filled(postgresUrl(anywhere), value));
        expect(decodeURIComponent(url.password)).toBe(value);
        expect(url.hostname).toBe(anywhere.host);
        expect(url.pathname).toBe('/wealist');
      }),
      { numRuns: 1000 },
    );
  });

  test('comes back from the URL of a Redis', () => {
    fc.assert(
      fc.property(nonEmpty, (value) => {
        const { values } = redisCredential({ scheme: 'rediss', host: 'redis.example.com', port: 6379 });
        const url = new URL(filled(values.REDIS_URL ?? [], value));
        expect(decodeURIComponent(url.password)).toBe(value);
        expect([url.username, url.host, url.pathname]).toEqual(['', 'redis.example.com:6379', '/0']);
      }),
      { numRuns: 1000 },
    );
  });

  test('comes back from a URL that the cluster composes, in the templates of External Secrets and Sealed Secrets', () => {
    fc.assert(
      fc.property(nonEmpty, (value) => {
        const url = new URL(executed(goTemplate(postgresUrl(anywhere), 'password'), 'password', value));
        expect(decodeURIComponent(url.password)).toBe(value);
        expect([url.hostname, url.pathname, url.search]).toEqual([anywhere.host, '/wealist', '']);
      }),
      { numRuns: 1000 },
    );
  });

  const go = spawnSync('go', ['version'], { encoding: 'utf8' }).status === 0;
  if (!go) console.warn('SKIPPED: go is not at hand, so its templates were not executed');

  // Go compiles its library first, the first time.
  (go ? test : test.skip)(
    'is composed by Go as it is composed here, byte by byte',
    () => {
      const passwords = fc.sample(nonEmpty, { numRuns: 1000, seed: 28 });
      const template = goTemplate(['{{ ', ...postgresUrl(anywhere), ' ', PASSWORD], 'password');
      const { stdout, stderr } = spawnSync('go', ['run', path.join(__dirname, 'template.go')], {
        input: JSON.stringify({ template, values: passwords }),
        encoding: 'utf8',
        env: { ...process.env, GOTOOLCHAIN: 'local', GOFLAGS: '-mod=mod', GOPROXY: 'off' },
      });
      expect(stderr).toBe('');
      const known = passwords.map((value) => filled(['{{ ', ...postgresUrl(anywhere), ' ', PASSWORD], value));
      expect(JSON.parse(stdout)).toEqual(known);
    },
    120_000,
  );

  test('stands as it is beside that URL', () => {
    fc.assert(
      fc.property(nonEmpty, (value) => {
        expect(executed(goTemplate([PASSWORD], 'password'), 'password', value)).toBe(value);
      }),
    );
  });

  test('reaches server and client alike, and both manifests come back from YAML with it', () => {
    fc.assert(
      fc.property(
        nonEmpty.filter((value) => !/[\r\n]$/.test(value)),
        (value) => {
          const environment = { ...environments.local, databasePassword: Password.literal(value) };
          const files = [...toFolder(manifestsOf(assemble('local', environment)), 'local').values()];
          const secrets = files.flatMap(parseManifests).filter(({ manifest }) => manifest.kind === 'Secret');
          expect(secrets.map(({ manifest }) => secretValues(manifest).POSTGRES_PASSWORD)).toEqual([value, value]);
        },
      ),
      { numRuns: 50 },
    );
  });
});

/** What Go makes of our templates: `urlquery` encodes all but letters, digits and `-_.~`, and a space as `+`. */
function executed(template: string, variable: string, value: string): string {
  const urlquery = encodeURIComponent(value)
    .replace(/[!'()*]/g, hexadecimal)
    .replaceAll('%20', '+');
  return template
    .replaceAll(`{{ .${variable} | urlquery | replace "+" "%20" }}`, () => urlquery.replaceAll('+', '%20'))
    .replaceAll(`{{ .${variable} }}`, () => value);
}

const hexadecimal = (character: string): string => `%${character.charCodeAt(0).toString(16).toUpperCase()}`;
