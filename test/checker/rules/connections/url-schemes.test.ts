import { describe, expect, test } from '@jest/globals';
import { urlSchemes } from '../../../../lib/checker/rules/connections/url-schemes';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('url-schemes', () => {
  const told = (name: string, value: string) =>
    judge(urlSchemes, deployment(`{ name: api, env: [{ name: ${name}, value: "${value}" }] }`));

  test('finds a scheme that no driver has', () => {
    expect(told('JDBC_URL', 'jdbc:postgres://db:5432/shop')).toEqual([urlSchemes.example]);
    expect(told('SPRING_DATASOURCE_URL', 'postgresql://db:5432/shop')[0]).toContain('begins with jdbc:postgresql:');
    expect(told('DATABASE_URL', 'postgres+asyncpg://db/shop')[0]).toContain('begins with postgresql+asyncpg:');
    expect(told('MONGO_URL', 'mongdb://db/shop')[0]).toContain('begins with mongodb:');
    expect(told('API_URL', 'htpps://api.example.com')).toHaveLength(1);
  });

  test('a setting of JDBC has the name of a driver', () => {
    expect(told('KC_DB_URL', 'db:5432/shop')).toHaveLength(1);
    expect(told('SPRING_DATASOURCE_URL', 'postgresql://u:geheim@db/shop').join()).not.toContain('geheim');
    expect(told('KC_DB_URL', 'jdbc:postgresql://db:5432/shop')).toEqual([]);
    expect(told('SPRING_DATASOURCE_URL', '$(URL)')).toEqual([]);
  });

  test.each([
    'jdbc:postgresql://db/shop',
    'jdbc:aws-wrapper:mysql://db/shop',
    'postgres://db/shop',
    'postgresql+psycopg://db/shop',
    'myapp://callback',
    'mongodb+srv://db.example.com',
    'mqtts://broker:8883',
  ])('accepts %s', (url) => {
    expect(told('DATABASE_URL', url)).toEqual([]);
  });

  test.each([
    ['ampq', 'amqp'],
    ['ampqs', 'amqps'],
    ['htpp', 'http'],
    ['htpps', 'https'],
    ['ladp', 'ldap'],
    ['ladps', 'ldaps'],
    ['mysq', 'mysql'],
    ['marriadb', 'mariadb'],
    ['nast', 'nats'],
    ['postgre', 'postgres'],
    ['postgressql', 'postgresql'],
    ['rediis', 'redis'],
    ['reddiss', 'rediss'],
    ['clikhouse', 'clickhouse'],
    ['kafak', 'kafka'],
    ['mqt', 'mqtt'],
    ['sqlservr', 'sqlserver'],
    ['jbdc', 'jdbc'],
    ['r2bdc', 'r2dbc'],
    ['smpt', 'smtp'],
    ['smtpss', 'smtps'],
  ])('%s is meant for %s', (scheme, meant) => {
    expect(told('SERVER', `${scheme}://server/a`)[0]).toContain(
      `expected a URL that begins with ${meant}:, received one with ${scheme}:`,
    );
    expect(told('SERVER', `${meant}://server/a`)).toEqual([]);
  });

  test.each(['mqtts', 'natss', 'mysqli', 'mysqlx', 'mssql', 'ldapi', 'httpu', 'sftp'])(
    '%s is a scheme of its own',
    (own) => {
      expect(told('SERVER', `${own}://server/a`)).toEqual([]);
    },
  );

  test.each([
    ['pgsql', 'postgresql'],
    ['postgresq', 'postgresql'],
    ['postgressql', 'postgresql'],
    ['mssql', 'sqlserver'],
    ['mysql2', 'mysql'],
    ['mysqldb', 'mysql'],
    ['maria', 'mariadb'],
    ['h2db', 'h2'],
  ])('the driver of jdbc:%s is %s', (driver, meant) => {
    expect(told('JDBC_URL', `jdbc:${driver}://db/shop`)[0]).toContain(`begins with jdbc:${meant}:, received one with`);
  });

  test('says what a setting of JDBC begins with', () => {
    expect(told('KC_DB_URL', 'db:5432/shop')[0]).toContain(
      'begins with jdbc: and the name of a driver, received one without',
    );
    expect(told('KC_DB_URL', 'mysql://db/shop')[0]).toContain('begins with jdbc:mysql:, received one with mysql:');
  });
});
