import { describe, expect, test } from '@jest/globals';
import { App, Chart, Duration, Size } from 'cdk8s';
import { atLeast, KUBERNETES_VERSIONS } from '../../lib/checker/kubernetes/kubernetes-version';
import { selectorLabels, workloadLabels } from '../../lib/constructs/workload/labels';
import { checkId, RESTRICTED_CONTAINER, restrictedPod } from '../../lib/constructs/workload/pod-security';
import { checkScratchSpace, scratchSpace } from '../../lib/constructs/workload/scratch-space';
import { Cpu, k8s } from '../../lib/kubernetes';
import {
  checkShutdown,
  DEFAULT_SHUTDOWN,
  type GracefulShutdown,
  gracePeriodSeconds,
  preStopHook,
} from '../../lib/values/graceful-shutdown';
import { Image } from '../../lib/values/image';
import { Probe, type ProbeTiming } from '../../lib/values/probe';
import {
  checkMemoryFloor,
  checkResources,
  checkSize,
  mebibytes,
  type Resources,
  resourceRequirements,
} from '../../lib/values/resources';
import { Route } from '../../lib/values/route';
import { checkScaling, DEFAULT_CPU_PERCENT, leastReplicas } from '../../lib/values/scaling';
import { checkSeconds, seconds } from '../../lib/values/seconds';
import type { Storage } from '../../lib/values/storage';

const s = Duration.seconds;
const { millis, units } = Cpu;
const { kibibytes, mebibytes: mib, gibibytes: gib } = Size;

/** Numbers that no count of anything can be. */
const NO_COUNT = [0, -1, 1.5, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];

describe('an image', () => {
  const digest = `sha256:${'0123456789abcdef'.repeat(4)}` as const;

  test('that was imported is never pulled', () => {
    expect(Image.imported('board-api', '1.0.0').pullPolicy).toBe('Never');
  });

  test('from a registry is fetched once per tag', () => {
    expect(Image.tagged('postgres', '16-alpine').pullPolicy).toBe('IfNotPresent');
  });

  test('that is pinned is fetched once', () => {
    expect(Image.pinned('postgres', '16-alpine', digest).pullPolicy).toBe('IfNotPresent');
  });

  test('is called repository:tag', () => {
    expect(Image.tagged('ghcr.io/wealist/board-api', '1.4.2').reference).toBe('ghcr.io/wealist/board-api:1.4.2');
  });

  test('that is pinned is called repository:tag@digest', () => {
    expect(Image.pinned('postgres', '16-alpine', digest).reference).toBe(`postgres:16-alpine@${digest}`);
  });

  test('from a registry is never called latest', () => {
    expect(Image.tagged<string>('postgres', 'latest').problems('image')).toEqual([
      'image.tag: expected a tag of one build, such as "1.4.2", received "latest"',
    ]);
  });

  test('from a registry is not called latest beside a digest either', () => {
    expect(Image.pinned<string>('postgres', 'latest', digest).problems('image')).toEqual([
      'image.tag: expected a tag of one build, such as "1.4.2", received "latest"',
    ]);
  });

  test('that was imported may be called latest', () => {
    expect(Image.imported('board-api', 'latest').problems('image')).toEqual([]);
  });

  test.each(['latest-1', '1.0-latest', 'Latest', '1', '_', 'v1.4.2_rc.1-x'])('may have the tag %s', (tag) => {
    expect(Image.tagged<string>('postgres', tag).problems('image')).toEqual([]);
  });

  test.each(['', '.1', '-1', '1 0', '1.0\n', '1:0', '1/0', '1+0', 'é'])('may not have the tag %j', (tag) => {
    expect(Image.imported('board-api', tag).problems('image')).toEqual([
      `image.tag: expected a tag (1 to 128 of letters, digits, ".", "_" and "-"), received ${JSON.stringify(tag)}`,
    ]);
  });

  test('may have a tag of 128 characters', () => {
    expect(Image.imported('board-api', 'a'.repeat(128)).problems('image')).toEqual([]);
  });

  test('may not have a tag of 129 characters', () => {
    expect(Image.imported('board-api', 'a'.repeat(129)).problems('image')).toEqual([
      `image.tag: expected a tag (1 to 128 of letters, digits, ".", "_" and "-"), received "${'a'.repeat(129)}"`,
    ]);
  });

  test.each([
    'postgres',
    'blux2/hello-server',
    'ghcr.io/wealist/board-api',
    'wealist_dev/board-api',
    'registry.example.com:443/a/b_c.d/e',
  ])('may lie in the repository %s', (repository) => {
    expect(Image.tagged(repository, '1').problems('image')).toEqual([]);
  });

  test.each(['localhost:5000/board-api', 'localhost:9090/board-api', 'board_api'])(
    'may be imported as %s',
    (repository) => {
      expect(Image.imported(repository, '1').problems('image')).toEqual([]);
    },
  );

  test.each([
    '',
    'Postgres',
    'ghcr.io/weAlist/board-api',
    'postgres:16',
    'postgres:sixteen',
    'localhost:5000',
    'wealist/board-api:1',
    `postgres@${digest}`,
    'https://ghcr.io/wealist/board-api',
    '/board-api',
    'wealist/',
    'wealist//board-api',
    'board api',
    'board-api\n',
  ])('may not lie in the repository %j', (repository) => {
    expect(Image.tagged(repository, '1').problems('image')).toEqual([
      `image.repository: expected a repository in lower case, without tag or digest, received ${JSON.stringify(repository)}`,
    ]);
  });

  test('may be pinned to 64 hexadecimal digits', () => {
    expect(Image.pinned('postgres', '16', digest).problems('image')).toEqual([]);
  });

  test.each([
    ['without digits', 'sha256:'],
    ['one digit short', digest.slice(0, -1)],
    ['one digit long', `${digest}0`],
    ['in upper case', `sha256:${'A'.repeat(64)}`],
    ['with a letter that is no digit', `sha256:${'g'.repeat(64)}`],
    ['with something before it', `x${digest}`],
    ['by another algorithm', `sha512:${'a'.repeat(64)}`],
    ['that is empty', ''],
  ])('may not be pinned to a digest %s', (_, wrong) => {
    expect(Image.tagged('postgres', '16').at(`16@${wrong}`).problems('image')).toEqual([
      `image.digest: expected "sha256:" and 64 hexadecimal digits, received ${JSON.stringify(wrong)}`,
    ]);
  });

  test('is refused for everything that is wrong with it at once', () => {
    expect(Image.tagged('Postgres', '16').at('a b@c').problems('images.postgresql')).toEqual([
      'images.postgresql.repository: expected a repository in lower case, without tag or digest, received "Postgres"',
      'images.postgresql.tag: expected a tag (1 to 128 of letters, digits, ".", "_" and "-"), received "a b"',
      'images.postgresql.digest: expected "sha256:" and 64 hexadecimal digits, received "c"',
    ]);
  });

  test('at another tag is the same repository by that tag', () => {
    expect(Image.tagged('ghcr.io/wealist/board-api', '1.0.0').at('1.5.0').reference).toBe(
      'ghcr.io/wealist/board-api:1.5.0',
    );
  });

  test('at another tag and digest is pinned', () => {
    expect(Image.tagged('postgres', '16').at(`17@${digest}`).reference).toBe(`postgres:17@${digest}`);
  });

  test('at another tag leaves its old digest behind', () => {
    expect(Image.pinned('postgres', '16', digest).at('17').reference).toBe('postgres:17');
  });

  test('at another version stands beside the first, which stays what it was', () => {
    const image = Image.tagged('postgres', '16');
    image.at('17');
    expect(image.reference).toBe('postgres:16');
  });

  test('that was imported is not pulled at another version either', () => {
    expect(Image.imported('board-api', '1').at('2').pullPolicy).toBe('Never');
  });

  test('from a registry is fetched at another version too', () => {
    expect(Image.tagged('board-api', '1').at('2').pullPolicy).toBe('IfNotPresent');
  });

  test('from a registry is not latest at another version either', () => {
    expect(Image.tagged('postgres', '16').at('latest').problems('image')).toEqual([
      'image.tag: expected a tag of one build, such as "1.4.2", received "latest"',
    ]);
  });

  test.each([
    ['acme/api', 'undefined', 'image.tag: expected a tag without an unset variable, received "undefined"'],
    ['acme/api', 'v1-null', 'image.tag: expected a tag without an unset variable, received "v1-null"'],
    ['acme/api', 'NaN', 'image.tag: expected a tag without an unset variable, received "NaN"'],
    [
      'ghcr.io/undefined/api',
      '1',
      'image.repository: expected a repository without an unset variable, received "ghcr.io/undefined/api"',
    ],
  ])('is no %s:%s, which an unset variable makes', (repository, tag, sentence) => {
    expect(Image.tagged<string>(repository, tag).problems('image')).toEqual([sentence]);
  });

  test.each(['nullable-1', '1.0-nullified'])('may have the tag %s, which is a word', (tag) => {
    expect(Image.tagged<string>('acme/api', tag).problems('image')).toEqual([]);
  });

  test.each([
    'board-api',
    'localhost/board-api',
    'localhost:5000/board-api',
    '127.0.0.1:5000/a',
    'hub.localhost:5000/a',
  ])('is not fetched as %s, which is on the laptop of somebody', (repository) => {
    expect(Image.tagged(repository, '1').problems('image')).toEqual([
      `image.repository: expected a registry that nodes reach, and a path ("ghcr.io/acme/shop-api"), or Image.imported, received "${repository}"`,
    ]);
    expect(Image.tagged(repository, '1').problems('image', { importedImages: true })).toEqual([]);
    expect(Image.imported(repository, '1').problems('image')).toEqual([]);
  });

  test.each(['postgres', 'docker.io/library/board-api', 'acme/board-api', 'registry.local/board-api'])(
    'may be fetched as %s',
    (repository) => {
      expect(Image.tagged(repository, '1').problems('image')).toEqual([]);
    },
  );
});

describe('resources', () => {
  const cpu: Resources['cpu'] = { request: millis(100), limit: millis(200) };
  const memory: Resources['memory'] = { request: mib(256), limit: mib(512) };
  const quantities = (amounts: Readonly<Record<string, string>>) =>
    Object.fromEntries(Object.entries(amounts).map(([name, amount]) => [name, k8s.Quantity.fromString(amount)]));

  test('are rendered as they were given', () => {
    const scratch = { request: mib(5), limit: gib(1) };
    expect(resourceRequirements({ cpu, memory, scratch })).toStrictEqual({
      requests: quantities({ cpu: '100m', memory: '256Mi', 'ephemeral-storage': '5Mi' }),
      limits: quantities({ cpu: '200m', memory: '512Mi', 'ephemeral-storage': '1Gi' }),
    });
  });

  test('reserve 64Mi of scratch space for logs and empty volumes, limited to 1Gi, unless told otherwise', () => {
    const { requests, limits } = resourceRequirements({ cpu, memory });
    expect(requests).toMatchObject(quantities({ 'ephemeral-storage': '64Mi' }));
    expect(limits).toMatchObject(quantities({ 'ephemeral-storage': '1Gi' }));
  });

  test('keep the unit that they were given in', () => {
    const { requests } = resourceRequirements({ cpu: { request: units(2) }, memory: { request: gib(1) } });
    expect(requests).toMatchObject(quantities({ cpu: '2', memory: '1Gi' }));
  });

  test('without a CPU limit let the container use what the node has left', () => {
    const { limits } = resourceRequirements({ cpu: { request: millis(100) }, memory });
    expect(limits).not.toHaveProperty('cpu');
  });

  test.each([
    ['256Mi', '512Mi', mib(256)],
    ['1Gi', '2048Mi', gib(1)],
    ['1.5Gi', '3072Mi', gib(1.5)],
    ['512Ki', '1Mi', kibibytes(512)],
    ['256Ki', '0.5Mi', kibibytes(256)],
  ])('that request %s without a limit are limited to twice as much, %s', (_, limit, request) => {
    expect(resourceRequirements({ cpu, memory: { request } }).limits?.memory).toEqual(k8s.Quantity.fromString(limit));
  });

  test.each<[string, Resources]>([
    ['requests below limits', { cpu, memory }],
    ['requests alone', { cpu: { request: millis(1) }, memory: { request: kibibytes(1) } }],
    [
      'requests that equal their limits',
      { cpu: { request: units(1), limit: millis(1000) }, memory: { request: gib(1), limit: mib(1024) } },
    ],
    ['fractions of a core and of a GiB', { cpu: { request: units(0.5) }, memory: { request: gib(0.5) } }],
    [
      'a limit of one thousandth of a core more',
      { cpu: { request: units(1.5), limit: millis(1501) }, memory: { request: gib(1.5), limit: mib(1537) } },
    ],
  ])('may be given as %s', (_, resources) => {
    expect(checkResources('resources', resources)).toEqual([]);
  });

  test.each([
    ['0m', millis(0)],
    ['0', units(0)],
    ['-100m', millis(-100)],
    ['-0.5', units(-0.5)],
    ['NaNm', millis(Number.NaN)],
    ['NaN', units(Number.NaN)],
    ['Infinitym', millis(Number.POSITIVE_INFINITY)],
    ['-Infinity', units(Number.NEGATIVE_INFINITY)],
  ])('never request %s of CPU', (received, request) => {
    expect(checkResources('resources', { cpu: { request }, memory })).toEqual([
      `resources.cpu.request: expected a finite amount of CPU above zero, received ${received}`,
    ]);
  });

  test.each([
    ['NaN', units(Number.NaN)],
    ['NaNm', millis(Number.NaN)],
    ['Infinitym', millis(Number.POSITIVE_INFINITY)],
    ['Infinity', units(Number.POSITIVE_INFINITY)],
  ])('are never limited to %s of CPU', (received, limit) => {
    expect(checkResources('resources', { cpu: { request: millis(100), limit }, memory })).toEqual([
      `resources.cpu.limit: expected a finite amount of CPU above zero, received ${received}`,
    ]);
  });

  test('with a CPU limit of zero are told so, and that the request lies above it', () => {
    expect(checkResources('resources', { cpu: { request: millis(100), limit: millis(0) }, memory })).toEqual([
      'resources.cpu.limit: expected a finite amount of CPU above zero, received 0m',
      'resources.cpu.request: expected at most the limit of 0m, received 100m',
    ]);
  });

  test.each([
    ['201m', '200m', millis(201), millis(200)],
    ['1', '999m', units(1), millis(999)],
    ['1001m', '1', millis(1001), units(1)],
    ['0.3', '0.25', units(0.3), units(0.25)],
  ])('never request %s of CPU with a limit of %s', (received, allowed, request, limit) => {
    expect(checkResources('resources', { cpu: { request, limit }, memory })).toEqual([
      `resources.cpu.request: expected at most the limit of ${allowed}, received ${received}`,
    ]);
  });

  test.each([
    ['0Mi', mib(0)],
    ['NaNGi', gib(Number.NaN)],
    ['InfinityGi', gib(Number.POSITIVE_INFINITY)],
  ])('never request %s of memory', (received, request) => {
    expect(checkResources('resources', { cpu, memory: { request } })).toEqual([
      `resources.memory.request: expected a finite size above zero, received ${received}`,
    ]);
  });

  test.each([
    ['NaNMi', mib(Number.NaN)],
    ['InfinityGi', gib(Number.POSITIVE_INFINITY)],
  ])('are never limited to %s of memory', (received, limit) => {
    expect(checkResources('resources', { cpu, memory: { request: mib(256), limit } })).toEqual([
      `resources.memory.limit: expected a finite size above zero, received ${received}`,
    ]);
  });

  test('with a memory limit of zero are told so, and that the request lies above it', () => {
    expect(checkResources('resources', { cpu, memory: { request: mib(256), limit: mib(0) } })).toEqual([
      'resources.memory.limit: expected a finite size above zero, received 0Mi',
      'resources.memory.request: expected at most the limit of 0Mi, received 256Mi',
    ]);
  });

  test('never ask for more than the largest container of their cluster', () => {
    const large = { cpu: { request: units(200) }, memory: { request: gib(1), limit: gib(512) } };
    expect(checkResources('resources', large)).toEqual([
      'resources.cpu.request: expected at most cluster.largestContainer, 16, received 200',
      'resources.memory.limit: expected at most cluster.largestContainer, 64Gi, received 512Gi',
    ]);
    expect(checkResources('resources', large, { largestContainer: { cpu: units(200) } })).toEqual([
      'resources.memory.limit: expected at most cluster.largestContainer, 64Gi, received 512Gi',
    ]);
    expect(checkResources('resources', large, { largestContainer: { cpu: units(200), memory: gib(512) } })).toEqual([]);
  });

  test('are refused scratch space that is none, or above its limit', () => {
    expect(checkResources('resources', { cpu, memory, scratch: { request: mib(0), limit: gib(1) } })).toEqual([
      'resources.scratch.request: expected a finite size above zero, received 0Mi',
    ]);
    expect(checkResources('resources', { cpu, memory, scratch: { request: gib(2), limit: gib(1) } })).toEqual([
      'resources.scratch.request: expected at most the limit of 1Gi, received 2Gi',
    ]);
  });

  test.each([
    ['513Mi', '512Mi', mib(513), mib(512)],
    ['1Gi', '1023Mi', gib(1), mib(1023)],
    ['1025Mi', '1Gi', mib(1025), gib(1)],
    ['1025Ki', '1Mi', kibibytes(1025), mib(1)],
  ])('never request %s of memory with a limit of %s', (received, allowed, request, limit) => {
    expect(checkResources('resources', { cpu, memory: { request, limit } })).toEqual([
      `resources.memory.request: expected at most the limit of ${allowed}, received ${received}`,
    ]);
  });

  test('are refused for everything that is wrong with them at once', () => {
    const wrong = {
      cpu: { request: millis(2), limit: millis(1) },
      memory: { request: mib(0), limit: mib(Number.NaN) },
    };
    expect(checkResources('api.resources', wrong)).toEqual([
      'api.resources.cpu.request: expected at most the limit of 1m, received 2m',
      'api.resources.memory.request: expected a finite size above zero, received 0Mi',
      'api.resources.memory.limit: expected a finite size above zero, received NaNMi',
    ]);
  });
});

describe('a memory floor', () => {
  const cpu: Resources['cpu'] = { request: millis(100) };
  const below = (memory: Resources['memory'], floor = mib(256)) =>
    checkMemoryFloor('resources', { cpu, memory }, floor, 'Python needs it');

  test('is refused a limit below it, with the reason', () => {
    expect(below({ request: mib(64), limit: mib(255) })).toEqual([
      'resources.memory.limit: expected at least 256Mi: Python needs it, received 255Mi',
    ]);
  });

  test('holds for a limit that follows from the request, and says that it does', () => {
    expect(below({ request: mib(127) })).toEqual([
      'resources.memory.limit: expected at least 256Mi: Python needs it, received 254Mi (twice the request)',
    ]);
  });

  test('compares across units', () => {
    expect(below({ request: mib(64), limit: mib(1023) }, gib(1))).toEqual([
      'resources.memory.limit: expected at least 1Gi: Python needs it, received 1023Mi',
    ]);
  });

  test.each<[string, Resources['memory']]>([
    ['at it', { request: mib(64), limit: mib(256) }],
    ['above it', { request: mib(64), limit: gib(1) }],
    ['that follows from half of it', { request: mib(128) }],
  ])('accepts a limit %s', (_, memory) => {
    expect(below(memory)).toEqual([]);
  });

  test('leaves a limit that is no number to the check of the resources', () => {
    expect(below({ request: mib(Number.NaN) })).toEqual([]);
  });
});

describe('a size', () => {
  const check = ({ size }: Storage) => checkSize('storage.size', size);

  test.each([
    ['a KiB', kibibytes(1)],
    ['part of a GiB', gib(0.5)],
    ['many PiB', Size.pebibyte(4)],
  ])('may be %s', (_, size) => {
    expect(check({ size })).toEqual([]);
  });

  test.each([
    ['0Gi', gib(0)],
    ['NaNGi', gib(Number.NaN)],
    ['InfinityTi', Size.tebibytes(Number.POSITIVE_INFINITY)],
  ])('is never %s', (received, size) => {
    expect(check({ size })).toEqual([`storage.size: expected a finite size above zero, received ${received}`]);
  });

  test.each([-1, Number.NEGATIVE_INFINITY])('of %d cannot be written', (amount) => {
    expect(() => gib(amount)).toThrow(`Storage amounts cannot be negative. Received: ${amount}`);
  });

  test.each([
    ['1Mi', 1, mib(1)],
    ['1.5Gi', 1536, gib(1.5)],
    ['512Ki', 0.5, kibibytes(512)],
    ['1Ti', 1024 ** 2, Size.tebibytes(1)],
  ])('of %s counts %d MiB, without rounding', (_, amount, size) => {
    expect(mebibytes(size)).toBe(amount);
  });
});

describe('seconds', () => {
  test.each([
    ['90 s', 90, s(90)],
    ['1.5 min', 90, Duration.minutes(1.5)],
    ['10,000 ms', 10, Duration.millis(10_000)],
    ['1500 ms', 1.5, Duration.millis(1500)],
    ['1 h', 3600, Duration.hours(1)],
  ])('of %s are %d, without rounding', (_, count, duration) => {
    expect(seconds(duration)).toBe(count);
  });

  test.each([
    ['the least that is accepted', s(1)],
    ['more', s(2)],
    ['whole in another unit', Duration.millis(3000)],
    ['whole as part of a minute', Duration.minutes(0.05)],
  ])('may be %s', (_, duration) => {
    expect(checkSeconds('period', duration, 1)).toEqual([]);
  });

  test('may be none where none is enough', () => {
    expect(checkSeconds('drain', s(0), 0)).toEqual([]);
  });

  test.each([
    ['0 s', s(0)],
    ['1.5 s', s(1.5)],
    ['0.001 s', Duration.millis(1)],
    ['2.5 s', Duration.millis(2500)],
    ['NaN s', s(Number.NaN)],
    ['Infinity s', s(Number.POSITIVE_INFINITY)],
  ])('that Kubernetes cannot hold are refused: %s', (received, duration) => {
    expect(checkSeconds('period', duration, 1)).toEqual([
      `period: expected whole seconds, at least 1, received ${received}`,
    ]);
  });

  test.each([-1, Number.NEGATIVE_INFINITY])('of %d cannot be written', (amount) => {
    expect(() => s(amount)).toThrow(`Duration amounts cannot be negative. Received: ${amount}`);
  });
});

describe('a graceful shutdown', () => {
  const shutdown: GracefulShutdown = { preStop: s(10), drain: s(30), buffer: s(5) };
  const check = (parts: Partial<GracefulShutdown>) =>
    checkShutdown('shutdown', { ...shutdown, ...parts }, '1.34', true);

  test('takes the 30 s that Kubernetes gives a pod, unless told otherwise', () => {
    expect(gracePeriodSeconds(DEFAULT_SHUTDOWN)).toBe(30);
  });

  test('waits 10 s, drains 15 s and spares 5 s, unless told otherwise', () => {
    const { preStop, drain, buffer } = DEFAULT_SHUTDOWN;
    expect([preStop, drain, buffer].map(seconds)).toEqual([10, 15, 5]);
  });

  test.each(KUBERNETES_VERSIONS)('is accepted as it is by Kubernetes %s', (version) => {
    expect(checkShutdown('shutdown', DEFAULT_SHUTDOWN, version, true)).toEqual([]);
  });

  test('gives a pod the sum of its parts', () => {
    expect(gracePeriodSeconds(shutdown)).toBe(45);
  });

  test('gives a pod the period that a policy fixes', () => {
    expect(gracePeriodSeconds({ ...shutdown, gracePeriod: Duration.minutes(2) })).toBe(120);
  });

  test.each(['1.30', '1.31', '1.34'] as const)('waits in the kubelet from Kubernetes 1.30 on (%s)', (version) => {
    expect(preStopHook(shutdown, version)).toStrictEqual({ sleep: { seconds: 10 } });
  });

  test.each(['1.28', '1.29'] as const)('waits in a shell before Kubernetes 1.30 (%s)', (version) => {
    expect(preStopHook(shutdown, version)).toStrictEqual({ exec: { command: ['/bin/sh', '-c', 'sleep 10'] } });
  });

  test.each([
    ['a hook of one second', { preStop: s(1) }],
    ['nothing to drain', { drain: s(0) }],
    ['nothing to spare', { buffer: s(0) }],
    ['a period of just its parts', { gracePeriod: s(45) }],
    ['a period in minutes', { gracePeriod: Duration.minutes(1) }],
  ])('may have %s', (_, parts) => {
    expect(check(parts)).toEqual([]);
  });

  test.each([
    ['preStop', 0, 1],
    ['preStop', 0.5, 1],
    ['preStop', Number.NaN, 1],
    ['preStop', Number.POSITIVE_INFINITY, 1],
    ['drain', 1.5, 0],
    ['drain', Number.NaN, 0],
    ['drain', Number.POSITIVE_INFINITY, 0],
    ['buffer', 0.1, 0],
    ['buffer', Number.NaN, 0],
    ['buffer', Number.POSITIVE_INFINITY, 0],
  ] as const)('never has a %s of %d s', (part, amount, least) => {
    expect(check({ [part]: s(amount) })).toEqual([
      `shutdown.${part}: expected whole seconds, at least ${least}, received ${amount} s`,
    ]);
  });

  test.each([44, 44.9, 0, Number.NaN])('whose parts need 45 s never has a period of %d s', (amount) => {
    expect(check({ gracePeriod: s(amount) })).toEqual([
      `shutdown.gracePeriod: expected at least preStop + drain + buffer = 45 s, received ${amount} s`,
    ]);
  });

  test.each([45.5, Number.POSITIVE_INFINITY])(
    'never has a period that Kubernetes cannot hold, such as %d s',
    (amount) => {
      expect(check({ gracePeriod: s(amount) })).toEqual([
        `shutdown.gracePeriod: expected whole seconds, at least 1, received ${amount} s`,
      ]);
    },
  );

  test.each(['1.28', '1.29'] as const)('of an image without a shell is refused by Kubernetes %s', (version) => {
    expect(checkShutdown('shutdown', shutdown, version, false)).toEqual([
      `cluster.kubernetes: expected at least 1.30 for an image without a shell: the preStop hook of an older version needs a shell, received "${version}"`,
    ]);
  });

  test.each(['1.30', '1.34'] as const)('of an image without a shell is accepted by Kubernetes %s', (version) => {
    expect(checkShutdown('shutdown', shutdown, version, false)).toEqual([]);
  });

  test('is refused for everything that is wrong with it at once', () => {
    const wrong = { preStop: s(0), drain: s(1.5), buffer: s(0.5), gracePeriod: s(1) };
    expect(checkShutdown('shutdown', wrong, '1.29', false)).toEqual([
      'shutdown.preStop: expected whole seconds, at least 1, received 0 s',
      'shutdown.drain: expected whole seconds, at least 0, received 1.5 s',
      'shutdown.buffer: expected whole seconds, at least 0, received 0.5 s',
      'shutdown.gracePeriod: expected at least preStop + drain + buffer = 2 s, received 1 s',
      'cluster.kubernetes: expected at least 1.30 for an image without a shell: the preStop hook of an older version needs a shell, received "1.29"',
    ]);
  });
});

describe('Kubernetes', () => {
  test('is known from 1.28 on, the oldest first and none left out', () => {
    expect(KUBERNETES_VERSIONS).toEqual(KUBERNETES_VERSIONS.map((_, i) => `1.${28 + i}`));
  });

  test.each([
    ['1.30', '1.30'],
    ['1.31', '1.30'],
    ['1.34', '1.28'],
  ] as const)('%s has what came with %s', (version, needed) => {
    expect(atLeast(version, needed)).toBe(true);
  });

  test.each([
    ['1.29', '1.30'],
    ['1.28', '1.34'],
  ] as const)('%s does not have what came with %s', (version, needed) => {
    expect(atLeast(version, needed)).toBe(false);
  });
});

describe('a probe', () => {
  const port = k8s.IntOrString.fromString('http');
  const PORTS = { http: 8080, metrics: 9090 };

  test('asks GET path at the port of its container', () => {
    expect(Probe.http('/health').toKube({ http: 8080 })).toStrictEqual({ httpGet: { path: '/health', port } });
  });

  test('opens a connection to the port of its container', () => {
    expect(Probe.tcp().toKube({ http: 8080 })).toStrictEqual({ tcpSocket: { port } });
  });

  test('runs a command in its container', () => {
    expect(Probe.exec(['pg_isready', '--quiet']).toKube({ http: 8080 })).toStrictEqual({
      exec: { command: ['pg_isready', '--quiet'] },
    });
  });

  test('asks the port of whatever container it is given to', () => {
    const probe = Probe.tcp();
    expect([probe.toKube({ http: 8080 }), probe.toKube({ metrics: 9090 })]).toEqual([
      { tcpSocket: { port } },
      { tcpSocket: { port: k8s.IntOrString.fromString('metrics') } },
    ]);
  });

  test.each<[k8s.Probe, ProbeTiming]>([
    [{ initialDelaySeconds: 15 }, { initialDelay: s(15) }],
    [{ initialDelaySeconds: 0 }, { initialDelay: s(0) }],
    [{ periodSeconds: 60 }, { period: Duration.minutes(1) }],
    [{ timeoutSeconds: 2 }, { timeout: Duration.millis(2000) }],
    [{ failureThreshold: 6 }, { failureThreshold: 6 }],
  ])('renders %j where it was given, and no other timing', (rendered, timing) => {
    expect(Probe.tcp(timing).toKube({ http: 8080 })).toStrictEqual({ tcpSocket: { port }, ...rendered });
  });

  test.each([
    ['http', (timing: ProbeTiming) => Probe.http('/', timing)],
    ['tcp', (timing: ProbeTiming) => Probe.tcp(timing)],
    ['exec', (timing: ProbeTiming) => Probe.exec(['true'], timing)],
  ])('by %s keeps all of its timing', (_, make) => {
    const timing = { initialDelay: s(1), period: s(2), timeout: s(3), failureThreshold: 4 };
    expect(make(timing).toKube({ http: 8080 })).toMatchObject({
      initialDelaySeconds: 1,
      periodSeconds: 2,
      timeoutSeconds: 3,
      failureThreshold: 4,
    });
  });

  test.each(['/', '/health', '/health?deep=1', '/a/b.c_d-e~f%20g'])('may ask for %s', (path) => {
    expect(Probe.http(path).problems('liveness', PORTS)).toEqual([]);
  });

  test.each(['', 'health', ' /health', '/he alth', '/health\n', 'http://localhost/health'])(
    'never asks for %j',
    (path) => {
      expect(Probe.http(path).problems('liveness', PORTS)).toEqual([
        `liveness.path: expected an absolute path such as "/health", received ${JSON.stringify(path)}`,
      ]);
    },
  );

  test.each<[string, ProbeTiming]>([
    ['no timing', {}],
    ['no initial delay', { initialDelay: s(0) }],
    ['a period of one second', { period: s(1) }],
    ['one second to answer', { timeout: s(1) }],
    ['one failure', { failureThreshold: 1 }],
  ])('may have %s', (_, timing) => {
    expect(Probe.tcp(timing).problems('readiness', PORTS)).toEqual([]);
  });

  test.each([
    ['initialDelay', 0.5, 0],
    ['initialDelay', Number.NaN, 0],
    ['initialDelay', Number.POSITIVE_INFINITY, 0],
    ['period', 0, 1],
    ['period', 1.5, 1],
    ['period', Number.NaN, 1],
    ['period', Number.POSITIVE_INFINITY, 1],
    ['timeout', 0, 1],
    ['timeout', 0.2, 1],
    ['timeout', Number.NaN, 1],
    ['timeout', Number.POSITIVE_INFINITY, 1],
  ] as const)('never has %s of %d s', (field, amount, least) => {
    expect(Probe.exec(['true'], { [field]: s(amount) }).problems('readiness', PORTS)).toEqual([
      `readiness.${field}: expected whole seconds, at least ${least}, received ${amount} s`,
    ]);
  });

  test.each(NO_COUNT)('never counts %d failures', (failureThreshold) => {
    expect(Probe.tcp({ failureThreshold }).problems('readiness', PORTS)).toEqual([
      `readiness.failureThreshold: expected a whole number, at least 1, received ${failureThreshold}`,
    ]);
  });

  test('is refused for everything that is wrong with it at once', () => {
    const timing = { initialDelay: s(0.5), period: s(0), timeout: s(0), failureThreshold: 0 };
    expect(Probe.http('health', timing).problems('liveness', PORTS)).toEqual([
      'liveness.path: expected an absolute path such as "/health", received "health"',
      'liveness.initialDelay: expected whole seconds, at least 0, received 0.5 s',
      'liveness.period: expected whole seconds, at least 1, received 0 s',
      'liveness.timeout: expected whole seconds, at least 1, received 0 s',
      'liveness.failureThreshold: expected a whole number, at least 1, received 0',
    ]);
  });

  test('asks a further port by its name', () => {
    const httpGet = { path: '/healthz', port: k8s.IntOrString.fromString('metrics') };
    expect(Probe.http('/healthz', { port: 'metrics' }).toKube(PORTS)).toStrictEqual({ httpGet });
  });

  test.each([
    [{}, { port: 8080 }],
    [{ port: 'metrics' }, { port: 9090 }],
    [{ service: 'users.v1' }, { port: 8080, service: 'users.v1' }],
  ])('by gRPC with %j asks %j, since Kubernetes takes no names there', (options, grpc) => {
    expect(Probe.grpc(options).toKube(PORTS)).toStrictEqual({ grpc });
  });

  test('asks no port that the container lacks', () => {
    expect(Probe.tcp({ port: 'metric' }).problems('liveness', PORTS)).toEqual([
      'liveness.port: expected one of http, metrics, received "metric"; did you mean "metrics"?',
    ]);
  });

  test.each([
    [Probe.http('/'), 'none'],
    [Probe.grpc({ port: 'grpc' }), '"grpc"'],
  ])('asks no port of a program without ports', (probe, received) => {
    expect(probe.problems('liveness', {})).toEqual([
      `liveness.port: expected a port of the workload, or a probe by a command, received ${received}`,
    ]);
  });

  test('by a command needs no port', () => {
    expect(Probe.exec(['true']).problems('liveness', {})).toEqual([]);
  });

  test('gives a startup as long as it may take, in whole periods', () => {
    const probe = Probe.http('/alive', { initialDelay: s(60), timeout: s(2), failureThreshold: 1 });
    expect(probe.duringStartup(s(91)).toKube(PORTS)).toStrictEqual({
      httpGet: { path: '/alive', port },
      periodSeconds: 5,
      timeoutSeconds: 2,
      failureThreshold: 19,
    });
  });
});

describe('scaling', () => {
  test.each([1, 2, 100])('may be fixed to this many pods: %d', (replicas) => {
    expect(checkScaling('scaling', { replicas })).toEqual([]);
  });

  test.each(NO_COUNT)('is never fixed to %d pods', (replicas) => {
    expect(checkScaling('scaling', { replicas })).toEqual([
      `scaling.replicas: expected a whole number, at least 1, received ${replicas}`,
    ]);
  });

  test.each([
    [{ minReplicas: 1, maxReplicas: 2 }],
    [{ minReplicas: 2, maxReplicas: 2 }],
    [{ minReplicas: 2, maxReplicas: 3, cpuPercent: 1 }],
    // Of the request, which a container without a limit may exceed.
    [{ minReplicas: 2, maxReplicas: 3, cpuPercent: 100 }],
  ])('may be left to an autoscaler (%j)', (scaling) => {
    expect(checkScaling('scaling', scaling)).toEqual([]);
  });

  test.each(NO_COUNT)('never goes down to %d pods', (minReplicas) => {
    expect(checkScaling('scaling', { minReplicas, maxReplicas: Number.MAX_SAFE_INTEGER })).toContain(
      `scaling.minReplicas: expected a whole number, at least 1, received ${minReplicas}`,
    );
  });

  test.each(NO_COUNT)('never goes up to %d pods', (maxReplicas) => {
    expect(checkScaling('scaling', { minReplicas: 1, maxReplicas })).toContain(
      `scaling.maxReplicas: expected a whole number, at least 1, received ${maxReplicas}`,
    );
  });

  test('is never triggered by more CPU than pods request', () => {
    expect(checkScaling('scaling', { minReplicas: 1, maxReplicas: 2, cpuPercent: 101 })).toEqual([
      'scaling.cpuPercent: expected at most 100, a share of the CPU request, received 101',
    ]);
  });

  test.each(NO_COUNT)('is never triggered by %d %% CPU', (cpuPercent) => {
    expect(checkScaling('scaling', { minReplicas: 1, maxReplicas: 2, cpuPercent })).toEqual([
      `scaling.cpuPercent: expected a whole number, at least 1, received ${cpuPercent}`,
    ]);
  });

  test('adds pods above 70 % of the CPU request, unless told otherwise', () => {
    expect(DEFAULT_CPU_PERCENT).toBe(70);
  });

  test('never starts above its end', () => {
    expect(checkScaling('scaling', { minReplicas: 3, maxReplicas: 2 })).toEqual([
      'scaling.minReplicas: expected at most maxReplicas, 2, received 3',
    ]);
  });

  test('is refused for everything that is wrong with it at once', () => {
    expect(checkScaling('boardApi.scaling', { minReplicas: 0, maxReplicas: -1, cpuPercent: 0.5 })).toEqual([
      'boardApi.scaling.minReplicas: expected a whole number, at least 1, received 0',
      'boardApi.scaling.maxReplicas: expected a whole number, at least 1, received -1',
      'boardApi.scaling.cpuPercent: expected a whole number, at least 1, received 0.5',
      'boardApi.scaling.minReplicas: expected at most maxReplicas, -1, received 0',
    ]);
  });

  test.each([
    [{ replicas: 3 }, 3],
    [{ minReplicas: 2, maxReplicas: 5 }, 2],
  ])('of %j always runs %d pods', (scaling, least) => {
    expect(leastReplicas(scaling)).toBe(least);
  });
});

describe('a route', () => {
  test('that is kept shows the service the path as the browser sent it', () => {
    expect(Route.keep('/api/boards').rewrite).toBeUndefined();
  });

  test.each([
    ['/api', '/api/health', '/health'],
    ['/api', '/api/v1/boards', '/v1/boards'],
    ['/api/v1', '/api/v1/boards', '/boards'],
    ['/api', '/api/', '/'],
    ['/api', '/api', '/'],
  ])('that strips %s from %s asks the service for %s', (prefix, path, rewrite) => {
    expect(Route.strip(prefix, path).rewrite).toBe(rewrite);
  });

  test('that is stripped is still reached by its whole path', () => {
    expect(Route.strip('/api', '/api/health').path).toBe('/api/health');
  });

  test.each(['/', '/api', '/api/', '/API/v9.0/a_b-c'])('may be kept at %s', (path) => {
    expect(Route.keep(path).problems('routes[0]')).toEqual([]);
  });

  test.each(['', 'api', ' /api', '/a b', '/api*', '/api$', '/(api)', '/api?x=1', '/api#x', '/a%20b', '/é', '/api\n'])(
    'is never at %j',
    (path) => {
      expect(Route.keep(path).problems('routes[0]')).toEqual([
        `routes[0].path: expected an absolute path of letters, digits, "/", "_", "." and "-", received ${JSON.stringify(path)}`,
      ]);
    },
  );

  test.each([
    ['/api', '/api/health'],
    ['/api', '/api/'],
    ['/api', '/api'],
  ])('may strip %s from %s', (prefix, path) => {
    expect(Route.strip(prefix, path).problems('routes[0]')).toEqual([]);
  });

  test.each([
    ['/api', '/apis'],
    ['/api', '/web/api'],
    ['/api/health', '/api'],
    ['/API', '/api/health'],
    ['api', '/api/health'],
    ['/api/', '/api/health'],
    ['/', '/api'],
  ])('never strips %s from %s', (prefix, path) => {
    expect(Route.strip(prefix, path).problems('routes[1]')).toEqual([
      `routes[1].prefix: expected a prefix of the path ${path}, such as "/api", received "${prefix}"`,
    ]);
  });

  test('that is stripped is refused a path that no route may have', () => {
    expect(Route.strip('api', 'api/health').problems('routes[0]')).toEqual([
      'routes[0].path: expected an absolute path of letters, digits, "/", "_", "." and "-", received "api/health"',
    ]);
  });
});

describe('scratch space', () => {
  test('is an empty volume per path, named after it, and no larger than it may be', () => {
    expect(scratchSpace(['/tmp', '/var/cache/nginx'], gib(1))).toStrictEqual({
      volumeMounts: [
        { name: 'tmp', mountPath: '/tmp' },
        { name: 'var-cache-nginx', mountPath: '/var/cache/nginx' },
      ],
      volumes: [
        { name: 'tmp', emptyDir: { sizeLimit: k8s.Quantity.fromString('1Gi') } },
        { name: 'var-cache-nginx', emptyDir: { sizeLimit: k8s.Quantity.fromString('1Gi') } },
      ],
    });
  });

  test('is none for a program that writes nowhere', () => {
    expect(scratchSpace([], gib(1))).toStrictEqual({ volumeMounts: [], volumes: [] });
  });

  test.each([
    ['nowhere', []],
    ['in one folder', ['/tmp']],
    ['deep below others', ['/var/run/postgresql', '/var/run', '/var']],
    ['where names hold digits and hyphens', ['/a-b/9/c9', '/x--y']],
  ])('may lie %s', (_, paths) => {
    expect(checkScratchSpace('writable', paths)).toEqual([]);
  });

  test.each([
    '',
    '/',
    'tmp',
    '/tmp/',
    '/var//run',
    '/Tmp',
    '/var/lib_x',
    '/var/.cache',
    '/-a',
    '/a-',
    '/a b',
    '/tmp\n',
  ])('never lies at %j, which makes no name of a volume', (path) => {
    expect(checkScratchSpace('writable', [path])).toEqual([
      `writable: expected absolute paths of lower-case letters, digits and "-", such as "/var/cache", received ${JSON.stringify(path)}`,
    ]);
  });

  test.each([
    ['/tmp', '/tmp'],
    ['/var/run', '/var-run'],
    ['/var-run', '/var/run'],
  ])('never lies at both %s and %s, which make one name', (first, second) => {
    expect(checkScratchSpace('writable', [first, second])).toEqual([
      `writable: expected paths that differ by more than "/" and "-", received "${second}"`,
    ]);
  });

  test('is refused for every path that is wrong at once', () => {
    expect(checkScratchSpace('writable', ['/a/b', 'tmp', '/a-b'])).toEqual([
      'writable: expected absolute paths of lower-case letters, digits and "-", such as "/var/cache", received "tmp"',
      'writable: expected paths that differ by more than "/" and "-", received "/a-b"',
    ]);
  });
});

describe('a restricted pod', () => {
  test('runs as a numbered user who is not root, under the default seccomp profile', () => {
    expect(restrictedPod(1000)).toStrictEqual({
      runAsNonRoot: true,
      runAsUser: 1000,
      runAsGroup: 1000,
      seccompProfile: { type: 'RuntimeDefault' },
    });
  });

  test.each([1, 70, 1000, 2 ** 31 - 1])('may run as user %d', (uid) => {
    expect(checkId('uid', uid)).toEqual([]);
  });

  test.each([...NO_COUNT, 2 ** 31])('never runs as user %d', (uid) => {
    expect(checkId('uid', uid)).toEqual([
      `uid: expected the id of a user or group other than root, at least 1, received ${uid}`,
    ]);
  });

  test('has containers without capabilities, escalation or a root file system to write to', () => {
    expect(RESTRICTED_CONTAINER).toStrictEqual({
      allowPrivilegeEscalation: false,
      capabilities: { drop: ['ALL'] },
      readOnlyRootFilesystem: true,
    });
  });
});

describe('labels', () => {
  test('that select pods hold nothing that may ever change', () => {
    expect(selectorLabels('board-api', 'board-api-prod')).toStrictEqual({
      'app.kubernetes.io/name': 'board-api',
      'app.kubernetes.io/instance': 'board-api-prod',
    });
  });

  test('of a workload add those of its chart, what people type and who manages it', () => {
    const chart = new Chart(new App(), 'chart', { labels: { team: 'boards' } });
    expect(workloadLabels(chart, 'board-api', 'board-api-prod')).toStrictEqual({
      team: 'boards',
      app: 'board-api',
      'app.kubernetes.io/name': 'board-api',
      'app.kubernetes.io/instance': 'board-api-prod',
      'app.kubernetes.io/managed-by': 'cdk8s',
    });
  });
});
