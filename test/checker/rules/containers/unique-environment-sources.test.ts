import { describe, expect, test } from '@jest/globals';
import { uniqueEnvironmentSources } from '../../../../lib/checker/rules/containers/unique-environment-sources';
import { judge } from '../judge';
import { configMap, deployment } from '../workloads';

describe('unique-environment-sources', () => {
  const envFrom = (...sources: string[]) => deployment(`{ name: api, envFrom: [${sources}] }`);
  const api = '{ configMapRef: { name: api } }';
  const db = '{ secretRef: { name: db } }';
  const secrets = [{ namespace: 'default', name: 'db', keys: ['PASSWORD', 'LOG_LEVEL'] }];
  const config = configMap('api', 'LOG_LEVEL: info, APP_ENV: dev');

  test('finds a key of a ConfigMap in a Secret', () => {
    expect(judge(uniqueEnvironmentSources, envFrom(api, db) + config, { secrets })).toEqual([
      uniqueEnvironmentSources.example,
    ]);
  });

  test('finds every key of a source that is named twice', () => {
    expect(judge(uniqueEnvironmentSources, envFrom(api, api) + config).join()).toContain(
      'received LOG_LEVEL (ConfigMap default/api), APP_ENV (ConfigMap default/api)',
    );
  });

  test('knows prefixes', () => {
    const prefixed = '{ prefix: LOG_, configMapRef: { name: level } }';
    expect(
      judge(uniqueEnvironmentSources, envFrom(api, '{ prefix: DB_, secretRef: { name: db } }') + config, { secrets }),
    ).toEqual([]);
    expect(
      judge(uniqueEnvironmentSources, envFrom(api, prefixed) + config + configMap('level', 'LEVEL: a')),
    ).toHaveLength(1);
  });

  test('accepts sources without a key in common, and a variable that overrides one', () => {
    const other = configMap('level', 'LEVEL: a');
    expect(judge(uniqueEnvironmentSources, envFrom(api, '{ configMapRef: { name: level } }') + config + other)).toEqual(
      [],
    );
    const override = deployment(`{ name: api, envFrom: [${api}], env: [{ name: LOG_LEVEL, value: debug }] }`);
    expect(judge(uniqueEnvironmentSources, override + config)).toEqual([]);
  });

  test('leaves unknown sources to the references', () => {
    expect(judge(uniqueEnvironmentSources, envFrom(api, db, '{}') + config)).toEqual([]);
  });
});
