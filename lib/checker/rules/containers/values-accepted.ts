import type { Bundle, Container } from '../../bundle/bundle';
import { imageName } from '../../bundle/image-users';
import { mostReplicas } from '../../bundle/members';
import { settings } from '../../bundle/settings';
import type { Finding, Rule } from '../../rule';

/** A setting of a program, and the values that the program accepts. */
interface Demand {
  readonly image: RegExp;
  readonly name: RegExp;
  readonly accepts: (value: string) => boolean;
  readonly expected: string;
  /** The received value in words: a value may be a secret. */
  readonly received: (value: string) => string;
}

const characters = (value: string): string => `${value.length} characters`;
const longer = (least: number) => (value: string) => value.trim().length >= least;
const atLeast = (least: number) => ({
  accepts: longer(least),
  expected: `at least ${least} characters`,
  received: characters,
});
const noRoot = {
  accepts: (value: string) => value !== 'root',
  expected: 'another user than root, which the image makes itself',
  received: () => 'root',
};
const bytes = (text: string): number => Buffer.from(text.replaceAll('-', '+').replaceAll('_', '/'), 'base64').length;

const DEMANDS: readonly Demand[] = [
  // https://hub.docker.com/_/mysql, https://hub.docker.com/_/mariadb
  { image: /^(mysql|mariadb|percona)$/, name: /^(MYSQL|MARIADB)_USER$/, ...noRoot },
  // https://min.io/docs/minio/linux/reference/minio-server/settings/root-credentials.html
  { image: /(^|\/)minio$/, name: /^MINIO_ROOT_USER$/, ...atLeast(3) },
  { image: /(^|\/)minio$/, name: /^MINIO_ROOT_PASSWORD$/, ...atLeast(8) },
  // https://learn.microsoft.com/sql/relational-databases/security/password-policy
  { image: /^mssql\/server$/, name: /^(MSSQL_)?SA_PASSWORD$/, ...atLeast(8) },
  // https://learn.microsoft.com/sql/linux/sql-server-linux-configure-environment-variables
  {
    image: /^mssql\/server$/,
    name: /^ACCEPT_EULA$/,
    accepts: (value) => /^(y|yes|1|accept)$/i.test(value),
    expected: '"Y"',
    received: () => 'another value',
  },
  // https://www.meilisearch.com/docs/learn/self_hosted/configure_meilisearch_at_launch#master-key
  { image: /(^|\/)meilisearch$/, name: /^MEILI_MASTER_KEY$/, ...atLeast(16) },
  // https://www.metabase.com/docs/latest/databases/encrypting-details-at-rest
  { image: /(^|\/)metabase$/, name: /^MB_ENCRYPTION_SECRET_KEY$/, ...atLeast(16) },
  // https://github.com/plausible/community-edition/wiki/configuration: the cookies of Phoenix take a key of 64 bytes
  { image: /(^|\/)plausible(\/community-edition|\/analytics)?$/, name: /^SECRET_KEY_BASE$/, ...atLeast(64) },
  // https://docs.getoutline.com/s/hosting/doc/docker-7pfeLP5a8t
  {
    image: /(^|\/)outline$/,
    name: /^SECRET_KEY$/,
    accepts: (value) => /^[0-9a-f]{64}$/i.test(value),
    expected: '64 hexadecimal digits',
    received: characters,
  },
  // https://laravel.com/docs/encryption#configuration
  {
    image: /./,
    name: /^APP_KEY$/,
    accepts: (value) => !value.startsWith('base64:') || [16, 32].includes(bytes(value.slice('base64:'.length))),
    expected: 'base64: and 32 bytes, as php artisan key:generate writes the key',
    received: (value) => `${bytes(value.slice('base64:'.length))} bytes`,
  },
  // https://kafka.apache.org/documentation/#kraft_storage: 16 bytes in the base64 of URLs
  {
    image: /(^|\/)(kafka|cp-kafka)$/,
    name: /^(KAFKA_KRAFT_)?CLUSTER_ID$/,
    accepts: (value) => /^[\w-]{22}$/.test(value),
    expected: '22 characters, as kafka-storage.sh random-uuid writes them',
    received: characters,
  },
];

/** A program gets values that it accepts. */
export const valuesAccepted: Rule = {
  id: 'values-accepted',
  answer: 'broken',
  why: 'a program looks at some of its settings before it starts, and exits at a value that is too short or of another form',
  example:
    'StatefulSet default/minio: spec.template.spec.containers[minio].env[MINIO_ROOT_PASSWORD].value: expected at least 8 characters, received 5 characters [values-accepted]',
  check: (bundle) =>
    bundle.containers
      .filter(({ init }) => !init)
      .flatMap((container) => [...refused(bundle, container), ...alone(bundle, container)]),
};

function refused(bundle: Bundle, container: Container): Finding[] {
  const image = imageName(container);
  const demands = DEMANDS.filter((each) => each.image.test(image));
  return settings(bundle, container).flatMap(({ name, value, object, field }): Finding[] => {
    // A reference, a placeholder and the value of another source are no value yet.
    if (value === '' || /\$|\{\{|<.*>|^(change|replace)/i.test(value) || !/\.env/.test(field)) return [];
    const demand = demands.find((each) => each.name.test(name) && !each.accepts(value));
    return demand ? [{ object, field, expected: demand.expected, received: demand.received(value) }] : [];
  });
}

/** https://www.elastic.co/docs/deploy-manage/deploy/self-managed/bootstrap-checks#single-node-discovery */
function alone(bundle: Bundle, container: Container): Finding[] {
  const replicas = mostReplicas(bundle, container.template);
  if (!/(^|\/)(elasticsearch|opensearch)$/.test(imageName(container)) || replicas < 2) return [];
  return settings(bundle, container)
    .filter(({ name, value }) => name === 'discovery.type' && value === 'single-node')
    .map(({ object, field }) => {
      const expected = `discovery.seed_hosts with the ${replicas} pods: each of them is a cluster of its own`;
      return { object, field, expected, received: 'single-node', answer: 'risk' as const };
    });
}
