import { describe, expect, test } from '@jest/globals';
import { noRestart } from '../../../lib/changes/consequences/no-restart';
import { said, saidOf } from '../said';
import { API, object, SERVICE } from '../shop';

const config = (level: string) => object('ConfigMap', 'api', `data: { LOG_LEVEL: ${level} }`);
const reading = API.replace('name: api, image', 'name: api, envFrom: [{ configMapRef: { name: api } }], image');
const mounting = API.replace('containers:', 'volumes: [{ name: c, configMap: { name: api } }], containers:');

describe('changes without a restart', () => {
  test('a key that pods read at their start alone', () => {
    expect(said(noRestart, reading + config('info'), reading + config('debug'))).toEqual([noRestart.example]);
  });

  test('a key that pods read from a file: the kubelet writes the file anew', () => {
    expect(said(noRestart, mounting + config('info'), mounting + config('debug'))).toEqual([
      'no-restart: ConfigMap shop/api: changes in place\n  data.LOG_LEVEL: "info" → "debug"',
    ]);
  });

  test('a key of a Secret, in data or stringData, whose value is not shown', () => {
    const secret = (value: string) => object('Secret', 'api', `stringData: { TOKEN: ${value} }`);
    const mountingSecret = mounting.replace('configMap: { name: api }', 'secret: { secretName: api }');
    const [line = ''] = said(noRestart, mountingSecret + secret('first'), mountingSecret + secret('second'));
    expect(line).toContain('Secret shop/api: changes in place\n  data.TOKEN');
    expect(line).not.toMatch(/first|second/);
  });

  test('an object that is new', () => {
    expect(said(noRestart, API, API + SERVICE)).toEqual(['no-restart: Service shop/api: is created']);
  });

  test('a label that changes everywhere, in one line', () => {
    const all = (team: string) =>
      (API + SERVICE + config('info')).replaceAll('namespace: shop }', `namespace: shop, labels: { team: ${team} } }`);
    expect(said(noRestart, all('a'), all('b'))).toEqual([
      'no-restart: 3 objects (Deployment shop/api, Service shop/api, ConfigMap shop/api): changes in place\n  metadata.labels.team: "a" → "b"',
    ]);
  });
});

test('a change that replaces pods is none of these', () => {
  expect(saidOf(noRestart, API, 'acme/api:1.0.0', 'acme/api:1.1.0')).toEqual([]);
});
