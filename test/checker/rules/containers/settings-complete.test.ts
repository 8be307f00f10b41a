import { describe, expect, test } from '@jest/globals';
import { settingsComplete } from '../../../../lib/checker/rules/containers/settings-complete';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('settings-complete', () => {
  const env = (image: string, values: Readonly<Record<string, string>>, more = '') =>
    judge(
      settingsComplete,
      deployment(
        `{ name: api, image: "${image}", env: [${Object.entries(values)
          .map(([name, value]) => `{ name: ${name}, value: "${value}" }`)
          .join()}] ${more} }`,
      ),
    );

  test('finds a queue without an address', () => {
    const [found = ''] = env('n8nio/n8n:1', { EXECUTIONS_MODE: 'queue' });
    expect(found.replace('.env[EXECUTIONS_MODE].value', '')).toEqual(settingsComplete.example);
    expect(env('n8nio/n8n:1', { EXECUTIONS_MODE: 'queue', QUEUE_BULL_REDIS_HOST: 'redis' })).toEqual([]);
    expect(env('n8nio/n8n:1', { EXECUTIONS_MODE: 'regular' })).toEqual([]);
    expect(env('n8nio/n8n:1', { EXECUTIONS_MODE: 'queue' }, ', envFrom: [{ secretRef: { name: other } }]')).toEqual([]);
  });

  test('finds Keycloak without HTTP and without a certificate', () => {
    const keycloak = (values: Readonly<Record<string, string>>, command = 'start') =>
      env('quay.io/keycloak/keycloak:26.0', values, `, args: [${command}]`);
    expect(keycloak({})).toHaveLength(1);
    expect(keycloak({ KC_HTTP_ENABLED: 'false' })).toHaveLength(1);
    expect(keycloak({ KC_HTTP_ENABLED: 'true' })).toEqual([]);
    expect(keycloak({ KC_PROXY: 'edge' })).toEqual([]);
    expect(keycloak({}, 'start-dev')).toEqual([]);
  });

  test('finds an executor without a broker and without a worker', () => {
    expect(
      env('apache/airflow:2.10.2', { AIRFLOW__CORE__EXECUTOR: 'CeleryExecutor' }, ', args: [scheduler]'),
    ).toHaveLength(2);
    expect(env('apache/airflow:2.10.2', { AIRFLOW__CORE__EXECUTOR: 'LocalExecutor' }, ', args: [scheduler]')).toEqual(
      [],
    );
  });
});
