import type { Bundle } from '../../bundle/bundle';
import { texts } from '../../bundle/containers/texts';
import { hostsOf } from '../../bundle/traffic/named-hosts';
import { apiGroup, identity, type Manifest, named, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** The Secret and the Service of a PostgreSQL Cluster fit its owner: https://cloudnative-pg.io/documentation/current/ */
export const databaseOwnerLogsIn: Rule = {
  id: 'database-owner-logs-in',
  answer: 'broken',
  why: 'CloudNativePG makes the owner of the database alone: no other user logs in, and the -ro Service leads to no server that can be written to',
  example:
    'Secret shop/shop-app: data.username: expected the owner of Cluster shop/shop-pg (shop), received another name [database-owner-logs-in]',
  about: ['postgresql.cnpg.io'],
  check: (bundle) => {
    const clusters = bundle.ofKind('Cluster').filter(({ apiVersion }) => apiGroup(apiVersion) === 'postgresql.cnpg.io');
    return [...clusters.flatMap((cluster) => otherUser(bundle, cluster)), ...readOnly(bundle, clusters)];
  },
};

function otherUser(bundle: Bundle, cluster: Manifest): Finding[] {
  const start = valueAt(cluster, 'spec', 'bootstrap', 'initdb');
  const secret = bundle.secret(namespaceOf(cluster), stringAt(start, 'secret', 'name') ?? '');
  const owner = stringAt(start, 'owner') ?? stringAt(start, 'database') ?? 'app';
  return (secret?.values ?? [])
    .filter(({ key, value }) => key === 'username' && value !== undefined && value !== owner && !value.includes('{{'))
    .map(({ field }) => ({
      object: secret?.maker ?? cluster,
      field,
      expected: `the owner of ${identity(cluster)} (${owner})`,
      received: 'another name',
    }));
}

/** The first client of the read-only Service of a new database, if no client names the Service of the primary. */
function readOnly(bundle: Bundle, clusters: readonly Manifest[]): Finding[] {
  const started = clusters.filter((cluster) => valueAt(cluster, 'spec', 'bootstrap', 'initdb') !== undefined);
  if (started.length === 0) return [];
  const clients = texts(bundle).flatMap((text) => hostsOf(text).map(({ name }) => ({ text, labels: name.split('.') })));
  return started.flatMap((cluster): Finding[] => {
    const { name } = cluster.metadata;
    const of = (suffix: string) =>
      clients.filter(
        ({ text, labels: [host, place = text.namespace] }) =>
          host === `${name}${suffix}` && place === namespaceOf(cluster),
      );
    const [client] = of('-ro').filter(({ text }) => !/READ|REPLICA|_RO_|SLAVE|REPORT/i.test(text.key ?? ''));
    const poolers = bundle.ofKind('Pooler').filter((pooler) => stringAt(pooler, 'spec', 'cluster', 'name') === name);
    if (client === undefined || of('-rw').length > 0 || of('-r').length > 0 || poolers.length > 0) return [];
    const expected = `${named('Service', namespaceOf(cluster), `${name}-rw`)}, since no client names the Service of the primary`;
    return [
      { object: client.text.object, field: client.text.field, expected, received: `"${name}-ro"`, answer: 'risk' },
    ];
  });
}
