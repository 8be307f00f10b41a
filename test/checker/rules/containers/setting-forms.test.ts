import { describe, expect, test } from '@jest/globals';
import { settingForms } from '../../../../lib/checker/rules/containers/setting-forms';
import { judge } from '../judge';
import { configMap, deployment, object } from '../workloads';

describe('setting-forms', () => {
  const env = (name: string, value: string, image = 'app', more = '') =>
    judge(
      settingForms,
      deployment(`{ name: api, image: "${image}", env: [{ name: ${name}, value: "${value}" } ${more}] }`),
    );

  test('finds a size in a unit that the program does not know', () => {
    expect(env('GOMEMLIMIT', '512Mi')).toEqual([settingForms.example]);
    expect(env('GOMEMLIMIT', '512MiB')).toEqual([]);
    expect(env('JAVA_TOOL_OPTIONS', '-Xms1g -Xmx2GB')[0]).toContain('received "-Xmx2GB"');
    expect(env('JAVA_TOOL_OPTIONS', '-Xms1g -Xmx2g')).toEqual([]);
  });

  test('finds a size in a file', () => {
    const php = (size: string) =>
      judge(
        settingForms,
        configMap('php', `uploads.ini: "upload_max_filesize = ${size}"`) +
          deployment(
            '{ name: api, image: "wordpress:6", volumeMounts: [{ name: php, mountPath: /usr/local/etc/php/conf.d/u.ini, subPath: uploads.ini }] }',
          ).replace('}] } } }', '}], volumes: [{ name: php, configMap: { name: php } }] } } }'),
      );
    expect(php('64MB')).toHaveLength(1);
    expect(php('64M')).toEqual([]);
  });

  test('finds a word that is none of the words of the program', () => {
    expect(env('GITEA__database__DB_TYPE', 'postgresql')).toHaveLength(1);
    expect(env('GITEA__database__DB_TYPE', 'postgres')).toEqual([]);
    expect(env('DB_TYPE', 'postgres', 'n8nio/n8n:1')).toHaveLength(1);
    expect(env('DB_TYPE', 'postgres')).toEqual([]);
  });

  test('finds an address of another form, and does not print its password', () => {
    expect(env('DATABASE_URL', 'postgres://u:geheim@db/app?sslmode=true').join()).toContain('received another value');
    expect(env('DATABASE_URL', '$(URL)?sslmode=true')).toEqual([]);
    expect(env('DATABASE_URL', 'postgres://db/app?sslmode=require&x=1')).toEqual([]);
  });

  test('finds a port in a host beside a setting with the port', () => {
    const host = (value: string) =>
      judge(
        settingForms,
        deployment(
          `{ name: api, image: app, env: [{ name: CACHE_HOST, value: "${value}" }, { name: CACHE_PORT, value: "6379" }] }`,
        ) + object('Service', 'redis', 'ports: [{ port: 6379 }]'),
      );
    expect(host('redis:6379')).toHaveLength(1);
    expect(host('redis')).toEqual([]);
  });

  test('finds a key of another length', () => {
    expect(env('MINIO_ROOT_PASSWORD', 'short', 'minio/minio:1')).toHaveLength(1);
    expect(env('MINIO_ROOT_PASSWORD', 'long-enough', 'minio/minio:1')).toEqual([]);
    const key = `${'a'.repeat(43)}=`;
    expect(env('APP_KEY', key, 'app', ', { name: DB_CONNECTION, value: pgsql }')).toHaveLength(1);
    expect(env('APP_KEY', `base64:${key}`, 'app', ', { name: DB_CONNECTION, value: pgsql }')).toEqual([]);
    expect(env('APP_KEY', key)).toEqual([]);
  });

  test.each([
    ['acme/api:1', 'CORS_ALLOWED_ORIGINS', 'https://a.test,https://b.test/', 'https://a.test, https://b.test:8443'],
    ['acme/api:1', 'CORS_ORIGIN', 'https://a.test/app', '*'],
    ['acme/api:1', 'OTEL_TRACES_SAMPLER_ARG', '10', '0.25'],
    ['mysql:8', 'MYSQL_USER', 'root', 'app'],
    ['mcr.microsoft.com/mssql/server:2022', 'ACCEPT_EULA', 'no', 'Y'],
    ['getmeili/meilisearch:v1', 'MEILI_MASTER_KEY', 'short', 'a-key-of-16-bytes'],
    ['acme/shop:1', 'APP_KEY', 'base64:c2hvcnQ=', 'base64:MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWY='],
    ['apache/kafka:3', 'CLUSTER_ID', 'my-cluster', 'MkU3OEVBNTcwNTJENDM2Qk'],
  ])('of %s, %s is not %s but %s', (image, name, wrong, right) => {
    expect(env(name, wrong, image)).toHaveLength(1);
    expect(env(name, right, image)).toEqual([]);
  });

  test('asks an image of a program, and no image of a like name', () => {
    expect(env('MINIO_ROOT_PASSWORD', 'short', 'acme/minio-client:1')).toEqual([]);
    expect(env('MINIO_ROOT_PASSWORD', '$(PW)', 'minio/minio:1')).toEqual([]);
  });

  test('finds an address without a scheme, and one with a scheme too many', () => {
    expect(env('CSRF_TRUSTED_ORIGINS', 'shop.example.com')).toHaveLength(1);
    expect(env('CSRF_TRUSTED_ORIGINS', 'https://shop.example.com,https://www.example.com')).toEqual([]);
    expect(env('ALLOWED_HOSTS', 'https://shop.example.com')).toHaveLength(1);
    expect(env('ALLOWED_HOSTS', 'shop.example.com,.svc')).toEqual([]);
    expect(env('MONGODB_URI', 'mongodb+srv://db:27017/shop')).toHaveLength(1);
    expect(env('MONGODB_URI', 'mongodb://a:27017,b:27017/shop')).toEqual([]);
  });

  test('finds an address without the scheme that its reader needs', () => {
    expect(env('LD_CSRF_TRUSTED_ORIGINS', 'links.example.org')).toHaveLength(1);
    expect(env('LD_CSRF_TRUSTED_ORIGINS', 'https://links.example.org')).toEqual([]);
    expect(env('PAPERLESS_REDIS', 'redis:6379')).toHaveLength(1);
    expect(env('CELERY_BROKER_URL', 'redis:6379/0')).toHaveLength(1);
    expect(env('CELERY_BROKER_URL', 'redis://redis:6379/0')).toEqual([]);
    expect(env('CELERY_RESULT_BACKEND', 'django-db')).toEqual([]);
    expect(env('DATABASE_URL', 'app:pw@db:5432/shop')).toHaveLength(1);
    expect(env('DATABASE_URL', 'app:pw@tcp(db:3306)/shop')).toEqual([]);
  });

  test('finds a folder of Spring without a slash at its end', () => {
    expect(env('SPRING_CONFIG_ADDITIONAL_LOCATION', 'file:/config')).toHaveLength(1);
    expect(env('SPRING_CONFIG_ADDITIONAL_LOCATION', 'file:/config/')).toEqual([]);
    expect(env('SPRING_CONFIG_LOCATION', 'classpath:/,optional:file:/config/app.yml')).toEqual([]);
    expect(env('SPRING_CONFIG_ADDITIONAL_LOCATION', 'optional:configtree:/etc/config/')).toEqual([]);
  });

  test('finds an answer of a provider that oauth2-proxy does not take', () => {
    const proxy = (url: string) => env('OAUTH2_PROXY_REDIRECT_URL', url, 'quay.io/oauth2-proxy/oauth2-proxy:v7');
    expect(proxy('https://wiki.example.com/callback')).toHaveLength(1);
    expect(proxy('https://wiki.example.com/oauth2/callback')).toEqual([]);
    expect(proxy('https://wiki.example.com')).toEqual([]);
  });
});
