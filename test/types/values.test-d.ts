import { Duration, Size } from 'cdk8s';
import {
  type Cluster,
  type Exposure,
  type GracefulShutdown,
  Image,
  type KubernetesVersion,
  Password,
  Probe,
  type RegistryImage,
  type Resources,
  Route,
  type Scaling,
  type SecretSource,
  type Storage,
  type Suppression,
} from '../../lib';
import { KUBERNETES_VERSIONS } from '../../lib/checker/kubernetes/kubernetes-version';
import { Cpu } from '../../lib/kubernetes';
import { accept } from './accept';

/* Image: a tag means one build, and a registry is asked only for what it has. */

Image.tagged('postgres', '16-alpine');
// @ts-expect-error latest is another build tomorrow
Image.tagged('postgres', 'latest');
// @ts-expect-error no tag is latest
Image.tagged('postgres', '');

declare const releases: '1.0.0' | '1.1.0';
declare const mixed: '1.0.0' | 'latest';
declare const computed: string;
Image.tagged('board-api', releases);
// @ts-expect-error one of the two is latest
Image.tagged('board-api', mixed);
// What a type cannot see, `problems` refuses when the program runs.
Image.tagged('board-api', computed);

Image.imported('board-api', 'latest');
// @ts-expect-error an image has a tag
Image.imported('board-api');

Image.pinned('postgres', '16-alpine', 'sha256:0123');
// @ts-expect-error a digest tells its algorithm
Image.pinned('postgres', '16-alpine', '0123');
// @ts-expect-error registries name images by SHA-256
Image.pinned('postgres', '16-alpine', 'sha512:0123');
// @ts-expect-error a digest that may be anything may be none
Image.pinned('postgres', '16-alpine', computed);
// @ts-expect-error latest is another build tomorrow, and people read the tag
Image.pinned('postgres', 'latest', 'sha256:0123');
// @ts-expect-error people read the tag
Image.pinned('postgres', '', 'sha256:0123');
// @ts-expect-error what is not pinned is tagged
Image.pinned('postgres', '16-alpine');

accept<RegistryImage>(Image.tagged('postgres', '16-alpine'));
accept<RegistryImage>(Image.tagged('postgres', '16-alpine').at('17-alpine'));
accept<Image>(Image.imported('board-api', '1.0.0'));
// @ts-expect-error no registry serves an image that was imported
accept<RegistryImage>(Image.imported('board-api', '1.0.0'));
// @ts-expect-error another version of it is imported, too
accept<RegistryImage>(Image.imported('board-api', '1.0.0').at('1.1.0'));
// @ts-expect-error a factory tells where an image comes from
new Image('postgres', '16-alpine', undefined, 'IfNotPresent');
// @ts-expect-error a reference does not tell where an image comes from
accept<Image>('postgres:16-alpine');

/* Password: in code, or known to be somewhere else. */

accept<Password>(Password.literal('hunter2'));
accept<Password<'existing'>>(Password.existing());
// @ts-expect-error a password in code is not one that exists already
accept<Password<'existing'>>(Password.literal('hunter2'));
// @ts-expect-error nor is one that may be either
accept<Password<'existing'>>(Password.existing() as Password);
// @ts-expect-error a string does not tell where it comes from
accept<Password>('hunter2');
// @ts-expect-error what a password is, it alone knows
accept<Password<'existing'>>({ from: 'existing', sealedFor: [], secret: (): SecretSource => ({ existing: {} }) });
// @ts-expect-error its value is read through a Secret only
accept<unknown>(Password.literal('hunter2').value);

/* Probe: the container that is asked has a port, and a probe names no other. */

accept<Probe>(Probe.http('/health', { period: Duration.seconds(5), failureThreshold: 3 }));
accept<Probe>(Probe.tcp());
accept<Probe>(Probe.exec(['pg_isready'], { timeout: Duration.seconds(5) }));
// @ts-expect-error a probe cannot knock at another port
Probe.http('/health', { port: 8080 });
// @ts-expect-error a probe cannot knock at another port
Probe.tcp({ port: 8080 });
// @ts-expect-error a probe cannot knock at another port
Probe.tcp(8080);
// @ts-expect-error 5 of what?
Probe.http('/health', { period: 5 });
// @ts-expect-error a command is not split at its blanks
Probe.exec('pg_isready --quiet');
// @ts-expect-error a probe asks something
new Probe();

/* Route: whether a prefix is kept or stripped is a decision. */

accept<Exposure>({ host: 'wealist.example.com', routes: [Route.keep('/api')] });
accept<Exposure>({ host: 'wealist.example.com', routes: [Route.strip('/api', '/api/health')] });
// @ts-expect-error kept or stripped?
accept<Exposure>({ host: 'wealist.example.com', routes: ['/api'] });
// @ts-expect-error kept or stripped?
accept<Exposure>({ host: 'wealist.example.com', routes: [{ path: '/api' }] });
// @ts-expect-error kept or stripped?
new Route('/api', undefined);
// @ts-expect-error stripped of what?
Route.strip('/api/health');
// @ts-expect-error what is kept is not stripped
Route.keep('/api', '/api/health');
// @ts-expect-error nowhere to be reached at: leave the exposure out instead
accept<Exposure>({ host: 'wealist.example.com' });

/* Kubernetes versions: those that manifests can be written for. */

accept<KubernetesVersion>('1.28');
accept<KubernetesVersion>('1.34');
// @ts-expect-error older than any that manifests can be written for
accept<KubernetesVersion>('1.27');
// @ts-expect-error newer than any that manifests can be written for
accept<KubernetesVersion>('1.99');
// @ts-expect-error a minor version: patches change no API
accept<KubernetesVersion>('1.34.1');
// @ts-expect-error a number would lose the zero of 1.30
accept<KubernetesVersion>(1.3);

/* Amounts carry their unit. */

accept<Storage>({ size: Size.gibibytes(1) });
// @ts-expect-error a text is not checked until it reaches the cluster
accept<Storage>({ size: '1Gi' });
// @ts-expect-error 1 of what?
accept<Storage>({ size: 1 });

const cpu = { request: Cpu.millis(100) };
const memory = { request: Size.mebibytes(256) };
accept<Resources>({ cpu, memory });
accept<Resources>({ cpu: { ...cpu, limit: Cpu.units(1) }, memory: { ...memory, limit: Size.gibibytes(1) } });
// @ts-expect-error the scheduler has to know how much memory
accept<Resources>({ cpu });
// @ts-expect-error the scheduler has to know how much CPU
accept<Resources>({ memory });
// @ts-expect-error a limit alone reserves all of it
accept<Resources>({ cpu: { limit: Cpu.units(1) }, memory });
// @ts-expect-error a text is not checked until it reaches the cluster
accept<Resources>({ cpu: { request: '100m' }, memory });
// @ts-expect-error CPU does not come in bytes
accept<Resources>({ cpu: memory, memory });

const preStop = Duration.seconds(10);
const drain = Duration.seconds(15);
const buffer = Duration.seconds(5);
accept<GracefulShutdown>({ preStop, drain, buffer });
accept<GracefulShutdown>({ preStop, drain, buffer, gracePeriod: Duration.minutes(1) });
// @ts-expect-error a budget has all of its parts
accept<GracefulShutdown>({ preStop, drain, gracePeriod: Duration.minutes(1) });
// @ts-expect-error 15 of what?
accept<GracefulShutdown>({ preStop, drain: 15, buffer });

/* An exception without a reason is an oversight. */

accept<Suppression>({ rule: 'probe-ports', object: 'Deployment web-prod/web', reason: 'the port is opened later' });
// @ts-expect-error why is it right nevertheless?
accept<Suppression>({ rule: 'probe-ports', object: 'Deployment web-prod/web' });

/* Values do not change: another value is another object. */

declare const image: RegistryImage;
accept<RegistryImage>(image.at('2.0.0'));
// @ts-expect-error an image that changes its tag is another image
image.tag = '2.0.0';
// @ts-expect-error an image that changes its repository is another image
image.repository = 'nginx';
// @ts-expect-error how it comes to the node is known from the start
image.pullPolicy = 'IfNotPresent';
// @ts-expect-error a reference is derived
image.reference = 'nginx:2.0.0';

declare const route: Route;
accept<Route>(Route.keep(`${route.path}/health`));
// @ts-expect-error a route leads where it was led
route.path = '/health';
// @ts-expect-error a rewrite is derived
route.rewrite = '/health';

declare const scaling: Extract<Scaling, { replicas: number }>;
accept<Scaling>({ ...scaling, replicas: 3 });
// @ts-expect-error an environment is data that nobody changes
scaling.replicas = 3;

declare const resources: Resources;
accept<Resources>({ ...resources, memory: { request: Size.gibibytes(1) } });
// @ts-expect-error an environment is data that nobody changes
resources.memory = { request: Size.gibibytes(1) };
// @ts-expect-error at any depth
resources.memory.request = Size.gibibytes(1);

declare const exposure: Exposure;
accept<Exposure>({ ...exposure, routes: [...exposure.routes, Route.keep('/api')] });
// @ts-expect-error lists are data, too
exposure.routes.push(Route.keep('/api'));

declare const secret: Extract<SecretSource, { literal: object }>;
accept<SecretSource>({ literal: { ...secret.literal, PASSWORD: 'hunter2' } });
// @ts-expect-error the checksum of the pods was made of the value that stood there
secret.literal.PASSWORD = 'hunter2';

declare const password: Password;
accept<'literal' | 'existing' | 'external' | 'sealed'>(password.from);
// @ts-expect-error where it comes from is known from the start
password.from = 'existing';

accept<readonly KubernetesVersion[]>(KUBERNETES_VERSIONS);
// @ts-expect-error a version more is a change to the program
KUBERNETES_VERSIONS.push('1.28');

/* Route: a stream has no time to answer within. */

Route.keep('/live').with({ stream: true, upload: Size.mebibytes(1) });
// @ts-expect-error a stream has no end to wait for
Route.keep('/live').with({ stream: true, timeout: Duration.seconds(1) });
// @ts-expect-error a tree is stripped of something
Route.stripTree();

/* Cluster: traffic comes in by an Ingress controller, by a Gateway, by both, or not at all. */

const dataPlane = { namespace: 'edge' };
const gateway = { className: 'envoy', name: 'public', namespace: 'edge', listeners: { http: 'web' }, dataPlane };
accept<Cluster>({ kubernetes: '1.34' });
accept<Cluster>({ kubernetes: '1.34', gateway });
// @ts-expect-error somebody has to know where the proxy runs
accept<Cluster>({ kubernetes: '1.34', gateway: { ...gateway, dataPlane: undefined } });
// @ts-expect-error a controller with other features is "other"
accept<Cluster>({ kubernetes: '1.34', ingress: { className: 'traefik', namespace: 'traefik', controller: 'traefik' } });
// @ts-expect-error whoever issues a certificate asks for a proof, or says that there is none
accept<Exposure>({ host: 'a.b', routes: [], tls: { secretName: 'tls', issuer: { kind: 'Issuer', name: 'ca' } } });
