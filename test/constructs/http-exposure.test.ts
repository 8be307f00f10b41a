import { describe, expect, test } from '@jest/globals';
import { Duration, Size } from 'cdk8s';
import {
  type CertificateIssuer,
  type Cluster,
  type Exposure,
  type Gateway,
  Route,
  type TlsCertificate,
} from '../../lib';
import { HttpExposure } from '../../lib/constructs/http/http-exposure';
import { CLUSTER, Program } from './synthesize';

const gateway: Gateway = {
  className: 'envoy',
  name: 'public',
  namespace: 'edge',
  listeners: { http: 'web' },
  dataPlane: { namespace: 'edge', labels: { app: 'proxy' } },
};
const GATEWAY: Cluster = { kubernetes: '1.34', gateway };

const issuer: Required<CertificateIssuer> = { kind: 'ClusterIssuer', name: 'letsencrypt', challenge: 'HTTP-01' };
const tls: Required<TlsCertificate> = { secretName: 'shop-tls', issuer };

const minimal: Exposure = { host: 'shop.example.com', routes: [Route.keep('/')] };

const everything: Required<Exposure> = {
  host: ['shop.example.com', 'www.shop.example.com'],
  routes: [
    Route.keep('/'),
    Route.stripTree('/api'),
    Route.strip('/api', '/api/health'),
    Route.keep('/files').with({ upload: Size.mebibytes(50), timeout: Duration.minutes(5) }),
    Route.keep('/live').with({ stream: true }),
  ],
  tls,
};

function expose(program: Program, namespace: string, exposure: Exposure): Program {
  new HttpExposure(program.chart(namespace), 'exposure', {
    namespace: program.namespace(namespace),
    labels: { app: 'api' },
    exposure,
    service: { name: 'api', port: 80 },
  });
  return program;
}

const render = (exposure: Partial<Exposure> = {}, cluster: Cluster = GATEWAY): Program =>
  expose(new Program(cluster), 'shop', { ...minimal, ...exposure });

const ROUTE = 'HTTPRoute shop/api';
const REDIRECT = 'HTTPRoute shop/api-to-https';
const LISTENERS = 'ListenerSet shop/api';

describe('the routes of a service, for Gateway API', () => {
  test('are one HTTPRoute, named after the service', () => {
    expect(render().objects('shop')).toEqual([ROUTE]);
  });

  test('attach to the listener for HTTP', () => {
    const parentRefs = [{ name: 'public', namespace: 'edge', sectionName: 'web' }];
    expect(render().find(ROUTE)).toHaveProperty('spec.parentRefs', parentRefs);
  });

  test('hold for every host', () => {
    expect(render(everything).find(ROUTE)).toHaveProperty('spec.hostnames', everything.host);
  });

  test('lead to the Service, with no regular expression', () => {
    const backendRefs = [{ name: 'api', port: 80 }];
    const match = (type: string, value: string) => [{ path: { type, value } }];
    const rewrite = (path: object) => [{ type: 'URLRewrite', urlRewrite: { path } }];
    expect(render(everything).find(ROUTE)).toHaveProperty('spec.rules', [
      { matches: match('PathPrefix', '/'), backendRefs },
      {
        matches: match('PathPrefix', '/api'),
        filters: rewrite({ type: 'ReplacePrefixMatch', replacePrefixMatch: '/' }),
        backendRefs,
      },
      {
        matches: match('Exact', '/api/health'),
        filters: rewrite({ type: 'ReplaceFullPath', replaceFullPath: '/health' }),
        backendRefs,
      },
      { matches: match('PathPrefix', '/files'), timeouts: { request: '300s' }, backendRefs },
      { matches: match('PathPrefix', '/live'), timeouts: { request: '0s' }, backendRefs },
    ]);
  });

  test('are refused beyond the rules that an HTTPRoute holds', () => {
    const routes = (count: number) => Array.from({ length: count }, (_, i) => Route.stripTree(`/s${i}`));
    expect(render({ routes: routes(16) }).problems).toEqual([]);
    expect(render({ routes: routes(17) }).problems).toEqual([
      'shop/exposure/gateway: routes: expected at most 15 routes with limits or a prefix, since an HTTPRoute holds 16 rules, received 17',
    ]);
  });
});

describe('a certificate, for Gateway API,', () => {
  const secretName = { secretName: 'shop-tls' };

  test('is at a listener of the host, in the namespace of the service', () => {
    expect(render({ tls: secretName }).find(LISTENERS)).toHaveProperty('spec', {
      parentRef: { name: 'public', namespace: 'edge' },
      listeners: [
        {
          name: 'shop.example.com',
          hostname: 'shop.example.com',
          port: 443,
          protocol: 'HTTPS',
          tls: { certificateRefs: [{ name: 'shop-tls' }] },
          allowedRoutes: { namespaces: { from: 'Same' } },
        },
      ],
    });
  });

  test('exists before the routes serve', () => {
    expect(render({ tls: secretName }).promised).toEqual({ 'shop/shop-tls': ['tls.crt', 'tls.key'] });
  });

  test('has the routes attached to its listener', () => {
    expect(render({ tls: secretName }).find(ROUTE)).toHaveProperty('spec.parentRefs', [
      {
        group: 'gateway.networking.k8s.io',
        kind: 'ListenerSet',
        name: 'api',
        namespace: 'shop',
        sectionName: 'shop.example.com',
      },
    ]);
  });

  test('has plain HTTP redirected, path by path', () => {
    const exposure = { tls: secretName, routes: [Route.keep('/a'), Route.strip('/b', '/b/c')] };
    expect(render(exposure).find(REDIRECT)).toHaveProperty('spec', {
      parentRefs: [{ name: 'public', namespace: 'edge', sectionName: 'web' }],
      hostnames: ['shop.example.com'],
      rules: [
        {
          matches: [{ path: { type: 'PathPrefix', value: '/a' } }, { path: { type: 'Exact', value: '/b/c' } }],
          filters: [{ type: 'RequestRedirect', requestRedirect: { scheme: 'https', statusCode: 301 } }],
        },
      ],
    });
  });

  test('of a host with several services is at one listener, which takes routes of them all', () => {
    const program = expose(render({ tls: secretName }), 'boards', {
      ...minimal,
      routes: [Route.keep('/b')],
      tls: secretName,
    });
    expect(program.objects('boards')).toEqual(['HTTPRoute boards/api', 'HTTPRoute boards/api-to-https']);
    expect(program.find('HTTPRoute boards/api')).toHaveProperty('spec.parentRefs.0.namespace', 'shop');
    expect(program.find(LISTENERS)).toHaveProperty('spec.listeners.0.allowedRoutes.namespaces', {
      from: 'Selector',
      selector: {
        matchExpressions: [{ key: 'kubernetes.io/metadata.name', operator: 'In', values: ['boards', 'shop'] }],
      },
    });
  });

  test('may be at a listener of the Gateway: nothing is needed in the namespace', () => {
    const listeners = { http: 'web', https: 'websecure' };
    const program = render({ tls: secretName }, { ...GATEWAY, gateway: { ...gateway, listeners } });
    expect(program.objects('shop')).toEqual([ROUTE, REDIRECT]);
    expect(program.find(ROUTE)).toHaveProperty('spec.parentRefs.0.sectionName', 'websecure');
    expect(program.promised).toEqual({});
  });
});

describe('a certificate by cert-manager', () => {
  test('is asked for all hosts', () => {
    expect(render(everything).find('Certificate shop/api')).toHaveProperty('spec', {
      secretName: 'shop-tls',
      dnsNames: everything.host,
      issuerRef: { group: 'cert-manager.io', kind: 'ClusterIssuer', name: 'letsencrypt' },
    });
  });

  test('is no Secret that somebody has to make', () => {
    expect(render(everything).promised).toEqual({});
  });

  test('is the same for an Ingress', () => {
    expect(render(everything, CLUSTER).objects('shop')).toContain('Certificate shop/api');
  });

  test('opens the way to the pods that answer HTTP-01, for the entrances alone', () => {
    expect(render(everything).find('NetworkPolicy shop/api-acme')).toHaveProperty('spec', {
      podSelector: { matchLabels: { 'acme.cert-manager.io/http01-solver': 'true' } },
      policyTypes: ['Ingress'],
      ingress: [
        {
          from: [
            {
              namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'edge' } },
              podSelector: { matchLabels: { app: 'proxy' } },
            },
          ],
          ports: [{ port: 8089, protocol: 'TCP' }],
        },
      ],
    });
  });

  test('opens nothing for DNS-01', () => {
    const quiet = { ...tls, issuer: { ...issuer, challenge: 'DNS-01' } } as const;
    expect(render({ tls: quiet }).objects('shop')).not.toContain('NetworkPolicy shop/api-acme');
  });
});

describe('a cluster on the move', () => {
  const both = { ...CLUSTER, gateway };

  test('has both forms', () => {
    expect(render({}, both).objects('shop')).toEqual(['Ingress shop/api', ROUTE]);
  });

  test('promises a certificate once', () => {
    expect(render({ tls: { secretName: 'shop-tls' } }, both).promised).toEqual({
      'shop/shop-tls': ['tls.crt', 'tls.key'],
    });
  });
});
