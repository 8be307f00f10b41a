import { describe, expect, test } from '@jest/globals';
import { configMapExists } from '../../../../lib/checker/rules/references/config-map-exists';
import { judge, weights } from '../judge';
import { object } from '../object';
import { container, deployment, IDLE, POD } from './objects';

describe('config-map-exists', () => {
  const configMap = object('ConfigMap', 'api-config', 'data: { LEVEL: info }, binaryData: { logo: eA== }');
  const pods = (name: string) => deployment('api', container(`envFrom: [{ configMapRef: { name: ${name} } }]`));

  test('a ConfigMap that a pod names exists', () => {
    expect(judge(configMapExists, pods('api-confg') + configMap)).toEqual([configMapExists.example]);
    expect(judge(configMapExists, pods('api-config') + configMap)).toEqual([]);
  });

  test('a name that kustomize ended in a hash is named with the hash', () => {
    const hashed = object('ConfigMap', 'api-config-5tg7k2m9hb', 'data: { LEVEL: info }');
    expect(weights(configMapExists, pods('api-config') + hashed)).toEqual(['risk']);
    expect(judge(configMapExists, pods('api-config') + hashed)).toEqual([
      expect.stringContaining('did you mean "api-config-5tg7k2m9hb"?'),
    ]);
  });

  test('a ConfigMap of another namespace is missing', () => {
    const elsewhere = object('ConfigMap', 'other/api-config');
    expect(judge(configMapExists, pods('api-config') + elsewhere)).toEqual([
      expect.stringContaining('expected a ConfigMap in namespace default (the one of that name is in other)'),
    ]);
  });

  test('its keys exist, binary ones too', () => {
    const keys = (...keys: string[]) =>
      deployment(
        'api',
        `${IDLE}, volumes: [{ name: a, configMap: { name: api-config, items: [${keys.map((key) => `{ key: ${key} }`)}] } }]`,
      );
    expect(judge(configMapExists, keys('LEVEL', 'logo') + configMap)).toEqual([]);
    expect(judge(configMapExists, keys('LEVELS') + configMap)).toEqual([
      `Deployment default/api: ${POD}.volumes[a].configMap.items[0].key: expected ConfigMap default/api-config to have key "LEVELS", received only LEVEL, logo; did you mean "LEVEL"? [config-map-exists]`,
    ]);
  });

  test('each place of a pod counts, unless it is optional', () => {
    const places = (optional: boolean) =>
      deployment(
        'api',
        `containers: [{ name: api, env: [{ name: A, valueFrom: { configMapKeyRef: { name: gone, key: a, optional: ${optional} } } }] }],
        volumes: [{ name: a, configMap: { name: gone, optional: ${optional} } },
        { name: b, projected: { sources: [{ configMap: { name: gone, optional: ${optional} } }] } }]`,
      );
    expect(judge(configMapExists, places(false))).toHaveLength(3);
    expect(judge(configMapExists, places(true))).toEqual([]);
  });

  test('another hash of kustomize is another version', () => {
    const hashed = configMap.replaceAll('api-config', 'api-config-7h2k9d4m6t');
    expect(judge(configMapExists, pods('api-config-7h2k9d4m6t') + pods('api-config-2b8k7h4c5g') + hashed)).toEqual([
      expect.stringContaining('received "api-config-2b8k7h4c5g"; did you mean "api-config-7h2k9d4m6t"?'),
    ]);
  });

  test('one that somebody else creates is declared, with the keys in use', () => {
    const declared = (...keys: string[]) => ({ configMaps: [{ namespace: 'default', name: 'region', keys }] });
    const pods = deployment(
      'api',
      container('env: [{ name: A, valueFrom: { configMapKeyRef: { name: region, key: REGION } } }]'),
    );
    expect(judge(configMapExists, pods, declared('REGION'))).toEqual([]);
    expect(judge(configMapExists, pods, declared('ZONE'))).toEqual([
      expect.stringContaining('expected ConfigMap default/region to have key "REGION", received only ZONE'),
    ]);
    expect(judge(configMapExists, pods)).toHaveLength(1);
  });

  test('every namespace is given the certificate of the API server', () => {
    expect(judge(configMapExists, pods('kube-root-ca.crt'))).toEqual([]);
  });
});
