import type { Bundle, Container } from '../../bundle/bundle';
import { type Setting, settings } from '../../bundle/containers/settings';
import { entryOf } from '../../manifest/entry-of';
import { isTypo } from '../../problem';
import type { Finding, Rule } from '../../rule';

/** Schemes of servers. */
const SCHEMES = [
  ...['amqp', 'amqps', 'http', 'https', 'ldap', 'ldaps', 'mongodb', 'mysql', 'mariadb', 'nats', 'postgres'],
  ...['postgresql', 'redis', 'rediss', 'clickhouse', 'kafka', 'mqtt', 'sqlserver', 'jdbc', 'r2dbc', 'smtp', 'smtps'],
];
/** Other schemes, near to a known scheme by chance. */
const OTHERS = new Set([...SCHEMES, 'mqtts', 'natss', 'mysqli', 'mysqlx', 'mssql', 'ldapi', 'httpu', 'sftp']);

/** Names of databases in a URL of JDBC, each as its driver says: https://docs.oracle.com/javase/tutorial/jdbc/basics/connecting.html */
const DRIVERS: Readonly<Record<string, string>> = {
  postgres: 'postgresql',
  pgsql: 'postgresql',
  postgresq: 'postgresql',
  postgressql: 'postgresql',
  mssql: 'sqlserver',
  mysql2: 'mysql',
  mysqldb: 'mysql',
  maria: 'mariadb',
  h2db: 'h2',
};

/**
 * Settings that programs of Java hand to JDBC. Source: the pages of Spring Boot, Keycloak, SonarQube, Flyway, Liquibase
 * and Quarkus, and https://docs.oracle.com/en/java/javase/21/docs/api/java.sql/java/sql/DriverManager.html
 */
const OF_JDBC =
  /^((spring[._]datasource|(spring[._])?(flyway|liquibase))([._]hikari)?[._](jdbc[-_]?)?url|quarkus[._]datasource[._](\w+[._])?jdbc[._]url|kc[._]db[._]url|sonar[._]jdbc[._]url)$/i;
/** An encrypted value, and a text that a program, a shell or a template fills in. */
const FILLED_IN = /^ENC\(|\$[({\w]|\{\{|^<.*>$|%\(/;

/** A URL begins with a scheme that its driver knows. */
export const urlSchemes: Rule = {
  id: 'url-schemes',
  answer: 'broken',
  why: 'a driver refuses a URL of another scheme: the program exits at its start',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[JDBC_URL].value: expected a URL that begins with jdbc:postgresql:, received one with jdbc:postgres: [url-schemes]',
  about: ['://', 'jdbc', 'datasource', 'flyway', 'liquibase', 'kc'],
  check: (bundle) => {
    // The key of a ConfigMap is read by several containers.
    const found = bundle.containers.flatMap((container) => mistaken(bundle, container));
    return [...new Map(found.map((each) => [`${each.object.metadata.name} ${each.field}`, each])).values()];
  },
};

function mistaken(bundle: Bundle, container: Container): Finding[] {
  return settings(bundle, container).flatMap((setting): Finding[] => {
    const { value, object, field } = setting;
    if (value.length > 2048) return [];
    const [expected, received] = schemeOf(setting) ?? [];
    if (expected === undefined) return [];
    return [{ object, field, expected: `a URL that begins with ${expected}`, received: `one ${received}` }];
  });
}

function schemeOf({ name, value }: Setting): readonly [expected: string, received: string] | undefined {
  const [, driver = ''] = /^jdbc:([a-z\d]+):/i.exec(value) ?? [];
  if (Object.hasOwn(DRIVERS, driver)) return [`jdbc:${DRIVERS[driver]}:`, `with jdbc:${driver}:`];
  const [, scheme = '', dialect = ''] = /^([a-z][a-z\d]*)(\+[\w.-]+)?:\/\//i.exec(value) ?? [];
  const lower = scheme.toLowerCase();
  if (OF_JDBC.test(name) && value.trim() !== '' && !/^jdbc:/.test(value) && !FILLED_IN.test(value)) {
    const isKnown = /^(postgres(ql)?|mysql|mariadb|sqlserver)$/.test(lower);
    const right = isKnown ? `jdbc:${entryOf(DRIVERS, lower) ?? lower}:` : 'jdbc: and the name of a driver';
    return [right, scheme === '' ? 'without' : `with ${scheme}:`];
  }
  // https://docs.sqlalchemy.org/en/20/core/engines.html: the dialect has no other name since 1.4.
  if (lower === 'postgres' && /^\+(psycopg|psycopg2|asyncpg|pg8000)$/.test(dialect)) {
    return [`postgresql${dialect}:`, `with postgres${dialect}:`];
  }
  const near = OTHERS.has(lower) || lower === '' ? undefined : SCHEMES.find((known) => isTypo(lower, known));
  return near === undefined ? undefined : [`${near}${dialect}:`, `with ${scheme}${dialect}:`];
}
