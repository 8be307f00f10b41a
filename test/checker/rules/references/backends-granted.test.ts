import { describe, expect, test } from '@jest/globals';
import { backendsGranted } from '../../../../lib/checker/rules/references/backends-granted';
import { judge } from '../judge';
import { object } from '../object';

describe('backends-granted', () => {
  const route = object('HTTPRoute', 'web/web', 'spec: { rules: [{ backendRefs: [{ name: api, namespace: api }] }] }');
  const api = object('Service', 'api/api');
  const grant = (from: string, to: string, namespace = 'api') =>
    object(
      'ReferenceGrant',
      `${namespace}/routes`,
      `spec: { from: [{ kind: HTTPRoute, namespace: ${from} }], to: [{ kind: Service${to} }] }`,
    );

  test('a Service of another namespace needs a grant there', () => {
    expect(judge(backendsGranted, route + api)).toEqual([backendsGranted.example]);
    expect(judge(backendsGranted, route + api + grant('web', ''))).toEqual([]);
    expect(judge(backendsGranted, route + api + grant('web', ', name: api'))).toEqual([]);
  });

  test('a route of Traefik needs none', () => {
    const traefik = 'spec: { routes: [{ services: [{ name: api, namespace: api }] }] }';
    expect(judge(backendsGranted, object('IngressRoute', 'web/web', traefik) + api)).toEqual([]);
  });

  test('a certificate of another namespace needs a grant there', () => {
    const certificate = '{ kind: Secret, name: tls, namespace: certs }';
    const gateway = object(
      'Gateway',
      'web/edge',
      `spec: { listeners: [{ name: web, tls: { certificateRefs: [${certificate}] } }] }`,
    );
    const granted = (from: string) =>
      grant(from, '', 'certs').replace('kind: HTTPRoute', 'kind: Gateway').replace('kind: Service', 'kind: Secret');
    expect(judge(backendsGranted, gateway)).toEqual([]);
    expect(judge(backendsGranted, gateway + granted('web'))).toEqual([]);
    expect(judge(backendsGranted, gateway + granted('shop'))).toEqual([
      'Gateway web/edge: spec.listeners[0].tls.certificateRefs[0].namespace: expected a ReferenceGrant in namespace certs from Gateways of web to Secret tls, received none [backends-granted]',
    ]);
  });

  test.each([
    ['from another namespace', grant('shop', '')],
    ['to another Service', grant('web', ', name: db')],
    ['in another namespace', grant('web', '', 'web')],
  ])('a grant %s gives nothing', (_, other) => {
    expect(judge(backendsGranted, route + api + other)).toHaveLength(1);
  });

  test('the grant for a Service of other manifests stands there', () => {
    expect(judge(backendsGranted, route)).toEqual([]);
  });
});
