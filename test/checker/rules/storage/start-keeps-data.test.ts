import { describe, expect, test } from '@jest/globals';
import { startKeepsData } from '../../../../lib/checker/rules/storage/start-keeps-data';
import { judge } from '../judge';
import { deployment } from '../pods';
import { configMap, database, object } from '../workloads';

describe('start-keeps-data', () => {
  const URL = '{ name: SPRING_DATASOURCE_URL, value: "jdbc:postgresql://db/shop" }';
  const env = (name: string, value: string, more = URL) =>
    deployment(`{ name: api, env: [{ name: ${name}, value: "${value}" }, ${more}] }`);
  const ddl = (value: string, more = URL) => env('SPRING_JPA_HIBERNATE_DDL_AUTO', value, more);
  const db = (pod: string) => pod + object('Service', 'db', 'selector: { app: db }, ports: [{ port: 5432 }]');
  const labelled = (yaml: string) => yaml.replace('template: {', 'template: { metadata: { labels: { app: db } },');

  test('finds tables that are made anew', () => {
    expect(judge(startKeepsData, ddl('create'))).toEqual([startKeepsData.example]);
    expect(judge(startKeepsData, ddl('create') + db(labelled(database('image: "postgres:16"'))))).toHaveLength(1);
  });

  test.each([
    ['create-drop', ddl('create-drop')],
    ['Quarkus', env('QUARKUS_HIBERNATE_ORM_DATABASE_GENERATION', 'drop-and-create')],
    ['Liquibase', env('SPRING_LIQUIBASE_DROP_FIRST', 'true')],
    ['Laravel', deployment('{ name: api, command: [sh, -c, "php artisan migrate:fresh --force && php-fpm"] }')],
    ['Prisma', deployment('{ name: api, args: [npx, prisma, db, push, --accept-data-loss] }')],
    ['Rails', deployment('{ name: api, command: [bundle, exec, rails, "db:reset"] }')],
  ])('finds the words of %s', (_, yaml) => {
    expect(judge(startKeepsData, yaml)).toHaveLength(1);
  });

  test('finds a line of a mounted file, and leaves the file of another profile alone', () => {
    const pod = (file: string) =>
      deployment(
        `{ name: api, env: [${URL}], volumeMounts: [{ name: conf, mountPath: /config }] }`,
        'volumes: [{ name: conf, configMap: { name: conf } }]',
      ) + configMap('conf', `${file}: "spring.jpa.hibernate.ddl-auto=create"`);
    expect(judge(startKeepsData, pod('application.properties'))).toHaveLength(1);
    expect(judge(startKeepsData, pod('application-dev.properties'))).toEqual([]);
  });

  test.each([
    ['tables that stay', ddl('validate')],
    ['another setting', env('TABLES', 'create')],
    ['a database in memory', ddl('create', '{ name: SPRING_DATASOURCE_URL, value: "jdbc:h2:mem:shop" }')],
    ['no database', ddl('create', '{ name: A, value: b }')],
    [
      'a database without a claim',
      ddl('create') + db(labelled(database('image: "postgres:16"').replace('volumeClaimTemplates', 'others'))),
    ],
    ['a Job', deployment('{ name: api, args: [prisma, migrate, reset] }').replace('kind: Deployment', 'kind: Job')],
    ['a namespace for tests', ddl('create').replace('name: api }', 'name: api, namespace: shop-test }')],
    ['a profile for developers', ddl('create', `${URL}, { name: SPRING_PROFILES_ACTIVE, value: dev }`)],
    ['a migration', deployment('{ name: api, command: [npx, prisma, migrate, deploy] }')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(startKeepsData, yaml)).toEqual([]);
  });
});
