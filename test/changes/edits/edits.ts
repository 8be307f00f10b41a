import { Duration, Size } from 'cdk8s';
import { Cpu } from '../../../lib/kubernetes';
import { Image } from '../../../lib/values/image';
import { Password } from '../../../lib/values/password';
import type { SharedEnvironment } from '../../../lib/wealist/environments/environment';
import type { Edited } from './edit';

type Change = (environment: SharedEnvironment) => SharedEnvironment;
const set =
  (values: Partial<SharedEnvironment>): Change =>
  (environment) => ({ ...environment, ...values });
const image =
  (system: string, tag: string): Change =>
  (environment) => ({
    ...environment,
    images: {
      ...environment.images,
      [system]: environment.images[system as 'frontend'].at(tag),
    } as SharedEnvironment['images'],
  });
const helloWorld =
  (values: Partial<SharedEnvironment['helloWorld']>): Change =>
  (environment) => ({
    ...environment,
    helloWorld: { ...environment.helloWorld, ...values },
  });
const boardApi =
  (values: Partial<SharedEnvironment['boardApi']>): Change =>
  (environment) => ({
    ...environment,
    boardApi: { ...environment.boardApi, ...values },
  });
const storage =
  (values: object): Change =>
  (environment) => ({
    ...environment,
    postgresql: {
      statefulSet: { ...environment.postgresql.statefulSet, ...values },
    } as SharedEnvironment['postgresql'],
  });
const shared = (change: Change) => ({ dev: change, staging: change, prod: change });
const STORE = { kind: 'ClusterSecretStore', name: 'wealist' } as const;
const memory = (request: number, limit: number) => ({
  cpu: { request: Cpu.millis(100), limit: Cpu.millis(200) },
  memory: { request: Size.mebibytes(request), limit: Size.mebibytes(limit) },
});
const redis = { password: Password.existing(), statefulSet: { image: Image.tagged('redis', '8.2-alpine') } };

/** Edits as a team makes them, each with the lines that a person would write below it, without the numbers of an update. */
export const EDITS: readonly (readonly [title: string, edited: Edited, lines: readonly string[]])[] = [
  [
    'a new build of board-api in prod',
    { prod: image('board-api', '1.1.0') },
    ['prod: restart: Deployment board-api-prod/board-api: its pods are replaced'],
  ],
  [
    'a new build of the frontend in every shared environment',
    shared(image('frontend', '2.0.0')),
    ['dev, staging, prod: restart: Deployment frontend-<environment>/frontend: its pods are replaced'],
  ],
  [
    'a build by digest',
    { prod: image('hello-world', `1.0.0@sha256:${'a'.repeat(64)}`) },
    ['prod: restart: Deployment hello-world-prod/hello-world: its pods are replaced'],
  ],
  [
    'a minor version of PostgreSQL',
    { prod: image('postgresql', '16.10-alpine') },
    [
      'prod: downtime: StatefulSet postgresql-prod/postgres: no pod runs while its pods are replaced',
      'prod: restart: StatefulSet postgresql-prod/postgres: its pods are replaced',
      'prod: no-restart: CronJob postgresql-prod/postgres-backup: changes in place',
      'prod: no-restart: CronJob postgresql-prod/postgres-restore: changes in place',
    ],
  ],
  [
    'a major version of PostgreSQL',
    { prod: image('postgresql', '17-alpine') },
    [
      'prod: data: StatefulSet postgresql-prod/postgres: expected PostgreSQL 16 on alpine as before, which wrote the data: start the other one under a new name, and move the data by dump and restore',
      'prod: downtime: StatefulSet postgresql-prod/postgres: no pod runs while its pods are replaced',
      'prod: restart: StatefulSet postgresql-prod/postgres: its pods are replaced',
      'prod: no-restart: CronJob postgresql-prod/postgres-backup: changes in place',
      'prod: no-restart: CronJob postgresql-prod/postgres-restore: changes in place',
    ],
  ],
  [
    'PostgreSQL on another base image',
    { staging: image('postgresql', '16') },
    [
      'staging: data: StatefulSet postgresql-staging/postgres: expected PostgreSQL 16 on alpine as before, which wrote the data: start the other one under a new name, and move the data by dump and restore',
      'staging: downtime: StatefulSet postgresql-staging/postgres: no pod runs while its pods are replaced',
      'staging: access: StatefulSet postgresql-staging/postgres: runs its pods as another user or group',
      'staging: restart: StatefulSet postgresql-staging/postgres: its pods are replaced',
    ],
  ],
  [
    'an image from another registry',
    { prod: (e) => ({ ...e, images: { ...e.images, frontend: Image.tagged('quay.io/wealist/frontend', '1.0.0') } }) },
    [
      'prod: access: Deployment frontend-prod/frontend: pulls an image from quay.io/wealist',
      'prod: restart: Deployment frontend-prod/frontend: its pods are replaced',
    ],
  ],
  [
    'another build in local',
    { local: (e) => ({ ...e, images: { ...e.images, 'board-api': Image.imported('wealist-board-api', 'next') } }) },
    ['local: restart: Deployment board-api-local/board-api: its pods are replaced'],
  ],
  [
    'another log level in dev',
    { dev: helloWorld({ logLevel: 'info' }) },
    ['dev: restart: Deployment hello-world-dev/hello-world: its pods are replaced'],
  ],
  [
    'another log level in dev and staging',
    { dev: helloWorld({ logLevel: 'error' }), staging: helloWorld({ logLevel: 'error' }) },
    [
      'dev: restart: Deployment hello-world-dev/hello-world: its pods are replaced',
      'staging: restart: Deployment hello-world-staging/hello-world: its pods are replaced',
    ],
  ],
  [
    'another name of the environment in the application',
    { staging: helloWorld({ appEnv: 'production' }) },
    ['staging: restart: Deployment hello-world-staging/hello-world: its pods are replaced'],
  ],
  [
    'one more pod in staging',
    { staging: boardApi({ scaling: { replicas: 3 } }) },
    [
      'staging: capacity: requests of the most pods, with those of a rolling update: 14 → 15 pods, 1.25 → 1.35 cores, 1.813Gi → 2.063Gi of memory, 15 → 20 connections of connection pools',
    ],
  ],
  [
    'one pod in place of two',
    { staging: boardApi({ scaling: { replicas: 1 } }) },
    [
      'staging: downtime: Deployment board-api-staging/board-api: one pod is left: nothing answers while the pod or its node stops',
      'staging: restart: Deployment board-api-staging/board-api: its pods are replaced',
      'staging: capacity: requests of the most pods, with those of a rolling update: 14 → 13 pods, 1.25 → 1.15 cores, 1.813Gi → 1.563Gi of memory, 15 → 10 connections of connection pools',
      'staging: gone: PodDisruptionBudget board-api-staging/board-api: kubectl delete poddisruptionbudget',
    ],
  ],
  [
    'two pods in place of one',
    { dev: boardApi({ scaling: { replicas: 2 } }) },
    [
      'dev: restart: Deployment board-api-dev/board-api: its pods are replaced',
      'dev: capacity: requests of the most pods, with those of a rolling update: 11 → 12 pods, 0.9 → 1 cores, 1.25Gi → 1.5Gi of memory, 10 → 15 connections of connection pools',
      'dev: no-restart: PodDisruptionBudget board-api-dev/board-api: is created',
    ],
  ],
  [
    'a higher bound of the autoscaler',
    { prod: boardApi({ scaling: { minReplicas: 3, maxReplicas: 12, cpuPercent: 70 } }) },
    [
      'prod: capacity: requests of the most pods, with those of a rolling update: 27 → 29 pods, 3.25 → 3.45 cores, 5.313Gi → 5.813Gi of memory, 55 → 65 connections of connection pools',
    ],
  ],
  [
    'a lower bound of one',
    { prod: boardApi({ scaling: { minReplicas: 1, maxReplicas: 10, cpuPercent: 70 } }) },
    [
      'prod: downtime: Deployment board-api-prod/board-api: one pod is left: nothing answers while the pod or its node stops',
      'prod: downtime: Deployment board-api-prod/board-api: a node drain may stop all of its pods at once, as soon as PodDisruptionBudget board-api-prod/board-api is deleted',
      'prod: restart: Deployment board-api-prod/board-api: its pods are replaced',
      'prod: gone: PodDisruptionBudget board-api-prod/board-api: kubectl delete poddisruptionbudget',
    ],
  ],
  [
    'another target of the autoscaler',
    { prod: boardApi({ scaling: { minReplicas: 3, maxReplicas: 10, cpuPercent: 50 } }) },
    ['prod: no-restart: HorizontalPodAutoscaler board-api-prod/board-api: changes in place'],
  ],
  [
    'a fixed number in place of the autoscaler',
    { prod: boardApi({ scaling: { replicas: 5 } }) },
    [
      'prod: capacity: requests of the most pods, with those of a rolling update: 27 → 22 pods, 3.25 → 2.75 cores, 5.313Gi → 4.063Gi of memory, 55 → 30 connections of connection pools',
      'prod: gone: HorizontalPodAutoscaler board-api-prod/board-api: kubectl delete horizontalpodautoscaler',
    ],
  ],
  [
    'an autoscaler in place of a fixed number',
    { staging: boardApi({ scaling: { minReplicas: 2, maxReplicas: 4, cpuPercent: 70 } }) },
    [
      'staging: downtime: Deployment board-api-staging/board-api: expected 2 as before: without it, kubectl apply leaves one pod until the autoscaler counts',
      'staging: capacity: requests of the most pods, with those of a rolling update: 14 → 16 pods, 1.25 → 1.45 cores, 1.813Gi → 2.313Gi of memory, 15 → 25 connections of connection pools',
    ],
  ],
  [
    'more memory for hello-world',
    { prod: helloWorld({ resources: memory(512, 1024) }) },
    [
      'prod: restart: Deployment hello-world-prod/hello-world: its pods are replaced',
      'prod: capacity: requests of the most pods, with those of a rolling update: 3.25 → 2.55 cores, 5.313Gi → 7.063Gi of memory',
    ],
  ],
  [
    'less memory for hello-world',
    { prod: helloWorld({ resources: memory(128, 256) }) },
    [
      'prod: restart: Deployment hello-world-prod/hello-world: its pods are replaced',
      'prod: capacity: requests of the most pods, with those of a rolling update: 3.25 → 2.55 cores, 5.313Gi → 4.438Gi of memory',
    ],
  ],
  [
    'the same memory in another unit',
    {
      staging: helloWorld({
        resources: {
          cpu: { request: Cpu.millis(100), limit: Cpu.millis(250) },
          memory: { request: Size.kibibytes(131072), limit: Size.mebibytes(256) },
        },
      }),
    },
    [],
  ],
  [
    'another host of weAlist in dev',
    { dev: set({ hosts: { wealist: 'next.wealist.example.com', helloWorld: 'dev.hello.example.com' } }) },
    [
      'dev: downtime: Ingress frontend-dev/frontend: dev.wealist.example.com/ leads nowhere',
      'dev: downtime: Ingress board-api-dev/board-api: dev.wealist.example.com/api/ leads nowhere',
      'dev: downtime: Ingress board-api-dev/board-api: dev.wealist.example.com/api$ leads nowhere',
      'dev: downtime: Ingress board-api-dev/board-api-api-health: dev.wealist.example.com/api/health$ leads nowhere',
      'dev: traffic: Ingress frontend-dev/frontend: next.wealist.example.com/ leads to Service frontend-dev/frontend:80',
      'dev: traffic: Ingress board-api-dev/board-api: next.wealist.example.com/api/ leads to Service board-api-dev/board-api:80',
      'dev: traffic: Ingress board-api-dev/board-api: next.wealist.example.com/api$ leads to Service board-api-dev/board-api:80',
      'dev: traffic: Ingress board-api-dev/board-api-api-health: next.wealist.example.com/api/health$ leads to Service board-api-dev/board-api:80',
    ],
  ],
  [
    'another host of hello-world in prod',
    { prod: set({ hosts: { wealist: 'wealist.example.com', helloWorld: 'hi.example.com' } }) },
    [
      'prod: downtime: Ingress hello-world-prod/hello-world: hello.example.com/ leads nowhere',
      'prod: traffic: Ingress hello-world-prod/hello-world: hi.example.com/ leads to Service hello-world-prod/hello-world:80',
    ],
  ],
  [
    'another certificate',
    { prod: set({ certificates: { wealist: 'wealist-2027', helloWorld: 'hello-world-tls' } }) },
    [
      'prod: needs-first: Ingress frontend-prod/frontend: needs Secret frontend-prod/wealist-2027 with tls.crt, tls.key',
      'prod: needs-first: Ingress board-api-prod/board-api: needs Secret board-api-prod/wealist-2027 with tls.crt, tls.key',
    ],
  ],
  [
    'a larger disk',
    { prod: storage({ storage: { size: Size.gibibytes(40), storageClassName: 'standard' } }) },
    [
      'prod: refused: StatefulSet postgresql-prod/postgres: expected "20Gi" as before: Kubernetes refuses to change it; a disk grows with kubectl patch pvc; then delete the object with --cascade=orphan first, its pods and claims stay',
      'prod: capacity: requests of the most pods, with those of a rolling update: 40Gi → 60Gi of disks',
    ],
  ],
  [
    'a smaller disk',
    { prod: storage({ storage: { size: Size.gibibytes(10), storageClassName: 'standard' } }) },
    [
      'prod: refused: StatefulSet postgresql-prod/postgres: expected "20Gi" as before: Kubernetes refuses to change it; a disk grows with kubectl patch pvc; then delete the object with --cascade=orphan first, its pods and claims stay',
      'prod: data: StatefulSet postgresql-prod/postgres: no disk shrinks: a smaller one is new and empty',
      'prod: capacity: requests of the most pods, with those of a rolling update: 40Gi → 30Gi of disks',
    ],
  ],
  [
    'another class of the disk',
    { prod: storage({ storage: { size: Size.gibibytes(20), storageClassName: 'fast' } }) },
    [
      'prod: refused: StatefulSet postgresql-prod/postgres: expected "standard" as before: Kubernetes refuses to change it; delete the object with --cascade=orphan first, its pods and claims stay',
      'prod: needs-first: StatefulSet postgresql-prod/postgres: needs StorageClass fast',
    ],
  ],
  [
    'another hour of the backup',
    {
      prod: storage({
        backup: {
          schedule: '30 4 * * *',
          keep: Duration.days(14),
          to: { claim: { size: Size.gibibytes(20), storageClassName: 'standard' } },
        },
      }),
    },
    ['prod: no-restart: CronJob postgresql-prod/postgres-backup: changes in place'],
  ],
  [
    'backups that are kept longer',
    {
      prod: storage({
        backup: {
          schedule: '0 3 * * *',
          keep: Duration.days(30),
          to: { claim: { size: Size.gibibytes(20), storageClassName: 'standard' } },
        },
      }),
    },
    ['prod: no-restart: CronJob postgresql-prod/postgres-backup: changes in place'],
  ],
  [
    'a larger disk of the backups',
    {
      prod: storage({
        backup: {
          schedule: '0 3 * * *',
          keep: Duration.days(14),
          to: { claim: { size: Size.gibibytes(30), storageClassName: 'standard' } },
        },
      }),
    },
    ['prod: capacity: requests of the most pods, with those of a rolling update: 40Gi → 50Gi of disks'],
  ],
  [
    'no backups any more',
    { prod: storage({ backup: undefined }) },
    [
      'prod: data: PersistentVolumeClaim postgresql-prod/postgres-backup: expected it to stay: its data stays behind, or is deleted where the claim is pruned',
      'prod: capacity: requests of the most pods, with those of a rolling update: 27 → 26 pods, 3.25 → 3.15 cores, 5.313Gi → 5.188Gi of memory, 40Gi → 20Gi of disks',
      'prod: gone: NetworkPolicy postgresql-prod/postgres-backup: kubectl delete networkpolicy',
      'prod: gone: ServiceAccount postgresql-prod/postgres-backup: kubectl delete serviceaccount',
      'prod: gone: ExternalSecret postgresql-prod/postgres-backup-secret: kubectl delete externalsecret.external-secrets.io',
      'prod: gone: PersistentVolumeClaim postgresql-prod/postgres-backup: kubectl delete persistentvolumeclaim once nobody needs its data',
      'prod: gone: CronJob postgresql-prod/postgres-backup: kubectl delete cronjob',
      'prod: gone: CronJob postgresql-prod/postgres-restore: kubectl delete cronjob',
      'prod: no-restart: NetworkPolicy postgresql-prod/postgres: changes in place',
    ],
  ],
  [
    'more connections to PostgreSQL',
    { prod: storage({ maxConnections: 200 }) },
    [
      'prod: downtime: StatefulSet postgresql-prod/postgres: no pod runs while its pods are replaced',
      'prod: restart: StatefulSet postgresql-prod/postgres: its pods are replaced',
    ],
  ],
  [
    'the password from a store in place of a Secret',
    {
      dev: set({
        databasePassword: Password.external({ store: STORE, key: 'wealist/dev/postgresql', property: 'password' }),
      }),
    },
    [
      'dev: needs-first: ExternalSecret board-api-dev/db-secret: needs ClusterSecretStore wealist',
      'dev: needs-first: ExternalSecret board-api-dev/db-secret: needs entry wealist/dev/postgresql with password in ClusterSecretStore wealist',
      'dev: needs-first: ExternalSecret board-api-dev/db-secret: needs the CustomResourceDefinition of ExternalSecret in external-secrets.io',
      'dev: downtime: StatefulSet postgresql-dev/postgres: no pod runs while its pods are replaced',
      'dev: restart: StatefulSet postgresql-dev/postgres: its pods are replaced',
      'dev: restart: Deployment board-api-dev/board-api: its pods are replaced',
    ],
  ],
  [
    'the password of a Secret in place of a store',
    { prod: set({ databasePassword: Password.existing() }) },
    [
      'prod: needs-first: StatefulSet postgresql-prod/postgres: needs Secret postgresql-prod/postgres-secret with POSTGRES_PASSWORD',
      'prod: needs-first: CronJob postgresql-prod/postgres-backup: needs Secret postgresql-prod/postgres-backup-secret',
      'prod: needs-first: Deployment board-api-prod/board-api: needs Secret board-api-prod/db-secret',
      'prod: downtime: StatefulSet postgresql-prod/postgres: no pod runs while its pods are replaced',
      'prod: restart: StatefulSet postgresql-prod/postgres: its pods are replaced',
      'prod: restart: Deployment board-api-prod/board-api: its pods are replaced',
      'prod: gone: ExternalSecret postgresql-prod/postgres-backup-secret: kubectl delete externalsecret.external-secrets.io before you apply: its Secret goes with it (docs/secrets)',
      'prod: gone: ExternalSecret postgresql-prod/postgres-secret: kubectl delete externalsecret.external-secrets.io before you apply: its Secret goes with it (docs/secrets)',
      'prod: gone: ExternalSecret board-api-prod/db-secret: kubectl delete externalsecret.external-secrets.io before you apply: its Secret goes with it (docs/secrets)',
    ],
  ],
  [
    'the password from another entry',
    {
      prod: set({
        databasePassword: Password.external({ store: STORE, key: 'wealist/prod/db', property: 'password' }),
      }),
    },
    [
      'prod: needs-first: ExternalSecret board-api-prod/db-secret: needs entry wealist/prod/db with password in ClusterSecretStore wealist',
      'prod: downtime: StatefulSet postgresql-prod/postgres: no pod runs while its pods are replaced',
      'prod: restart: StatefulSet postgresql-prod/postgres: its pods are replaced',
      'prod: restart: Deployment board-api-prod/board-api: its pods are replaced',
      'prod: no-restart: ExternalSecret postgresql-prod/postgres-backup-secret: changes in place',
    ],
  ],
  [
    'another password in local',
    { local: (e) => ({ ...e, databasePassword: Password.literal('another-for-development') }) },
    [
      'local: downtime: StatefulSet postgresql-local/postgres: expected the value as before, since PostgreSQL reads it for an empty disk only: tell the running server first (\\password in psql), then accept this',
      'local: downtime: StatefulSet postgresql-local/postgres: no pod runs while its pods are replaced',
      'local: restart: StatefulSet postgresql-local/postgres: its pods are replaced',
      'local: restart: Deployment board-api-local/board-api: its pods are replaced',
    ],
  ],
  [
    'a Redis of its own for board-api',
    { staging: boardApi({ redis }) },
    [
      'staging: needs-first: StatefulSet board-api-staging/redis: needs Secret board-api-staging/redis-server-secret with REDIS_PASSWORD',
      'staging: needs-first: Deployment board-api-staging/board-api: needs Secret board-api-staging/redis-secret',
      'staging: traffic: StatefulSet board-api-staging/redis: lets in Deployment board-api-staging/board-api on TCP 6379',
      'staging: access: Deployment board-api-staging/board-api: reads Secret board-api-staging/redis-secret',
      'staging: restart: Deployment board-api-staging/board-api: its pods are replaced',
      'staging: capacity: requests of the most pods, with those of a rolling update: 14 → 15 pods, 1.25 → 1.3 cores, 1.813Gi → 1.875Gi of memory',
      'staging: no-restart: 2 objects (ServiceAccount board-api-staging/redis, Service board-api-staging/redis): is created',
    ],
  ],
  [
    'a database that somebody else runs',
    {
      staging: set({
        postgresql: {
          external: {
            address: { hostname: 'db.example.com', cidrs: ['10.20.0.0/24'] },
            tls: { mode: 'require' },
            user: 'wealist',
          },
        },
      }),
    },
    [
      'staging: data: StatefulSet postgresql-staging/postgres: expected it to stay: its claims carry its name, under another one it starts with empty disks',
      'staging: traffic: Deployment board-api-staging/board-api: reaches 10.20.0.0/24 on TCP 5432',
      'staging: restart: Deployment board-api-staging/board-api: its pods are replaced',
      'staging: capacity: requests of the most pods, with those of a rolling update: 14 → 13 pods, 1.25 → 1.15 cores, 1.813Gi → 1.563Gi of memory, 10Gi → 0Gi of disks',
      'staging: gone: NetworkPolicy postgresql-staging/postgres: kubectl delete networkpolicy',
      'staging: gone: ServiceAccount postgresql-staging/postgres: kubectl delete serviceaccount',
      'staging: gone: ExternalSecret postgresql-staging/postgres-secret: kubectl delete externalsecret.external-secrets.io',
      'staging: gone: StatefulSet postgresql-staging/postgres: kubectl delete statefulset',
      'staging: no-restart: Service postgresql-staging/postgres-service: changes in place',
    ],
  ],
  [
    'an older Kubernetes in the cluster',
    { dev: (e) => ({ ...e, cluster: { ...e.cluster, kubernetes: '1.33' } }) },
    [
      'dev: access: 5 objects (Namespace board-api-dev, Namespace frontend-dev, Namespace hello-server-dev, Namespace hello-world-dev, Namespace postgresql-dev): holds its pods to another Pod Security standard',
    ],
  ],
];
