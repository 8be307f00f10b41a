import { describe, expect, test } from '@jest/globals';
import { rootPathOpen } from '../../../../lib/checker/rules/traffic/root-path-open';
import { judge } from '../judge';
import { object } from '../object';

describe('root-path-open', () => {
  const path = (type: string, at = '/') => `{ path: ${at}, pathType: ${type} }`;
  const ingress = (name: string, ...paths: string[]) =>
    object('Ingress', name, `spec: { rules: [{ host: shop.example.com, http: { paths: [${paths.join(', ')}] } }] }`);

  test('finds a host with the front page alone', () => {
    expect(judge(rootPathOpen, ingress('web', path('Exact')))).toEqual([rootPathOpen.example]);
  });

  test.each([
    ['a prefix', ingress('web', path('Prefix'))],
    ['another exact path', ingress('web', path('Exact', '/health'))],
    ['other paths beside', ingress('web', path('Exact'), path('Prefix', '/static'))],
    ['a default backend', ingress('web', path('Exact')).replace('spec: {', 'spec: { defaultBackend: {},')],
    ['other paths in another Ingress', ingress('web', path('Exact')) + ingress('api', path('Prefix', '/api'))],
  ])('accepts %s', (_, yaml) => {
    expect(judge(rootPathOpen, yaml)).toEqual([]);
  });
});
