import { entryOf } from '../manifest/entry-of';
import { type Manifest, stringAt } from '../manifest/manifest';
import type { OperatedSecret, Operator } from './operator';

/** The keys of the Secret of a user, by the way in which the user logs in. */
const KEYS: Readonly<Record<string, readonly string[]>> = {
  tls: ['ca.crt', 'user.crt', 'user.key', 'user.p12', 'user.password'],
  'scram-sha-512': ['password', 'sasl.jaas.config'],
};

/** Strimzi: https://strimzi.io/docs/operators/latest/deploying */
export const strimzi: Operator = {
  kinds: {
    'kafka.strimzi.io/Kafka': {
      appliedAfter: 'EndpointSlice',
      secrets: ({ metadata: { name } }) =>
        ['cluster', 'clients'].flatMap((part) => [
          { name: `${name}-${part}-ca-cert`, values: valuesOf(['ca.crt', 'ca.p12', 'ca.password'], 'metadata.name') },
          { name: `${name}-${part}-ca`, values: valuesOf(['ca.key'], 'metadata.name') },
        ]),
    },
    'kafka.strimzi.io/KafkaUser': { appliedAfter: 'EndpointSlice', secrets: secretsOf },
  },
};

const valuesOf = (keys: readonly string[], field: string) => keys.map((key) => ({ key, field, value: undefined }));

function secretsOf(user: Manifest): OperatedSecret[] {
  const type = stringAt(user, 'spec', 'authentication', 'type') ?? '';
  const keys = entryOf(KEYS, type);
  return keys === undefined ? [] : [{ name: user.metadata.name, values: valuesOf(keys, 'spec.authentication.type') }];
}
