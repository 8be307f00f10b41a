import { describe, expect, test } from '@jest/globals';
import { meshTlsAgrees } from '../../../../lib/checker/rules/traffic/mesh-tls-agrees';
import { judge } from '../judge';
import { object } from '../object';

describe('mesh-tls-agrees', () => {
  const api = (labels = '') =>
    object('Service', 'shop/api', 'spec: { selector: { app: api } }') +
    object(
      'Deployment',
      'shop/api',
      `spec: { template: { metadata: { labels: { app: api${labels} } }, spec: { containers: [{ name: api }] } } }`,
    );
  const rule = (mode: string, host = 'api.shop.svc.cluster.local') =>
    object('DestinationRule', 'shop/api', `spec: { host: ${host}, trafficPolicy: { tls: { mode: ${mode} } } }`);
  const peers = (mode: string, more = '', id = 'shop/default') =>
    object('PeerAuthentication', id, `spec: { mtls: { mode: ${mode} }${more} }`);
  const said = (yaml: string) => judge(meshTlsAgrees, yaml);

  test('finds a client without TLS where the server demands mutual TLS', () => {
    expect(said(api() + rule('DISABLE') + peers('STRICT'))).toEqual([meshTlsAgrees.example]);
    expect(said(api() + rule('SIMPLE', 'api') + peers('STRICT'))).toHaveLength(1);
    expect(said(api() + rule('ISTIO_MUTUAL') + peers('STRICT'))).toEqual([]);
    expect(said(api() + rule('DISABLE') + peers('PERMISSIVE'))).toEqual([]);
    expect(said(api() + rule('DISABLE', 'other') + peers('STRICT'))).toEqual([]);
  });

  test('finds mutual TLS where nobody speaks it', () => {
    expect(said(api() + rule('ISTIO_MUTUAL') + peers('DISABLE'))[0]).toContain('turns TLS off for Deployment shop/api');
    expect(said(api(', sidecar.istio.io/inject: "false"') + rule('ISTIO_MUTUAL'))[0]).toContain('have no proxy');
    expect(said(api(', sidecar.istio.io/inject: "false"') + rule('DISABLE') + peers('STRICT'))).toEqual([]);
    expect(said(api() + rule('ISTIO_MUTUAL'))).toEqual([]);
  });

  test('the policy of the pods comes before that of the namespace, and that before the mesh', () => {
    const own = peers('PERMISSIVE', ', selector: { matchLabels: { app: api } }', 'shop/api');
    const others = peers('PERMISSIVE', ', selector: { matchLabels: { app: web } }', 'shop/web');
    const mesh = peers('STRICT', '', 'istio-system/default');
    expect(said(api() + rule('DISABLE') + peers('STRICT') + own)).toEqual([]);
    expect(said(api() + rule('DISABLE') + peers('STRICT') + others)).toHaveLength(1);
    const shop = (labels: string) =>
      `---\n{ apiVersion: v1, kind: Namespace, metadata: { name: shop, labels: { ${labels} } } }\n`;
    const injected = api() + shop('istio-injection: enabled') + rule('DISABLE');
    expect(said(injected + mesh)).toHaveLength(1);
    expect(said(injected + mesh + peers('PERMISSIVE'))).toEqual([]);
    expect(said(injected + mesh + peers('UNSET'))).toHaveLength(1);
    expect(said(api() + shop('istio.io/rev: stable') + rule('DISABLE') + mesh)).toHaveLength(1);
    expect(said(api() + shop('istio.io/dataplane-mode: ambient') + rule('DISABLE') + mesh)).toHaveLength(1);
  });

  test('pods without a proxy stand outside of the mesh', () => {
    const mesh = peers('STRICT', '', 'istio-system/default');
    const shop = '---\n{ apiVersion: v1, kind: Namespace, metadata: { name: shop } }\n';
    expect(said(api() + rule('DISABLE') + mesh)).toEqual([]);
    expect(said(api() + shop + rule('DISABLE') + peers('STRICT'))).toEqual([]);
    expect(said(api(', sidecar.istio.io/inject: "true"') + shop + rule('DISABLE') + mesh)).toHaveLength(1);
  });

  test('ports of a policy may differ', () => {
    const split = peers('STRICT', ', portLevelMtls: { 8080: { mode: DISABLE } }');
    expect(said(api() + rule('DISABLE') + split)).toEqual([]);
  });

  test('reads the policy of a subset', () => {
    const subset = object(
      'DestinationRule',
      'shop/api',
      'spec: { host: api, subsets: [{ name: v2, trafficPolicy: { tls: { mode: DISABLE } } }] }',
    );
    expect(said(api() + subset + peers('STRICT'))[0]).toContain('spec.subsets[v2].trafficPolicy.tls.mode');
  });
});
