import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine, commands, program } from '../../bundle/command-line';
import { ownVariables, takenVariables } from '../../bundle/container-environment';
import { imageName } from '../../bundle/image-users';
import { namesAreKnown } from '../../bundle/known-variables';
import { mounts } from '../../bundle/pod-volumes';
import { listAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

interface Demand {
  /** The whole name of the image. */
  readonly image: RegExp;
  /** The programs that the image may be told to start. @default - an image that is told to start nothing */
  readonly programs?: RegExp;
  /** One of the variables is enough. The first is the one to set. */
  readonly oneOf: readonly string[];
  /** The variable with which the image makes the demand. @default - the image makes the demand always */
  readonly when?: readonly [name: string, value: RegExp];
}

const MYSQL = ['ROOT_PASSWORD', 'ALLOW_EMPTY_PASSWORD', 'RANDOM_ROOT_PASSWORD'];

/** Variables without which an image exits at its first start. */
const DEMANDS: readonly Demand[] = [
  // https://hub.docker.com/_/postgres
  {
    image: /^(postgres|postgis\/postgis|timescale\/timescaledb|pgvector\/pgvector)$/,
    programs: /^(postgres|docker-entrypoint\.sh)$/,
    oneOf: ['POSTGRES_PASSWORD', 'POSTGRES_HOST_AUTH_METHOD'],
  },
  // https://hub.docker.com/_/mysql, https://hub.docker.com/_/percona
  {
    image: /^(mysql|percona)$/,
    programs: /^(mysqld|docker-entrypoint\.sh)$/,
    oneOf: MYSQL.map((end) => `MYSQL_${end}`),
  },
  // https://hub.docker.com/_/mariadb
  {
    image: /^mariadb$/,
    programs: /^(mariadbd|mysqld|docker-entrypoint\.sh)$/,
    oneOf: [
      ...['MARIADB_', 'MYSQL_'].flatMap((start) => MYSQL.map((end) => start + end)),
      'MARIADB_ROOT_PASSWORD_HASH',
    ],
  },
  // https://hub.docker.com/_/mongo: one without the other
  { image: /^mongo$/, oneOf: ['MONGO_INITDB_ROOT_PASSWORD'], when: ['MONGO_INITDB_ROOT_USERNAME', /./] },
  { image: /^mongo$/, oneOf: ['MONGO_INITDB_ROOT_USERNAME'], when: ['MONGO_INITDB_ROOT_PASSWORD', /./] },
  // https://hub.docker.com/r/microsoft/mssql-server
  { image: /^mssql\/server$/, oneOf: ['ACCEPT_EULA'] },
  { image: /^mssql\/server$/, oneOf: ['MSSQL_SA_PASSWORD', 'SA_PASSWORD'] },
  // https://www.pgadmin.org/docs/pgadmin4/latest/container_deployment.html
  { image: /^dpage\/pgadmin4$/, oneOf: ['PGADMIN_DEFAULT_EMAIL'] },
  { image: /^dpage\/pgadmin4$/, oneOf: ['PGADMIN_DEFAULT_PASSWORD'] },
  // https://hub.docker.com/_/influxdb
  ...['USERNAME', 'PASSWORD', 'ORG', 'BUCKET'].map((name) => ({
    image: /^influxdb$/,
    oneOf: [`DOCKER_INFLUXDB_INIT_${name}`],
    when: ['DOCKER_INFLUXDB_INIT_MODE', /^setup$/] as const,
  })),
  // https://docs.confluent.io/platform/current/installation/docker/config-reference.html
  { image: /^confluentinc\/cp-kafka$/, oneOf: ['KAFKA_ADVERTISED_LISTENERS', 'KAFKA_PROCESS_ROLES'] },
  { image: /^confluentinc\/cp-zookeeper$/, oneOf: ['ZOOKEEPER_CLIENT_PORT', 'ZOOKEEPER_SECURE_CLIENT_PORT'] },
  { image: /^confluentinc\/cp-schema-registry$/, oneOf: ['SCHEMA_REGISTRY_HOST_NAME'] },
  // https://github.com/prometheus-community/postgres_exporter#environment-variables
  {
    image: /^prometheuscommunity\/postgres-exporter$/,
    oneOf: ['DATA_SOURCE_NAME', 'DATA_SOURCE_URI', 'PG_EXPORTER_DATA_SOURCE_NAME'],
  },
];

/** An image gets the variables without which it exits. */
export const settingsGiven: Rule = {
  id: 'settings-given',
  answer: 'broken',
  why: 'an image of a database refuses to start for the first time without the password that it is to set: CrashLoopBackOff',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].env: expected POSTGRES_PASSWORD, without which postgres does not start, received "POSTGRES_PASS" [settings-given]',
  check: (bundle) =>
    bundle.containers.flatMap((container) => {
      const demands = container.init ? [] : DEMANDS.filter(({ image }) => image.test(imageName(container)));
      return demands.length === 0 ? [] : missing(bundle, container, demands);
    }),
};

function missing(bundle: Bundle, container: Container, demands: readonly Demand[]): Finding[] {
  const variables = [...takenVariables(bundle, container), ...ownVariables(bundle, container)];
  const names = new Set(variables.map(({ name }) => name));
  if (!namesAreKnown(bundle, container)) return [];
  return demands.flatMap(({ programs, oneOf, when }): Finding[] => {
    const isGiven = oneOf.some((name) => names.has(name) || names.has(`${name}_FILE`) || names.has(`${name}__FILE`));
    const isDue =
      when === undefined || variables.some(({ name, value }) => name === when[0] && when[1].test(value ?? ''));
    if (isGiven || !isDue || !starts(container, programs) || hasFiles(container)) return [];
    const [wanted = ''] = oneOf;
    const near = nearest(wanted, names);
    const expected = `${wanted}, without which ${imageName(container)} does not start`;
    const received = near === undefined ? 'nothing' : quoted(near);
    return [{ object: container.template.owner, field: `${container.path}.env`, expected, received }];
  });
}

/** True if the image starts its own program. */
function starts(container: Container, programs: RegExp | undefined): boolean {
  const { spec } = container;
  const line = commandLine(container);
  if (line.length === 0 || (listAt(spec, 'command').length === 0 && line[0]?.startsWith('-'))) return true;
  const [first = [], ...others] = commands(line);
  return (
    programs !== undefined &&
    others.length === 0 &&
    programs.test(program(first)) &&
    listAt(spec, 'command').length === 0
  );
}

/** A disk with data of an earlier server, or a file over the script that asks, is for somebody who knows. */
const hasFiles = (container: Container): boolean =>
  mounts(container).some(({ mountPath }) => /entrypoint\.sh$|^\/usr\/local\/bin/.test(mountPath));
