import {
  type Endpoint,
  type ExternalAddress,
  Image,
  Password,
  type PostgresTls,
  type Scaling,
  type SecretSource,
  type SecretStore,
  type Storage,
} from '../../lib';
import type { Addresses, Pods } from '../../lib/checker/connection';
import type { MountedSecret } from '../../lib/values/mounted-secret';
import type { ExistingKeys, ExternalValues, LiteralValues, SealedValues } from '../../lib/values/secret';
import type { RedisSettings } from '../../lib/wealist/environments/backing-services';
import type { Environment } from '../../lib/wealist/environments/environment';
import { accept } from './accept';

/* Scaling: a number of pods, or an autoscaler between two. */

accept<Scaling>({ replicas: 2 });
accept<Scaling>({ minReplicas: 2, maxReplicas: 5 });
accept<Scaling>({ minReplicas: 2, maxReplicas: 5, cpuPercent: 80 });
// @ts-expect-error half an autoscaler: how many at most?
accept<Scaling>({ minReplicas: 2 });
// @ts-expect-error half an autoscaler: how many at least?
accept<Scaling>({ maxReplicas: 5 });
// @ts-expect-error half an autoscaler: between which numbers?
accept<Scaling>({ cpuPercent: 80 });
// @ts-expect-error an autoscaler owns the number of pods
accept<Scaling>({ replicas: 2, minReplicas: 2, maxReplicas: 5 });
// @ts-expect-error nobody looks at CPU where the number is fixed
accept<Scaling>({ replicas: 2, cpuPercent: 80 });
// @ts-expect-error nobody asks for more where the number is fixed
accept<Scaling>({ replicas: 2, maxReplicas: 5 });
// @ts-expect-error not even as undefined: a prop is there or it is not
accept<Scaling>({ replicas: undefined, minReplicas: 2, maxReplicas: 5 });
// @ts-expect-error somebody has to say how many
accept<Scaling>({});

export function pods(scaling: Scaling): number {
  // @ts-expect-error there may be an autoscaler instead
  accept<number>(scaling.replicas);
  if (scaling.replicas === undefined) return scaling.maxReplicas;
  // @ts-expect-error there is no autoscaler here
  accept<number>(scaling.maxReplicas);
  return scaling.replicas;
}

/* SecretSource: one of four places, and never two. */

accept<SecretSource>({ literal: { PASSWORD: 'hunter2' } });
accept<SecretSource>({ existing: { PASSWORD: 'PASSWORD' } });
// @ts-expect-error a Secret is rendered or it exists already
accept<SecretSource>({ literal: { PASSWORD: 'hunter2' }, existing: { PASSWORD: 'PASSWORD' } });
// @ts-expect-error a Secret comes from somewhere
accept<SecretSource>({});
// @ts-expect-error a Secret that is rendered needs values, not keys alone
accept<SecretSource>({ literal: ['PASSWORD'] });

declare const literal: LiteralValues;
declare const existing: ExistingKeys;
accept<SecretSource>(literal);
accept<SecretSource>(existing);
// @ts-expect-error values are not keys
accept<ExistingKeys>(literal);
// @ts-expect-error keys are not values
accept<LiteralValues>(existing);

declare const store: SecretStore;
const external: ExternalValues = { external: { store, entries: { password: { key: 'shop/mail' } } } };
const sealed: SealedValues = { sealed: { ciphertexts: { PASSWORD: 'AgB' } } };
accept<SecretSource>(external);
accept<SecretSource>(sealed);
accept<SecretSource>({ sealed: { ciphertexts: { PASSWORD: undefined } } });
// @ts-expect-error two places
accept<SecretSource>({ ...literal, ...existing });
// @ts-expect-error two places
accept<SecretSource>({ ...literal, ...external });
// @ts-expect-error two places
accept<SecretSource>({ ...literal, ...sealed });
// @ts-expect-error two places
accept<SecretSource>({ ...existing, ...external });
// @ts-expect-error two places
accept<SecretSource>({ ...existing, ...sealed });
// @ts-expect-error two places
accept<SecretSource>({ ...external, ...sealed });
// @ts-expect-error in which store?
accept<SecretSource>({ external: { entries: { password: { key: 'shop/mail' } } } });
// @ts-expect-error under which name does it stand there?
accept<SecretSource>({ external: { store, entries: { password: {} } } });
// @ts-expect-error a store is of one namespace or of all
accept<SecretStore>({ kind: 'Store', name: 'vault' });
// @ts-expect-error a ciphertext is of a key
accept<SecretSource>({ sealed: { ciphertexts: 'AgB' } });

export function keys(source: SecretSource): string[] {
  // @ts-expect-error there may be no such values
  accept<Readonly<Record<string, string>>>(source.literal);
  if (source.literal) return Object.keys(source.literal);
  if (source.sealed) return Object.keys(source.sealed.ciphertexts);
  if (source.external) return Object.keys(source.external.entries);
  return Object.keys(source.existing);
}

accept<MountedSecret>({ ...sealed, mountAs: 'files' });
accept<MountedSecret>({ ...literal, mountAs: 'environment' });
// @ts-expect-error a program finds a Secret in one of two ways
accept<MountedSecret>({ ...literal, mountAs: 'arguments' });
// @ts-expect-error a Secret comes from somewhere, however it is mounted
accept<MountedSecret>({ mountAs: 'files' });

/* PostgresqlSettings: one server, a cluster, or somebody else's. */

type PostgresqlSettings = Environment['postgresql'];
declare const storage: Storage;
const image = Image.tagged('ghcr.io/cloudnative-pg/postgresql', '16.10');
const statefulSet = { storage };
const cluster = { image, instances: 3, storage };
const address = { ip: '10.20.0.5' };
const managed = { address, tls: { mode: 'require' }, user: 'wealist' } as const;
accept<PostgresqlSettings>({ statefulSet });
accept<PostgresqlSettings>({ cluster });
accept<PostgresqlSettings>({ external: managed });
// @ts-expect-error an environment has a database
accept<PostgresqlSettings>({});
// @ts-expect-error and one alone
accept<PostgresqlSettings>({ statefulSet, cluster });
// @ts-expect-error and one alone
accept<PostgresqlSettings>({ statefulSet, external: managed });
// @ts-expect-error and one alone
accept<PostgresqlSettings>({ cluster, external: managed });
// @ts-expect-error of what size?
accept<PostgresqlSettings>({ statefulSet: {} });
// @ts-expect-error one server has no instances
accept<PostgresqlSettings>({ statefulSet: { storage, instances: 3 } });
// @ts-expect-error how many?
accept<PostgresqlSettings>({ cluster: { image, storage } });
// @ts-expect-error encrypted how?
accept<PostgresqlSettings>({ external: { address, user: 'wealist' } });
// @ts-expect-error as whom?
accept<PostgresqlSettings>({ external: { address, tls: { mode: 'require' } } });
// @ts-expect-error others look after its disk
accept<PostgresqlSettings>({ external: { ...managed, storage } });

/* RedisSettings: a server of its own, or somebody else's; with a password in any case. */

declare const password: Password;
accept<RedisSettings<Password>>({ password, statefulSet: { image } });
accept<RedisSettings<Password>>({ password, statefulSet: { image, storage } });
accept<RedisSettings<Password>>({ password, external: { address, tls: false } });
// @ts-expect-error a Redis without a password is everybody's
accept<RedisSettings<Password>>({ statefulSet: { image } });
// @ts-expect-error where does it run?
accept<RedisSettings<Password>>({ password });
// @ts-expect-error one or the other
accept<RedisSettings<Password>>({ password, statefulSet: { image }, external: { address } });
// @ts-expect-error a password that is known here is none that exists already
accept<RedisSettings<Password<'existing'>>>({ password: Password.literal('hunter2'), statefulSet: { image } });

/* ExternalAddress: a name and where it leads, or one address. */

accept<ExternalAddress>({ hostname: 'db.example.com', cidrs: ['10.20.0.0/24'] });
accept<ExternalAddress>({ ip: '10.20.0.5' });
// @ts-expect-error NetworkPolicies know no names
accept<ExternalAddress>({ hostname: 'db.example.com' });
// @ts-expect-error an address is its own block
accept<ExternalAddress>({ ip: '10.20.0.5', cidrs: ['10.20.0.0/24'] });
// @ts-expect-error under which of the two?
accept<ExternalAddress>({ hostname: 'db.example.com', ip: '10.20.0.5' });
// @ts-expect-error blocks of what?
accept<ExternalAddress>({ cidrs: ['10.20.0.0/24'] });
// @ts-expect-error somewhere
accept<ExternalAddress>({});

/* PostgresTls: encrypted in any case; certificates where somebody checks them, and nowhere else. */

accept<PostgresTls>({ mode: 'require' });
accept<PostgresTls>({ mode: 'verify-full', ca: '-----BEGIN CERTIFICATE-----' });
// @ts-expect-error checked by whose word?
accept<PostgresTls>({ mode: 'verify-full' });
// @ts-expect-error nobody would check them
accept<PostgresTls>({ mode: 'require', ca: '-----BEGIN CERTIFICATE-----' });
// @ts-expect-error a connection out of the cluster is encrypted
accept<PostgresTls>({ mode: 'disable' });
// @ts-expect-error a connection that may be encrypted may be read
accept<PostgresTls>({ mode: 'prefer' });

/* Endpoint: pods of a namespace, or addresses outside of the cluster. */

accept<Endpoint>({ namespace: 'shop' });
accept<Endpoint>({ namespace: 'shop', podLabels: { app: 'api' } });
accept<Endpoint>({ cidrs: ['10.20.0.0/24'] });
// @ts-expect-error pods have no fixed addresses
accept<Endpoint>({ namespace: 'shop', cidrs: ['10.20.0.0/24'] });
// @ts-expect-error addresses have no labels
accept<Endpoint>({ cidrs: ['10.20.0.0/24'], podLabels: { app: 'api' } });
// @ts-expect-error pods of which namespace?
accept<Endpoint>({ podLabels: { app: 'api' } });
// @ts-expect-error somebody
accept<Endpoint>({});

export function ends(peer: Endpoint): Pods | Addresses {
  // @ts-expect-error there may be addresses instead
  accept<string>(peer.namespace);
  if (peer.cidrs) {
    // @ts-expect-error addresses lie in no namespace
    accept<string>(peer.namespace);
    return { cidrs: peer.cidrs };
  }
  return { namespace: peer.namespace };
}
