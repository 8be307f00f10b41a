/**
 * The library: constructs, the values in props, and the path from charts to checked manifests. Importing the library
 * changes nothing in the process.
 *
 * Namespace, Secret, Probe, NamespaceProps, SecretProps and ServiceProps are names of cdk8s-plus, too. A program that
 * imports both libraries renames the imports: `import { Probe as PlusProbe }`.
 */
export type { Edge, Endpoint } from './checker/connection';
export type { KubernetesVersion } from './checker/kubernetes/kubernetes-version';
export { problem } from './checker/problem';
export type { Suppression } from './checker/suppression';
export { changes } from './command-line/changes';
export { promote } from './command-line/promote';
export { type Invocation, type Outcome, run } from './command-line/run';
export { synth } from './command-line/synth';
export { verify } from './command-line/verify';
export { FastApiService, type FastApiServiceProps } from './constructs/http/fast-api-service';
export { HttpService } from './constructs/http/http-service';
export { NginxFrontend, type NginxFrontendProps } from './constructs/http/nginx-frontend';
export type { HttpServiceProps, ServiceProps } from './constructs/http/service-props';
export { ExternalPostgres, type ExternalPostgresProps } from './constructs/postgres/external-postgres';
export { PostgresBackup, type PostgresBackupProps } from './constructs/postgres/postgres-backup';
export { PostgresCluster, type PostgresClusterProps } from './constructs/postgres/postgres-cluster';
export { PostgresExporter, type PostgresExporterProps } from './constructs/postgres/postgres-exporter';
export { PostgresStatefulSet, type PostgresStatefulSetProps } from './constructs/postgres/postgres-stateful-set';
export { ExternalRedis, type ExternalRedisProps } from './constructs/redis/external-redis';
export { RedisStatefulSet, type RedisStatefulSetProps } from './constructs/redis/redis-stateful-set';
export { Secret, type SecretProps } from './constructs/secret/secret';
export { unusedCiphertexts } from './constructs/secret/unused-ciphertexts';
export { Namespace, type NamespaceProps } from './constructs/workload/namespace';
export { NetworkEndpoint, type NetworkEndpointProps } from './constructs/workload/network-endpoint';
export { OneOffJob, type OneOffJobProps } from './constructs/workload/one-off-job';
export type { MountedVolume, Scheduling } from './constructs/workload/pod-props';
export { ScheduledJob, type ScheduledJobProps } from './constructs/workload/scheduled-job';
export { Worker, type WorkerProps } from './constructs/workload/worker';
export type { Access } from './constructs/workload/workload';
export { Cpu, k8s } from './kubernetes';
export { type Environment, type OnClusters, onClusters } from './synthesis/environment';
export type { Program } from './synthesis/program';
export { UserError } from './synthesis/user-error';
export type { BackingService, CaBundle, Client } from './values/backing-service';
export type { ArchiveBackup, Backup, BucketPlace, ClaimPlace } from './values/backup';
export type { Bucket, PodIdentity } from './values/bucket';
export type { CallableService } from './values/callable-service';
export type { CertificateIssuer, TlsCertificate } from './values/certificate';
export type { Cluster } from './values/cluster';
export type { Delivery } from './values/delivery';
export type { Gateway, IngressController } from './values/entrance';
export type { Exposure } from './values/exposure';
export type { ExternalAddress } from './values/external-address';
export type { BucketVariables, GivenBucket } from './values/given-bucket';
export type { GracefulShutdown } from './values/graceful-shutdown';
export { Image, type RegistryImage } from './values/image';
export { Internet } from './values/internet';
export { Migration } from './values/migration';
export type { MountedConfigMap, MountedSecret } from './values/mounted-secret';
export { Password } from './values/password';
export type { PostgresDatabase } from './values/postgres-database';
export type { PostgresTls } from './values/postgres-tls';
export { Probe, type ProbeTiming } from './values/probe';
export type { Redis } from './values/redis';
export type { Resources } from './values/resources';
export { Route } from './values/route';
export type { Scaling } from './values/scaling';
export type { SecretSource, SecretStore, UnknownValues } from './values/secret';
export type { Storage } from './values/storage';
export type { Allowance, Reach } from './values/traffic';
