import { describe, expect, test } from '@jest/globals';
import { keyFormats } from '../../../../lib/checker/rules/containers/key-formats';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('key-formats', () => {
  const env = (name: string, value = 'x', more = '', image = 'app') =>
    judge(
      keyFormats,
      deployment(`{ name: api, image: ${image}, env: [{ name: ${name}, value: "${value}" } ${more}] }`),
    );

  test('finds the words of a well-known variable in another order', () => {
    expect(env('SECRET_BASE_KEY')).toEqual([keyFormats.example]);
    expect(env('SECRET_KEY_BASE')).toEqual([]);
    expect(env('SECRET_BASE_KEY', 'x', ', { name: SECRET_KEY_BASE, value: y }')).toEqual([]);
  });

  test('finds one underscore where .NET reads two', () => {
    expect(env('ConnectionStrings_Default')).toHaveLength(1);
    expect(env('ConnectionStrings__Default')).toEqual([]);
  });

  test('finds a cookie secret of another length, and does not print the secret', () => {
    const secret = (value: string) => env('OAUTH2_PROXY_COOKIE_SECRET', value, '', 'quay.io/oauth2-proxy/oauth2-proxy');
    expect(secret('0123456789abcdef0123456789abcd')[0]).toContain('received 30 characters');
    expect(secret('0123456789abcdef0123456789abcd').join()).not.toContain('0123456789abcdef0123456789abcd');
    expect(secret('0123456789abcdef0123456789abcdef')).toEqual([]);
    expect(secret(Buffer.alloc(32).toString('base64'))).toEqual([]);
    expect(env('OAUTH2_PROXY_COOKIE_SECRET', 'short')).toEqual([]);
  });

  test.each([
    ['MASTER_KEY_RAILS', 'RAILS_MASTER_KEY'],
    ['ENV_RAILS', 'RAILS_ENV'],
    ['RAILS_STDOUT_LOG_TO', 'RAILS_LOG_TO_STDOUT'],
    ['RAILS_STATIC_FILES_SERVE', 'RAILS_SERVE_STATIC_FILES'],
    ['URL_DATABASE', 'DATABASE_URL'],
    ['SETTINGS_MODULE_DJANGO', 'DJANGO_SETTINGS_MODULE'],
    ['SECRET_KEY_DJANGO', 'DJANGO_SECRET_KEY'],
    ['SPRING_ACTIVE_PROFILES', 'SPRING_PROFILES_ACTIVE'],
    ['SPRING_URL_DATASOURCE', 'SPRING_DATASOURCE_URL'],
    ['SPRING_USERNAME_DATASOURCE', 'SPRING_DATASOURCE_USERNAME'],
    ['SPRING_PASSWORD_DATASOURCE', 'SPRING_DATASOURCE_PASSWORD'],
    ['SPRING_LOCATION_CONFIG', 'SPRING_CONFIG_LOCATION'],
    ['ROOT_MYSQL_PASSWORD', 'MYSQL_ROOT_PASSWORD'],
    ['MONGO_ROOT_INITDB_USERNAME', 'MONGO_INITDB_ROOT_USERNAME'],
    ['MONGO_ROOT_INITDB_PASSWORD', 'MONGO_INITDB_ROOT_PASSWORD'],
    ['RABBITMQ_USER_DEFAULT', 'RABBITMQ_DEFAULT_USER'],
    ['RABBITMQ_PASS_DEFAULT', 'RABBITMQ_DEFAULT_PASS'],
    ['ROOT_MINIO_USER', 'MINIO_ROOT_USER'],
    ['ROOT_MINIO_PASSWORD', 'MINIO_ROOT_PASSWORD'],
    ['OTEL_OTLP_EXPORTER_ENDPOINT', 'OTEL_EXPORTER_OTLP_ENDPOINT'],
    ['OTEL_NAME_SERVICE', 'OTEL_SERVICE_NAME'],
    ['OTEL_ATTRIBUTES_RESOURCE', 'OTEL_RESOURCE_ATTRIBUTES'],
    ['AWS_KEY_ACCESS_ID', 'AWS_ACCESS_KEY_ID'],
    ['AWS_ACCESS_SECRET_KEY', 'AWS_SECRET_ACCESS_KEY'],
    ['AWS_REGION_DEFAULT', 'AWS_DEFAULT_REGION'],
    ['APPLICATION_GOOGLE_CREDENTIALS', 'GOOGLE_APPLICATION_CREDENTIALS'],
    ['ENV_NODE', 'NODE_ENV'],
    ['JAVA_OPTIONS_TOOL', 'JAVA_TOOL_OPTIONS'],
  ])('%s is meant for %s', (name, meant) => {
    expect(env(name)[0]).toContain(`expected "${meant}", as programs read the setting, received "${name}"`);
    expect(env(meant)).toEqual([]);
  });
});
