import { describe, expect, test } from '@jest/globals';
import { Size } from 'cdk8s';
import { Cpu } from '../../lib/kubernetes';
import { problemsOf } from '../../lib/synthesis/manifests';
import { Image } from '../../lib/values/image';
import { Password } from '../../lib/values/password';
import type { Resources } from '../../lib/values/resources';
import { assemble } from '../../lib/wealist/charts/index';
import type { LocalEnvironment } from '../../lib/wealist/environments/environment';
import { environments } from '../wealist/frozen/index';

const { local } = environments;
const { boardApi, helloWorld, images } = local;

const resources: Resources = {
  cpu: { request: Cpu.millis(100), limit: Cpu.millis(200) },
  memory: { request: Size.mebibytes(256), limit: Size.mebibytes(512) },
};

/** As `kubeseal` writes it: the length of a key, the key, and the value with its tag. */
const CIPHERTEXT = Buffer.concat([Buffer.from([2, 0]), Buffer.alloc(512, 7), Buffer.alloc(32, 9)]).toString('base64');
const SEALED = { 'postgresql-local/postgres-secret': CIPHERTEXT, 'board-api-local/db-secret': CIPHERTEXT } as const;

const sealedAs = (namespace: string, name: string) =>
  `the ciphertext for ${namespace}/${name}, as this prints it: printf %s "$PASSWORD" | kubeseal --raw --namespace ${namespace} --name ${name}`;

/** A configuration that compiles and cannot be meant, and the sentences that it gets. */
const BAD: readonly (readonly [string, Partial<LocalEnvironment>, readonly string[]])[] = [
  [
    'no replicas',
    { frontend: { scaling: { replicas: 0 } } },
    ['frontend/frontend: scaling.replicas: expected a whole number, at least 1, received 0'],
  ],
  [
    'less than no replicas',
    { frontend: { scaling: { replicas: -1 } } },
    ['frontend/frontend: scaling.replicas: expected a whole number, at least 1, received -1'],
  ],
  [
    'half a replica',
    { helloServer: { scaling: { replicas: 1.5 } } },
    ['hello-server/hello-server: scaling.replicas: expected a whole number, at least 1, received 1.5'],
  ],
  [
    'replicas that are not a number',
    { helloServer: { scaling: { replicas: Number.NaN } } },
    ['hello-server/hello-server: scaling.replicas: expected a whole number, at least 1, received NaN'],
  ],
  [
    'an autoscaler upside down',
    { boardApi: { ...boardApi, scaling: { minReplicas: 10, maxReplicas: 3 } } },
    ['board-api/board-api: scaling.minReplicas: expected at most maxReplicas, 3, received 10'],
  ],
  [
    'an autoscaler that starts at nothing',
    { boardApi: { ...boardApi, scaling: { minReplicas: 0, maxReplicas: 3 } } },
    ['board-api/board-api: scaling.minReplicas: expected a whole number, at least 1, received 0'],
  ],
  [
    'an autoscaler for no load at all',
    { boardApi: { ...boardApi, scaling: { minReplicas: 1, maxReplicas: 3, cpuPercent: 0 } } },
    ['board-api/board-api: scaling.cpuPercent: expected a whole number, at least 1, received 0'],
  ],
  [
    'a CPU request above its limit',
    {
      boardApi: {
        ...boardApi,
        resources: { ...resources, cpu: { request: Cpu.units(1), limit: Cpu.millis(500) } },
      },
    },
    ['board-api/board-api: resources.cpu.request: expected at most the limit of 500m, received 1'],
  ],
  [
    'a memory request above its limit',
    {
      boardApi: {
        ...boardApi,
        resources: { ...resources, memory: { request: Size.gibibytes(1), limit: Size.mebibytes(512) } },
      },
    },
    ['board-api/board-api: resources.memory.request: expected at most the limit of 512Mi, received 1Gi'],
  ],
  [
    'the limit that killed board-api',
    {
      boardApi: {
        ...boardApi,
        resources: { ...resources, memory: { request: Size.mebibytes(64), limit: Size.mebibytes(128) } },
      },
    },
    [
      'board-api/board-api: resources.memory.limit: expected more than 256Mi: Python needs it to start (give measuredMemory if this service was seen to need less), received 128Mi',
    ],
  ],
  [
    'a memory limit that follows from too small a request',
    { boardApi: { ...boardApi, resources: { ...resources, memory: { request: Size.mebibytes(100) } } } },
    [
      'board-api/board-api: resources.memory.limit: expected more than 256Mi: Python needs it to start (give measuredMemory if this service was seen to need less), received 200Mi (twice the request)',
    ],
  ],
  [
    'less than twice what was measured',
    {
      helloWorld: {
        ...helloWorld,
        resources: { ...helloWorld.resources, memory: { request: Size.mebibytes(45), limit: Size.mebibytes(64) } },
      },
    },
    ['hello-world/hello-world: resources.memory.limit: expected at least 90Mi: twice the measured 45Mi, received 64Mi'],
  ],
  [
    'CPU that is not a number',
    { boardApi: { ...boardApi, resources: { ...resources, cpu: { request: Cpu.millis(Number.NaN) } } } },
    ['board-api/board-api: resources.cpu.request: expected a finite amount of CPU above zero, received NaNm'],
  ],
  [
    'no CPU',
    { boardApi: { ...boardApi, resources: { ...resources, cpu: { request: Cpu.millis(0) } } } },
    ['board-api/board-api: resources.cpu.request: expected a finite amount of CPU above zero, received 0m'],
  ],
  [
    'endless memory',
    {
      helloWorld: {
        ...helloWorld,
        resources: { ...helloWorld.resources, memory: { request: Size.mebibytes(Number.POSITIVE_INFINITY) } },
      },
    },
    ['hello-world/hello-world: resources.memory.request: expected a finite size above zero, received InfinityMi'],
  ],
  [
    'a disk that is not a number',
    { postgresql: { statefulSet: { storage: { size: Size.gibibytes(Number.NaN) } } } },
    ['postgresql/postgres: storage.size: expected a finite size above zero, received NaNGi'],
  ],
  [
    'no disk',
    { postgresql: { statefulSet: { storage: { size: Size.gibibytes(0) } } } },
    ['postgresql/postgres: storage.size: expected a finite size above zero, received 0Gi'],
  ],
  [
    'an image without a tag',
    { images: { ...images, 'board-api': Image.imported('wealist-board-api', '') } },
    ['board-api/board-api: image.tag: expected a tag (1 to 128 of letters, digits, ".", "_" and "-"), received ""'],
  ],
  [
    'the latest of a registry',
    { images: { ...images, 'board-api': images['hello-server'].at('latest') } },
    ['board-api/board-api: image.tag: expected a tag of one build, such as "1.4.2", received "latest"'],
  ],
  [
    'a digest of the wrong length',
    { images: { ...images, frontend: Image.pinned('ghcr.io/wealist/frontend', '1.0.0', 'sha256:abc') } },
    ['frontend/frontend: image.digest: expected "sha256:" and 64 hexadecimal digits, received "sha256:abc"'],
  ],
  [
    'a repository with its tag inside',
    { images: { ...images, frontend: Image.tagged('wealist/frontend:1.0.0', '1.0.0') } },
    [
      'frontend/frontend: image.repository: expected a repository in lower case, without tag or digest, received "wealist/frontend:1.0.0"',
    ],
  ],
  [
    'a PostgreSQL of no version',
    { images: { ...images, postgresql: Image.tagged('postgres', 'alpine') } },
    [
      'postgresql/postgres: image.tag: expected a PostgreSQL version from 13 on, such as "16-alpine", received "alpine"',
    ],
  ],
  [
    'the hello-server that leaks',
    { images: { ...images, 'hello-server': Image.tagged('blux2/hello-server', '1.7') } },
    ['hello-server/hello-server: image.tag: expected a tag other than 1.7, whose "/" leaks memory, received "1.7"'],
  ],
  [
    'a host with a scheme',
    { hosts: { ...local.hosts, helloWorld: 'https://hello.local' } },
    [
      'hello-world/hello-world: exposure.host: expected a host name in lower case, such as "shop.example.com", received "https://hello.local"',
    ],
  ],
  [
    'a host in capitals, which two services share',
    { hosts: { ...local.hosts, wealist: 'Wealist.local' } },
    [
      'board-api/board-api: exposure.host: expected a host name in lower case, such as "shop.example.com", received "Wealist.local"',
      'frontend/frontend: exposure.host: expected a host name in lower case, such as "shop.example.com", received "Wealist.local"',
    ],
  ],
  [
    'a cluster without the hook that an image without a shell needs',
    { cluster: { ...local.cluster, kubernetes: '1.29' } },
    [
      'hello-server/hello-server: cluster.kubernetes: expected at least 1.30 for an image without a shell: the preStop hook of an older version needs a shell, received "1.29"',
    ],
  ],
  [
    'a password as echo leaves it',
    { databasePassword: Password.literal('hunter2\n') },
    [
      'postgresql/postgres/password: POSTGRES_PASSWORD: expected a value that does not end in a line break, received one that does',
      'board-api/board-api/secrets/db-secret: POSTGRES_PASSWORD: expected a value that does not end in a line break, received one that does',
    ],
  ],
  [
    'a password that nobody has sealed',
    { databasePassword: Password.sealed({}) },
    [
      `postgresql/postgres/password: POSTGRES_PASSWORD: expected ${sealedAs('postgresql-local', 'postgres-secret')}, received none`,
      `board-api/board-api/secrets/db-secret: POSTGRES_PASSWORD: expected ${sealedAs('board-api-local', 'db-secret')}, received none`,
    ],
  ],
  [
    'a password where its ciphertext belongs, without showing it',
    { databasePassword: Password.sealed({ ...SEALED, 'board-api-local/db-secret': 'hunter2' }) },
    [
      `board-api/board-api/secrets/db-secret: POSTGRES_PASSWORD: expected ${sealedAs('board-api-local', 'db-secret')}, received something else`,
    ],
  ],
  [
    'a ciphertext for a Secret that was renamed since',
    { databasePassword: Password.sealed({ ...SEALED, 'board-api-local/database': CIPHERTEXT }) },
    [
      'databasePassword: expected ciphertexts for postgresql-local/postgres-secret, board-api-local/db-secret and for no other Secret, received "board-api-local/database"; did you mean "board-api-local/db-secret"?',
    ],
  ],
  [
    'more connections than the server keeps open',
    { boardApi: { scaling: { minReplicas: 3, maxReplicas: 15 } } },
    [
      'postgresql/postgres: maxConnections: expected at least 108 connections (105 of board-api, 3 for superusers), received 100; raise maxConnections, or lower poolSize or replicas',
    ],
  ],
];

/** Every refusal of a configuration, however broken it is. */
function refusals(name: string, changes: Partial<LocalEnvironment>): string[] {
  const root = assemble(name, { ...local, ...changes }).namespaces?.node.root;
  return root ? problemsOf(root) : [];
}

describe('a value that cannot be meant is refused in a sentence', () => {
  test.each(BAD)('%s', (_, changes, sentences) => {
    expect(refusals('local', changes)).toEqual(sentences);
  });

  test('an environment whose name is no DNS label', () => {
    const sentence = /^namespaces\/postgresql: name: expected a DNS label .*, received "postgresql-My_Laptop"$/;
    expect(refusals('My_Laptop', {})).toContainEqual(expect.stringMatching(sentence));
  });

  test('all of them at once', () => {
    const changes: Partial<LocalEnvironment> = Object.assign({}, ...BAD.slice(0, 10).map(([, change]) => change));
    expect(refusals('local', changes).length).toBeGreaterThanOrEqual(3);
  });

  test('and the configuration that is, is accepted', () => {
    expect(refusals('local', {})).toEqual([]);
  });
});
