import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Bundle } from '../../../lib/checker/bundle/bundle';
import { check, sentence } from '../../../lib/checker/check';
import { autoscalerBounds } from '../../../lib/checker/rules/api-server/autoscaler-bounds';
import { mountsHaveVolumes } from '../../../lib/checker/rules/api-server/mounts-have-volumes';
import { rollingUpdateMoves } from '../../../lib/checker/rules/api-server/rolling-update-moves';
import { selectorMatchesTemplate } from '../../../lib/checker/rules/api-server/selector-matches-template';
import { uniqueEnvironmentVariables } from '../../../lib/checker/rules/api-server/unique-environment-variables';
import { autoscalerCpuRequests } from '../../../lib/checker/rules/availability/autoscaler-cpu-requests';
import { autoscalerOwnsReplicas } from '../../../lib/checker/rules/availability/autoscaler-owns-replicas';
import { disruptionBudgetLetsOneGo } from '../../../lib/checker/rules/availability/disruption-budget-lets-one-go';
import { positiveReplicas } from '../../../lib/checker/rules/availability/positive-replicas';
import { uniqueEnvironmentSources } from '../../../lib/checker/rules/containers/unique-environment-sources';
import { noPlaintextCredentials } from '../../../lib/checker/rules/security/no-plaintext-credentials';
import { claimsMounted } from '../../../lib/checker/rules/storage/claims-mounted';
import { fsGroupForClaims } from '../../../lib/checker/rules/storage/fs-group-for-claims';
import { pgdataBelowMount } from '../../../lib/checker/rules/storage/pgdata-below-mount';
import { knownCluster } from '../../../lib/synthesis/cluster-needs';
import { assemble } from '../../../lib/wealist/charts/index';
import type { Environment } from '../../../lib/wealist/environments/environment';
import { environments } from '../../../lib/wealist/environments/index';
import { judge, parse } from './judge';
import { runningRules } from './running-rules';

const dist = path.join(__dirname, '..', '..', '..', 'dist');
const API = 'Deployment default/api: spec.template.spec';

/** An object with this spec, in YAML's short form. */
const object = (kind: string, name: string, spec: string) => `
---
apiVersion: v1
kind: ${kind}
metadata: { name: ${name} }
spec: { ${spec} }
`;

const deployment = (containers: string, more = 'paused: false') =>
  object(
    'Deployment',
    'api',
    `${more}, template: { metadata: { labels: { app: api } }, spec: { containers: [${containers}] } }`,
  );

const autoscaler = (spec: string) =>
  object('HorizontalPodAutoscaler', 'api', `scaleTargetRef: { kind: Deployment, name: api }, ${spec}`);

const configMap = (name: string, data: string) => `
---
apiVersion: v1
kind: ConfigMap
metadata: { name: ${name} }
data: { ${data} }
`;

/** A StatefulSet with one claim template, \`data\`. */
const database = (container: string, pod = 'restartPolicy: Always') =>
  object(
    'StatefulSet',
    'db',
    `volumeClaimTemplates: [{ metadata: { name: data } }], template: { spec: { containers: [{ name: db, ${container} }], ${pod} } }`,
  );

describe('rolling-update-moves', () => {
  const update = (numbers: string) => object('Deployment', 'api', `strategy: { rollingUpdate: { ${numbers} } }`);

  test('finds an update that may not move', () => {
    expect(judge(rollingUpdateMoves, update('maxSurge: 0, maxUnavailable: 0'))).toEqual([rollingUpdateMoves.example]);
    expect(judge(rollingUpdateMoves, update('maxSurge: 0%, maxUnavailable: 0'))).toHaveLength(1);
  });

  test.each(['maxSurge: 1, maxUnavailable: 0', 'maxSurge: 0, maxUnavailable: 25%', 'maxUnavailable: 0', 'maxSurge: 0'])(
    'accepts %s',
    (numbers) => {
      expect(judge(rollingUpdateMoves, update(numbers))).toEqual([]);
    },
  );

  test('knows that a DaemonSet has no surge unless it says so', () => {
    const daemons = (numbers: string) =>
      object('DaemonSet', 'log', `updateStrategy: { rollingUpdate: { ${numbers} } }`);
    expect(judge(rollingUpdateMoves, daemons('maxUnavailable: 0'))).toEqual([
      'DaemonSet default/log: spec.updateStrategy.rollingUpdate.maxUnavailable: expected above 0, as maxSurge is 0, received 0 [rolling-update-moves]',
    ]);
    expect(judge(rollingUpdateMoves, daemons('maxUnavailable: 1'))).toEqual([]);
    expect(judge(rollingUpdateMoves, daemons('maxUnavailable: 0, maxSurge: 1'))).toEqual([]);
  });
});

describe('autoscaler-owns-replicas', () => {
  test('finds a number beside an autoscaler', () => {
    const yaml = deployment('{ name: api }', 'replicas: 2') + autoscaler('maxReplicas: 3');
    expect(judge(autoscalerOwnsReplicas, yaml)).toEqual([autoscalerOwnsReplicas.example]);
  });

  test('accepts no number, or another target', () => {
    expect(judge(autoscalerOwnsReplicas, deployment('{ name: api }') + autoscaler('maxReplicas: 3'))).toEqual([]);
    const other = object('Deployment', 'web', 'replicas: 2');
    expect(judge(autoscalerOwnsReplicas, other + autoscaler('maxReplicas: 3'))).toEqual([]);
  });
});

describe('autoscaler-bounds', () => {
  test('finds bounds that cross, or leave nothing', () => {
    expect(judge(autoscalerBounds, autoscaler('minReplicas: 3, maxReplicas: 2'))).toEqual([autoscalerBounds.example]);
    expect(judge(autoscalerBounds, autoscaler('maxReplicas: 0'))).toHaveLength(1);
    expect(judge(autoscalerBounds, autoscaler('minReplicas: 0, maxReplicas: 2'))).toEqual([
      'HorizontalPodAutoscaler default/api: spec.minReplicas: expected at least 1, received 0 [autoscaler-bounds]',
    ]);
  });

  test.each(['minReplicas: 3, maxReplicas: 3', 'maxReplicas: 1', 'minReplicas: 3'])('accepts %s', (bounds) => {
    expect(judge(autoscalerBounds, autoscaler(bounds))).toEqual([]);
  });
});

describe('autoscaler-cpu-requests', () => {
  const containers = '{ name: api, resources: { requests: { cpu: 1 } } }, { name: proxy }';
  const by = (type: string, name: string, more = 'target: { averageUtilization: 70 }') =>
    autoscaler(`metrics: [{ ${type}: { name: ${name}, ${more} } }]`);

  test('wants a request of every container', () => {
    expect(judge(autoscalerCpuRequests, deployment(containers) + by('resource', 'cpu'))).toEqual([
      autoscalerCpuRequests.example,
    ]);
  });

  test('knows that CPU is what counts if nothing is said', () => {
    expect(
      judge(autoscalerCpuRequests, deployment(containers) + autoscaler('targetCPUUtilizationPercentage: 80')),
    ).toEqual([autoscalerCpuRequests.example]);
  });

  test('wants it of the resource that counts, and of the container that counts', () => {
    expect(judge(autoscalerCpuRequests, deployment(containers) + by('resource', 'memory'))).toHaveLength(2);
    const one = (name: string) =>
      by('containerResource', 'cpu', `container: ${name}, target: { averageUtilization: 70 }`);
    expect(judge(autoscalerCpuRequests, deployment(containers) + one('proxy'))).toHaveLength(1);
    expect(judge(autoscalerCpuRequests, deployment(containers) + one('api'))).toEqual([]);
  });

  test.each([
    [
      'a limit, which stands for the request',
      '{ name: api, resources: { limits: { cpu: 1 } } }',
      by('resource', 'cpu'),
    ],
    ['an absolute amount', '{ name: api }', by('resource', 'cpu', 'target: { averageValue: 1 }')],
    ['another kind of metric', '{ name: api }', autoscaler('metrics: [{ pods: { metric: { name: queue } } }]')],
    ['no autoscaler', '{ name: api }', ''],
  ])('accepts %s', (_, container, yaml) => {
    expect(judge(autoscalerCpuRequests, deployment(container) + yaml)).toEqual([]);
  });

  test('wants nothing of init containers', () => {
    const yaml = object('Deployment', 'api', 'template: { spec: { initContainers: [{ name: setup }] } }');
    expect(judge(autoscalerCpuRequests, yaml + autoscaler('maxReplicas: 2'))).toEqual([]);
  });
});

describe('positive-replicas', () => {
  test('finds a service that is switched off', () => {
    expect(judge(positiveReplicas, deployment('{ name: api }', 'replicas: 0'))).toEqual([positiveReplicas.example]);
    expect(judge(positiveReplicas, object('StatefulSet', 'db', 'replicas: 0'))).toHaveLength(1);
  });

  test('accepts one replica, and the default', () => {
    expect(
      judge(positiveReplicas, deployment('{ name: api }', 'replicas: 1') + object('StatefulSet', 'db', '')),
    ).toEqual([]);
  });
});

describe('disruption-budget-lets-one-go', () => {
  const budget = (spec: string) => object('PodDisruptionBudget', 'api', spec);
  const api = (spec: string) => budget(`selector: { matchLabels: { app: api } }, ${spec}`);
  const replicas = (number: number) => deployment('{ name: api }', `replicas: ${number}`);

  test('finds a budget of all pods', () => {
    expect(judge(disruptionBudgetLetsOneGo, replicas(2) + api('minAvailable: 2'))).toEqual([
      disruptionBudgetLetsOneGo.example,
    ]);
  });

  test.each([
    [3, 'minAvailable: 3'],
    [3, 'minAvailable: 4'],
    [1, 'minAvailable: 1'],
    [3, 'minAvailable: 100%'],
    [3, 'minAvailable: 70%'],
    [3, 'maxUnavailable: 0'],
    [3, 'maxUnavailable: 0%'],
    [3, 'minAvailable: 1, maxUnavailable: 1'],
  ])('of %i pods, refuses %s', (number, spec) => {
    expect(judge(disruptionBudgetLetsOneGo, replicas(number) + api(spec))).toHaveLength(1);
  });

  test.each([
    [3, 'minAvailable: 2'],
    [3, 'minAvailable: 60%'],
    [1, 'minAvailable: 0'],
    [1, 'maxUnavailable: 1'],
    [3, 'maxUnavailable: 1%'],
    [3, 'minAvailable: most'],
    [3, ''],
  ])('of %i pods, accepts %s', (number, spec) => {
    expect(judge(disruptionBudgetLetsOneGo, replicas(number) + api(spec))).toEqual([]);
  });

  test('says what stands beside what', () => {
    expect(judge(disruptionBudgetLetsOneGo, api('minAvailable: 1, maxUnavailable: 2'))).toEqual([
      'PodDisruptionBudget default/api: spec.maxUnavailable: expected nothing beside minAvailable, received 2 [disruption-budget-lets-one-go]',
    ]);
    expect(judge(disruptionBudgetLetsOneGo, api('maxUnavailable: 0'))).toEqual([
      'PodDisruptionBudget default/api: spec.maxUnavailable: expected at least 1, received 0 [disruption-budget-lets-one-go]',
    ]);
  });

  test('goes by the minimum of an autoscaler', () => {
    const scaled = deployment('{ name: api }') + autoscaler('minReplicas: 2, maxReplicas: 5');
    expect(judge(disruptionBudgetLetsOneGo, scaled + api('minAvailable: 2'))).toEqual([
      disruptionBudgetLetsOneGo.example,
    ]);
    expect(judge(disruptionBudgetLetsOneGo, scaled + api('minAvailable: 1'))).toEqual([]);
    const alone = deployment('{ name: api }') + autoscaler('maxReplicas: 5');
    expect(judge(disruptionBudgetLetsOneGo, alone + api('minAvailable: 1'))).toHaveLength(1);
  });

  test('counts all pods that it selects', () => {
    const second = replicas(2).replace('name: api }', 'name: api-canary }');
    expect(judge(disruptionBudgetLetsOneGo, replicas(2) + second + api('minAvailable: 3'))).toEqual([]);
    expect(judge(disruptionBudgetLetsOneGo, replicas(2) + second + api('minAvailable: 4')).join()).toContain(
      'below 4, the fewest pods of Deployment default/api, Deployment default/api-canary',
    );
  });

  test.each([
    ['{ key: app, operator: In, values: [api] }', 1],
    ['{ key: app, operator: In, values: [web] }', 0],
    ['{ key: app, operator: NotIn, values: [web] }', 1],
    ['{ key: app, operator: Exists }', 1],
    ['{ key: tier, operator: Exists }', 0],
    ['{ key: tier, operator: DoesNotExist }', 1],
    ['{ key: constructor, operator: Exists }', 0],
    ['{ key: app, operator: Near }', 1],
  ])('selects by %s', (expression, findings) => {
    const yaml = replicas(2) + budget(`selector: { matchExpressions: [${expression}] }, minAvailable: 2`);
    expect(judge(disruptionBudgetLetsOneGo, yaml)).toHaveLength(findings);
  });

  test('says nothing of pods that nobody counts, or that it does not select', () => {
    const daemons = replicas(2).replace('kind: Deployment', 'kind: DaemonSet');
    expect(judge(disruptionBudgetLetsOneGo, daemons + api('minAvailable: 2'))).toEqual([]);
    expect(judge(disruptionBudgetLetsOneGo, replicas(2) + budget('minAvailable: 2'))).toEqual([]);
    expect(judge(disruptionBudgetLetsOneGo, api('minAvailable: 2'))).toEqual([]);
  });
});

describe('unique-environment-variables', () => {
  test('finds a name twice', () => {
    const yaml = deployment(
      '{ name: api, env: [{ name: LOG_LEVEL, value: a }, { name: B }, { name: LOG_LEVEL, value: c }] }',
    );
    expect(judge(uniqueEnvironmentVariables, yaml)).toEqual([uniqueEnvironmentVariables.example]);
  });

  test('accepts the same name in two containers, and other names', () => {
    const env = 'env: [{ name: A }, { name: a }, { name: constructor }]';
    expect(judge(uniqueEnvironmentVariables, deployment(`{ name: api, ${env} }, { name: proxy, ${env} }`))).toEqual([]);
  });
});

describe('unique-environment-sources', () => {
  const envFrom = (...sources: string[]) => deployment(`{ name: api, envFrom: [${sources}] }`);
  const api = '{ configMapRef: { name: api } }';
  const db = '{ secretRef: { name: db } }';
  const secrets = [{ namespace: 'default', name: 'db', keys: ['PASSWORD', 'LOG_LEVEL'] }];
  const config = configMap('api', 'LOG_LEVEL: info, APP_ENV: dev');

  test('finds a key of a ConfigMap in a Secret', () => {
    expect(judge(uniqueEnvironmentSources, envFrom(api, db) + config, { secrets })).toEqual([
      uniqueEnvironmentSources.example,
    ]);
  });

  test('finds every key of a source that is named twice', () => {
    expect(judge(uniqueEnvironmentSources, envFrom(api, api) + config).join()).toContain(
      'received LOG_LEVEL (ConfigMap default/api), APP_ENV (ConfigMap default/api)',
    );
  });

  test('knows prefixes', () => {
    const prefixed = '{ prefix: LOG_, configMapRef: { name: level } }';
    expect(
      judge(uniqueEnvironmentSources, envFrom(api, '{ prefix: DB_, secretRef: { name: db } }') + config, { secrets }),
    ).toEqual([]);
    expect(
      judge(uniqueEnvironmentSources, envFrom(api, prefixed) + config + configMap('level', 'LEVEL: a')),
    ).toHaveLength(1);
  });

  test('accepts sources without a key in common, and a variable that overrides one', () => {
    const other = configMap('level', 'LEVEL: a');
    expect(judge(uniqueEnvironmentSources, envFrom(api, '{ configMapRef: { name: level } }') + config + other)).toEqual(
      [],
    );
    const override = deployment(`{ name: api, envFrom: [${api}], env: [{ name: LOG_LEVEL, value: debug }] }`);
    expect(judge(uniqueEnvironmentSources, override + config)).toEqual([]);
  });

  test('leaves unknown sources to the references', () => {
    expect(judge(uniqueEnvironmentSources, envFrom(api, db, '{}') + config)).toEqual([]);
  });
});

describe('claims-mounted', () => {
  test('finds a claim that no container mounts', () => {
    expect(judge(claimsMounted, database('image: postgres'))).toEqual([claimsMounted.example]);
  });

  test('finds a volume that claims and is not mounted', () => {
    const volumes =
      'volumes: [{ name: files, persistentVolumeClaim: { claimName: files } }, { name: tmp, emptyDir: {} }]';
    expect(judge(claimsMounted, database('volumeMounts: [{ name: data }]', volumes))).toEqual([
      'StatefulSet default/db: spec.template.spec.volumes[files]: expected a container that mounts it, received none [claims-mounted]',
    ]);
  });

  test.each([
    ['a mount', 'volumeMounts: [{ name: data, mountPath: /data }]', 'restartPolicy: Always'],
    ['a device', 'volumeDevices: [{ name: data, devicePath: /dev/xvda }]', 'restartPolicy: Always'],
    ['a mount in an init container', 'image: a', 'initContainers: [{ name: setup, volumeMounts: [{ name: data }] }]'],
  ])('accepts %s', (_, container, pod) => {
    expect(judge(claimsMounted, database(container, pod))).toEqual([]);
  });
});

describe('mounts-have-volumes', () => {
  const mounting = (mounts: string, more = 'tty: false') =>
    object(
      'Deployment',
      'api',
      `template: { spec: { containers: [{ name: api, volumeMounts: [${mounts}], ${more} }], volumes: [{ name: cache }, { name: tmp }] } }`,
    );

  test('finds a mount of no volume, and what it may mean', () => {
    expect(judge(mountsHaveVolumes, mounting('{ name: cahce, mountPath: /cache }'))).toEqual([
      mountsHaveVolumes.example,
    ]);
  });

  test('finds a device of no volume, and a mount where there is none at all', () => {
    expect(judge(mountsHaveVolumes, mounting('', 'volumeDevices: [{ name: disk }]')).join()).toContain(
      'volumeDevices[disk].name',
    );
    expect(judge(mountsHaveVolumes, deployment('{ name: api, volumeMounts: [{ name: tmp }] }'))).toEqual([
      `${API}.containers[api].volumeMounts[tmp].name: expected a volume of the pod (it has none), received "tmp" [mounts-have-volumes]`,
    ]);
  });

  test('finds two mounts at one place', () => {
    expect(
      judge(mountsHaveVolumes, mounting('{ name: cache, mountPath: /tmp }, { name: tmp, mountPath: /tmp/ }')),
    ).toEqual([
      `${API}.containers[api].volumeMounts[tmp].mountPath: expected a path of its own: cache is mounted there, received "/tmp" [mounts-have-volumes]`,
    ]);
  });

  test('accepts volumes and claim templates, and one volume at two places', () => {
    expect(
      judge(
        mountsHaveVolumes,
        mounting('{ name: tmp, mountPath: /tmp }, { name: tmp, mountPath: /run, subPath: run }'),
      ),
    ).toEqual([]);
    expect(judge(mountsHaveVolumes, database('volumeMounts: [{ name: data, mountPath: / }]'))).toEqual([]);
  });
});

describe('pgdata-below-mount', () => {
  const postgres = (tag: string, mount: string, more = 'tty: false', pod = 'restartPolicy: Always') =>
    database(`image: "postgres:${tag}", volumeMounts: [{ name: data, mountPath: ${mount} }], ${more}`, pod);
  const pgdata = (value: string) => `env: [{ name: PGDATA, value: ${value} }]`;
  const OLD = '/var/lib/postgresql/data';

  test('finds data in the root of the volume', () => {
    expect(judge(pgdataBelowMount, postgres('16-alpine', OLD))).toEqual([pgdataBelowMount.example]);
    expect(judge(pgdataBelowMount, postgres('16', OLD, pgdata(`${OLD}/`)))).toHaveLength(1);
  });

  test('finds data beside the volume', () => {
    expect(judge(pgdataBelowMount, postgres('16', '/data')).join()).toContain(
      'env[PGDATA]: expected a folder below a claimed volume (/data), received nothing (/var/lib/postgresql/data)',
    );
    expect(judge(pgdataBelowMount, postgres('16', OLD, pgdata('/var/lib/postgresql/database')))).toHaveLength(1);
    expect(judge(pgdataBelowMount, database('image: "postgres:16"')).join()).toContain('(none is mounted)');
  });

  test('finds data on a volume that is lost, beside one that is not', () => {
    const lost = 'volumeMounts: [{ name: data, mountPath: /data }, { name: tmp, mountPath: /var/lib/postgresql }]';
    const yaml = database(`image: "postgres:16", ${lost}`, 'volumes: [{ name: tmp, emptyDir: {} }]');
    expect(judge(pgdataBelowMount, yaml).join()).toContain('expected a folder below a claimed volume (/data)');
  });

  test('goes by the innermost mount', () => {
    const both = (pgdata: string) =>
      database(
        `image: "postgres:16", env: [{ name: PGDATA, value: ${pgdata} }], volumeMounts: [{ name: data, mountPath: /pg }, { name: more, mountPath: /pg/more }]`,
        'volumes: [{ name: more, persistentVolumeClaim: { claimName: more } }]',
      );
    expect(judge(pgdataBelowMount, both('/pg/more'))).toHaveLength(1);
    expect(judge(pgdataBelowMount, both('/pg/other'))).toEqual([]);
  });

  test('knows where 18 keeps its data', () => {
    expect(judge(pgdataBelowMount, postgres('18', '/var/lib/postgresql'))).toEqual([]);
    expect(judge(pgdataBelowMount, postgres('18-alpine', OLD, pgdata(`${OLD}/pgdata`)))).toEqual([
      'StatefulSet default/db: spec.template.spec.containers[db].volumeMounts[data].mountPath: expected /var/lib/postgresql: from PostgreSQL 18 on the image keeps its data beside /var/lib/postgresql/data, received "/var/lib/postgresql/data" [pgdata-below-mount]',
    ]);
    expect(judge(pgdataBelowMount, postgres('19', '/var/lib/postgresql/19/docker'))).toHaveLength(1);
  });

  test('reads PGDATA from a ConfigMap', () => {
    const from = 'envFrom: [{ configMapRef: { name: db } }]';
    expect(judge(pgdataBelowMount, postgres('16', OLD, from) + configMap('db', `PGDATA: ${OLD}/pgdata`))).toEqual([]);
    expect(judge(pgdataBelowMount, postgres('16', OLD, from) + configMap('db', `PGDATA: ${OLD}`))).toHaveLength(1);
  });

  test('says nothing of a PGDATA that only a Secret knows', () => {
    const secrets = [{ namespace: 'default', name: 'db', keys: ['PGDATA'] }];
    const from = 'envFrom: [{ secretRef: { name: db } }]';
    expect(judge(pgdataBelowMount, postgres('16', OLD, from), { secrets })).toEqual([]);
    const reference = 'env: [{ name: PGDATA, valueFrom: { secretKeyRef: { name: db, key: PGDATA } } }]';
    expect(judge(pgdataBelowMount, postgres('16', OLD, reference), { secrets })).toEqual([]);
  });

  test.each([
    ['a folder below the mount', postgres('16-alpine', OLD, pgdata(`${OLD}/pgdata`))],
    ['options for the server', postgres('16', '/var/lib/postgresql', 'args: [-c, max_connections=200]')],
    [
      'a folder of the volume',
      database(`image: "postgres:16", volumeMounts: [{ name: data, mountPath: ${OLD}, subPath: pgdata }]`),
    ],
    ['a version that is not told', postgres('latest', OLD)],
    ['a client', postgres('16', '/backup', 'command: [pg_dump]')],
    ['a client without a command of its own', postgres('16', '/backup', 'args: [pg_dump]')],
    ['another image', database('image: "prometheuscommunity/postgres-exporter:1"')],
    [
      'data that is meant to be lost',
      object(
        'Deployment',
        'db',
        `template: { spec: { containers: [{ name: db, image: "postgres:16", volumeMounts: [{ name: tmp, mountPath: ${OLD} }] }], volumes: [{ name: tmp, emptyDir: {} }] } }`,
      ),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(pgdataBelowMount, yaml)).toEqual([]);
  });

  test('sees a server that is started by name', () => {
    expect(judge(pgdataBelowMount, postgres('16', OLD, 'args: [postgres, -c, fsync=on]'))).toHaveLength(1);
    expect(judge(pgdataBelowMount, postgres('16', OLD, 'command: [docker-entrypoint.sh, postgres]'))).toHaveLength(1);
  });

  test('says nothing of init containers', () => {
    const setup = 'initContainers: [{ name: setup, image: "postgres:16" }]';
    expect(judge(pgdataBelowMount, postgres('16', '/var/lib/postgresql', 'tty: false', setup))).toEqual([]);
  });
});

describe('fs-group-for-claims', () => {
  const mount = 'volumeMounts: [{ name: data, mountPath: /data }]';
  const user = (fields: string) => `securityContext: { ${fields} }`;

  test('finds a claimed disk that nobody but root may write to', () => {
    expect(judge(fsGroupForClaims, database(mount, user('runAsUser: 70')))).toEqual([fsGroupForClaims.example]);
    expect(judge(fsGroupForClaims, database(mount, user('runAsNonRoot: true')))).toHaveLength(1);
    expect(judge(fsGroupForClaims, database(`${mount}, ${user('runAsUser: 70')}`))).toHaveLength(1);
  });

  test.each([
    ['a group', database(mount, user('runAsUser: 70, fsGroup: 70'))],
    ['root', database(mount, user('runAsUser: 0'))],
    ['a user that is not told', database(mount)],
    ['a pod that does not mount the claim', database('image: a', user('runAsUser: 70'))],
    [
      'a claim that is only read',
      database('volumeMounts: [{ name: data, mountPath: /data, readOnly: true }]', user('runAsUser: 70')),
    ],
    ['a volume that is not claimed', deployment(`{ name: api, ${mount}, ${user('runAsUser: 70')} }`)],
    [
      'an init container that is root and hands the disk over',
      database(mount, `${user('runAsUser: 70')}, initContainers: [{ name: chown, ${mount}, ${user('runAsUser: 0')} }]`),
    ],
    ['Windows', database(mount, `${user('runAsNonRoot: true')}, os: { name: windows }`)],
  ])('accepts %s', (_, yaml) => {
    expect(judge(fsGroupForClaims, yaml)).toEqual([]);
  });
});

describe('selector-matches-template', () => {
  const selecting = (selector: string, kind = 'Deployment') =>
    object(kind, 'api', `selector: ${selector}, template: { metadata: { labels: { app: api, tier: web } } }`);

  test('finds a value that the template does not have', () => {
    expect(judge(selectorMatchesTemplate, selecting('{ matchLabels: { app: apis } }'))).toEqual([
      selectorMatchesTemplate.example,
    ]);
  });

  test('finds a label that the template does not have, and what it may mean', () => {
    expect(judge(selectorMatchesTemplate, selecting('{ matchLabels: { teir: web } }'))).toEqual([
      'Deployment default/api: spec.selector.matchLabels.teir: expected a label of the pod template (app, tier), received "web"; did you mean "tier"? [selector-matches-template]',
    ]);
    expect(judge(selectorMatchesTemplate, selecting('{ matchLabels: { constructor: a } }'))).toHaveLength(1);
    const bare = object('Deployment', 'api', 'selector: { matchLabels: { app: api } }, template: {}');
    expect(judge(selectorMatchesTemplate, bare).join()).toContain('(it has none)');
  });

  test('finds a selector of nothing', () => {
    expect(judge(selectorMatchesTemplate, selecting('{ matchLabels: {} }'))).toEqual([
      'Deployment default/api: spec.selector.matchLabels: expected labels of the pod template, received none [selector-matches-template]',
    ]);
  });

  test('finds an expression that the template does not meet', () => {
    const expression = '{ matchExpressions: [{ key: app, operator: In, values: [web] }] }';
    expect(judge(selectorMatchesTemplate, selecting(expression)).join()).toContain(
      'spec.selector.matchExpressions[app]: expected an expression that the labels of the pod template meet',
    );
  });

  test.each(['Deployment', 'StatefulSet', 'DaemonSet', 'ReplicaSet'])('looks at a %s', (kind) => {
    expect(judge(selectorMatchesTemplate, selecting('{ matchLabels: { app: a } }', kind))).toHaveLength(1);
  });

  test.each([
    ['some labels of the template', selecting('{ matchLabels: { app: api } }')],
    ['an expression that holds', selecting('{ matchExpressions: [{ key: app, operator: Exists }] }')],
    ['a selector that is missing: the schema finds it', deployment('{ name: api }')],
    ['a Job, which selects by itself', selecting('{ matchLabels: { app: other } }', 'Job')],
    ['wrong types', selecting('{ matchLabels: { app: 1 } }')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(selectorMatchesTemplate, yaml)).toEqual([]);
  });
});

describe('no-plaintext-credentials', () => {
  const NAMED = 'a value for a name like a credential';
  const env = (name: string, value: string) => deployment(`{ name: api, env: [{ name: ${name}, value: '${value}' }] }`);
  const received = (yaml: string) =>
    judge(noPlaintextCredentials, yaml).map((line) => /received (.*) \[/.exec(line)?.[1]);

  test('finds a password in a variable, and does not tell it', () => {
    expect(judge(noPlaintextCredentials, env('DB_PASSWORD', 'hunter2'))).toEqual([noPlaintextCredentials.example]);
  });

  test.each([
    'PGPASSWORD',
    'mysql_root_passwd',
    'JWT_SECRET',
    'SECRET_KEY',
    'GITHUB_TOKEN',
    'STRIPE_API_KEY',
    'APIKEY',
    'TLS_PRIVATE_KEY',
    'AWS_CREDENTIALS',
    'DB_PASSWORD_2',
    'ADMIN_PASSWORD_DEV',
  ])('takes %s for the name of a credential', (name) => {
    expect(received(env(name, 'hunter2'))).toEqual([NAMED]);
    expect(received(configMap('api', `${name}: hunter2`))).toEqual([NAMED]);
  });

  test.each([
    ['DB_PASSWORD_FILE', 'hunter2'],
    ['TOKEN_URL', 'https://example.com/token'],
    ['ACCESS_TOKEN_EXPIRE_MINUTES', '30'],
    ['TOKEN_TTL', '3600'],
    ['SECRET_NAME', 'db-secret'],
    ['MAX_TOKENS', '4096'],
    ['TOKENIZER', 'gpt'],
    ['PASSWORD_MIN_LENGTH', '12'],
    ['ALLOW_EMPTY_PASSWORD', 'yes'],
    ['DB_PASSWORD', ''],
    ['DB_PASSWORD', '/run/secrets/db'],
    ['DB_PASSWORD', '$(POSTGRES_PASSWORD)'],
    ['PRIVATE_KEY', 'tls.key'],
    ['LOG_LEVEL', 'hunter2'],
  ])('accepts %s: %s', (name, value) => {
    expect(received(env(name, value))).toEqual([]);
  });

  const JWT = ['eyJhbGciOiJIUzI1NiJ9', 'eyJzdWIiOiIxMjM0In0', 'c2lnbmF0dXJl'].join('.');
  const SHAPES = [
    ['a URL with a password', 'postgresql://board:hunter2@db:5432/wealist'],
    ['a URL with a password', 'redis://:hunter2@redis:6379'],
    ['a URL with a password', 'amqp://a:%40%2F@mq'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----'],
    ['an AWS access key', `AKIA${'ABCDEFGH'.repeat(2)}`],
    ['a GitHub token', `ghp_${'a1B2c3'.repeat(6)}`],
    ['a Slack token', `xoxb-${'1234567890'}`],
    ['a JSON web token', JWT],
  ] as const;

  test.each(SHAPES)('knows %s by its shape: in a variable, a ConfigMap, a command', (shape, value) => {
    expect(received(env('VALUE', value))).toEqual([shape]);
    expect(received(configMap('api', `app.conf: 'x = ${value}'`))).toEqual([shape]);
    expect(received(deployment(`{ name: api, args: ['--url=${value}'] }`))).toEqual([shape]);
  });

  test.each([
    'postgresql://db:5432/wealist',
    'postgresql://board@db:5432/wealist',
    'postgresql://$(DB_USER):$(DB_PASSWORD)@db/wealist',
    `postgresql://user:${'$'}{PASSWORD}@db`,
    'postgresql://user:{{ .password }}@db',
    'postgresql://user:<password>@db',
    'postgresql://%s:%s@db',
    'http://localhost:8080/a@b',
    '{"url":"http://localhost:8080","mail":"a@b"}',
    '-----BEGIN CERTIFICATE-----',
    'eyJhbGciOiJIUzI1NiJ9',
  ])('accepts %s', (value) => {
    expect(received(env('VALUE', value))).toEqual([]);
  });

  test('says where it is', () => {
    expect(
      judge(noPlaintextCredentials, deployment('{ name: api, command: [app], args: [-v, --db.password=hunter2] }')),
    ).toEqual([
      `${API}.containers[api].args[1]: expected a variable that a Secret fills, received ${NAMED} [no-plaintext-credentials]`,
    ]);
    expect(judge(noPlaintextCredentials, configMap('api', 'API_KEY: hunter2'))).toEqual([
      `ConfigMap default/api: data.API_KEY: expected a place for it in a Secret, received ${NAMED} [no-plaintext-credentials]`,
    ]);
  });

  test('looks at neither Secrets nor references to them', () => {
    const reference = '{ name: DB_PASSWORD, valueFrom: { secretKeyRef: { name: db, key: PASSWORD } } }';
    const secret = configMap('db', 'PASSWORD: hunter2').replace('ConfigMap', 'Secret');
    expect(judge(noPlaintextCredentials, deployment(`{ name: api, env: [${reference}] }`) + secret)).toEqual([]);
  });

  test('takes no time for long texts without a credential', () => {
    for (const text of ['a', 'eyJ', 'eyJ-', '://', '://a:', 'AKIA', '-----BEGIN ']) {
      expect(received(configMap('api', `text: '${text.repeat(50_000)}'`))).toEqual([]);
    }
  });
});

describe('every rule for running well', () => {
  test.each([...runningRules])(
    '%s stands in the file of its name, and prints its example so',
    (file, { id, example }) => {
      expect(id).toBe(file);
      expect(example.endsWith(` [${id}]`)).toBe(true);
    },
  );

  test.each(Object.entries<Environment>(environments))('finds nothing in %s', (name, environment) => {
    const folder = path.join(dist, name);
    const manifests = readdirSync(folder).flatMap((file) => parse(readFileSync(path.join(folder, file), 'utf8')));
    const bundle = new Bundle(manifests, knownCluster(environment, assemble(name, environment)));
    expect(check(bundle, [], [...runningRules.values()]).findings.map(sentence)).toEqual([]);
  });

  const WRONG = [null, 1, 'text', true, [], [null, 1, 'text', []], { constructor: 1, name: [] }];

  test.each(readdirSync(path.join(dist, 'prod')))('throws at no wrong type in prod/%s', (file) => {
    const manifests = parse(readFileSync(path.join(dist, 'prod', file), 'utf8'));
    const rules = [...runningRules.values()];
    const places = manifests.flatMap((manifest) => placesIn(manifest).filter(({ field }) => field !== 'kind'));
    for (const { holder, field } of places) {
      const right = holder[field];
      for (const wrong of WRONG) {
        holder[field] = wrong;
        check(new Bundle(manifests), [], rules);
      }
      holder[field] = right;
    }
    expect(places.length).toBeGreaterThan(50);
  });
});

/** Every field and item of an object that may hold something wrong: what identifies it, the reader has checked. */
function placesIn(value: unknown): { readonly holder: Record<string, unknown>; readonly field: string }[] {
  if (typeof value !== 'object' || value === null) return [];
  const holder = value as Record<string, unknown>;
  return Object.keys(holder).flatMap((field) => {
    const identity = field === 'metadata' && 'kind' in holder;
    return [...(identity ? [] : [{ holder, field }]), ...(identity ? [] : placesIn(holder[field]))];
  });
}
