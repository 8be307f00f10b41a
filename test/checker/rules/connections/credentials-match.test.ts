import { describe, expect, test } from '@jest/globals';
import { credentialsMatch } from '../../../../lib/checker/rules/connections/credentials-match';
import { judge } from '../judge';
import { configMap, deployment, object } from '../workloads';

describe('credentials-match', () => {
  const server = (name: string, container: string) =>
    `${object('StatefulSet', name, `template: { metadata: { labels: { app: ${name} } }, spec: { containers: [{ name: db, ${container} }] } }`)}
${object('Service', name, `selector: { app: ${name} }, ports: [{ port: 1 }]`)}`;
  const values = (entries: Readonly<Record<string, string>>) =>
    Object.entries(entries)
      .map(([name, value]) => `{ name: ${name}, value: "${value}" }`)
      .join(', ');
  const secret = (url: string) => `
---
apiVersion: v1
kind: Secret
metadata: { name: api }
stringData: { MONGO_URL: "${url}" }
`;
  const client = (entries: Readonly<Record<string, string>>) => deployment(`{ name: api, env: [${values(entries)}] }`);
  const said = (yaml: string) => judge(credentialsMatch, yaml);

  const mongo = server(
    'mongo',
    `image: mongo, env: [${values({ MONGO_INITDB_ROOT_USERNAME: 'app', MONGO_INITDB_ROOT_PASSWORD: 'p@ss' })}]`,
  );

  test('finds a password in a URL that is not the password of the server', () => {
    expect(said(secret('mongodb://app:pass@mongo:27017/shop?authSource=admin') + mongo)).toEqual([
      credentialsMatch.example,
    ]);
    expect(said(secret('mongodb://app:p%40ss@mongo:27017/shop?authSource=admin') + mongo)).toEqual([]);
    expect(said(secret('mongodb://other:pass@mongo:27017/shop?authSource=admin') + mongo)).toEqual([]);
    expect(said(secret('mongodb://app:pass@db.example.com/shop?authSource=admin') + mongo)).toEqual([]);
  });

  test('finds a database in which MongoDB does not keep its first user', () => {
    expect(said(secret('mongodb://app:p%40ss@mongo:27017/shop?authSource=shop') + mongo)).toHaveLength(1);
    expect(said(secret('mongodb://app:p%40ss@mongo:27017/shop') + mongo)).toHaveLength(1);
    expect(said(secret('mongodb://app:p%40ss@mongo:27017/') + mongo)).toEqual([]);
    const script = configMap('init', 'init.sh: "db.createUser({}); CREATE USER app"');
    expect(said(secret('mongodb://app:p%40ss@mongo:27017/shop') + mongo + script)).toEqual([]);
  });

  const mysql = server(
    'db',
    `image: "mysql:8", env: [${values({ MYSQL_USER: 'wp', MYSQL_PASSWORD: 'one', MYSQL_DATABASE: 'blog', MYSQL_ROOT_PASSWORD: 'two' })}]`,
  );
  const wordpress = (more: Readonly<Record<string, string>>) =>
    said(
      client({
        WORDPRESS_DB_HOST: 'db:3306',
        WORDPRESS_DB_USER: 'wp',
        WORDPRESS_DB_PASSWORD: 'one',
        WORDPRESS_DB_NAME: 'blog',
        ...more,
      }) + mysql,
    );

  test('finds variables of one prefix that are not those of the server', () => {
    expect(wordpress({})).toEqual([]);
    expect(wordpress({ WORDPRESS_DB_PASSWORD: 'three' })).toHaveLength(1);
    expect(wordpress({ WORDPRESS_DB_NAME: 'wordpress' })).toHaveLength(1);
    expect(wordpress({ WORDPRESS_DB_USER: 'wordpress' })).toHaveLength(1);
    expect(wordpress({ WORDPRESS_DB_USER: 'root', WORDPRESS_DB_PASSWORD: 'two', WORDPRESS_DB_NAME: 'other' })).toEqual(
      [],
    );
  });

  test('finds the password of Redis in the options of the server', () => {
    const redis = server('redis', `image: redis, args: [--requirepass, $(PW)], env: [${values({ PW: 'one' })}]`);
    expect(said(client({ REDIS_ADDR: 'redis:6379', REDIS_PASSWORD: 'two' }) + redis)).toHaveLength(1);
    expect(said(client({ REDIS_ADDR: 'redis:6379', REDIS_PASSWORD: 'one' }) + redis)).toEqual([]);
    expect(said(client({ REDIS_URL: 'redis://:two@redis:6379/0' }) + redis)).toHaveLength(1);
  });

  test('never shows a password', () => {
    expect(said(secret('mongodb://app:hunter2@mongo:27017/shop') + mongo).join()).not.toMatch(/hunter2|p@ss/);
  });

  test('finds another database than that of a user that a script makes', () => {
    const scripted = (source: string) =>
      said(
        secret(`mongodb://app:x@mongo:27017/shop?authSource=${source}`) +
          configMap(
            'init',
            `"init.js": ${JSON.stringify("db.getSiblingDB('shop').createUser({ user: 'app', pwd: 'x' })")}`,
          ) +
          server(
            'mongo',
            'image: mongo, volumeMounts: [{ name: init, mountPath: /docker-entrypoint-initdb.d }] }], volumes: [{ name: init, configMap: { name: init } ',
          ),
      );
    expect(scripted('admin')).toHaveLength(1);
    expect(scripted('shop')).toEqual([]);
  });

  test('finds a virtual host that the server does not make', () => {
    const queue = (path: string, vhost: Readonly<Record<string, string>> = { RABBITMQ_DEFAULT_VHOST: 'media' }) =>
      said(
        client({ AMQP_URL: `amqp://app:pw@queue:5672${path}` }) +
          server(
            'queue',
            `image: rabbitmq, env: [${values({ RABBITMQ_DEFAULT_USER: 'app', RABBITMQ_DEFAULT_PASS: 'pw', ...vhost })}]`,
          ),
      );
    expect(queue('/')).toHaveLength(1);
    expect(queue('/medium')).toHaveLength(1);
    expect(queue('/media')).toEqual([]);
    expect(queue('')).toEqual([]);
    expect(queue('/%2F', {})).toEqual([]);
  });

  const answer = 'received another one [credentials-match]';

  test('says whose password, user, database or virtual host is meant', () => {
    expect(wordpress({ WORDPRESS_DB_NAME: 'wordpress' })[0]).toContain(
      `expected the database that StatefulSet default/db makes at its first start, ${answer}`,
    );
    expect(wordpress({ WORDPRESS_DB_USER: 'wordpress' })[0]).toContain(
      `expected the user to whom StatefulSet default/db gives the password (MYSQL_PASSWORD), ${answer}`,
    );
    const bunny = (path: string, env: Readonly<Record<string, string>>, image = 'rabbitmq') =>
      said(
        client({ AMQP_URL: `amqp://app:pw@queue:5672${path}` }) +
          server(
            'queue',
            `image: ${image}, env: [${values({ RABBITMQ_DEFAULT_USER: 'app', RABBITMQ_DEFAULT_PASS: 'pw', ...env })}]`,
          ),
      );
    expect(bunny('/shop', {})[0]).toContain(
      `expected the virtual host that StatefulSet default/queue makes at its first start (/), ${answer}`,
    );
    expect(bunny('/shop', { RABBITMQ_DEFAULT_VHOST: 'media' })[0]).toContain('(RABBITMQ_DEFAULT_VHOST)');
    expect(bunny('/shop', { RABBITMQ_DEFAULT_USER: 'other', RABBITMQ_DEFAULT_PASS: 'x' })).toEqual([]);
  });

  test('a user with a slip is meant for the user of the server, another user may be made later', () => {
    expect(wordpress({ WORDPRESS_DB_USER: 'wpp', WORDPRESS_DB_PASSWORD: 'x' })).toEqual([]);
    expect(wordpress({ WORDPRESS_DB_USER: 'reporting', WORDPRESS_DB_PASSWORD: 'x' })).toEqual([]);
    expect(wordpress({ WORDPRESS_DB_NAME: 'information_schema' })).toEqual([]);
  });

  test('several servers behind a Service say nothing of the one that answers', () => {
    const second = mongo.replace(/name: mongo \}\nspec: \{ template/, 'name: mongo-2 }\nspec: { template');
    expect(said(secret('mongodb://app:pass@mongo:27017/shop?authSource=admin') + mongo + second)).toEqual([]);
  });

  test('a user of MongoDB may live in several databases', () => {
    const scripted = (source: string, script: string) =>
      said(
        secret(`mongodb://app:x@mongo:27017/shop?authSource=${source}`) +
          configMap('init', `"init.js": ${JSON.stringify(script)}`) +
          server(
            'mongo',
            'image: mongo, volumeMounts: [{ name: init, mountPath: /docker-entrypoint-initdb.d }] }], volumes: [{ name: init, configMap: { name: init } ',
          ),
      );
    const make = (database: string) => `db.getSiblingDB("${database}").createUser({ user: "app", pwd: "x" });`;
    const byName = "const shop = db.getSiblingDB('shop'); shop.createUser({ user: 'app' })";
    expect(scripted('admin', make('shop'))[0]).toContain(
      'expected authSource=shop, where a script makes the user, received another database',
    );
    expect(scripted('admin', make('shop') + make('admin'))).toEqual([]);
    expect(scripted('admin', byName)[0]).toContain('expected authSource=shop');
    expect(scripted('shop', byName)).toEqual([]);
    expect(scripted('admin', "db.createUser({ user: 'app' })")).toEqual([]);
    expect(scripted('admin', make('shop').replace('"app"', '"other"'))).toEqual([]);
  });
});
