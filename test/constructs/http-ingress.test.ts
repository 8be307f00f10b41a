import { describe, expect, test } from '@jest/globals';
import { App, Chart } from 'cdk8s';
import { Route } from '../../lib';
import { HttpIngress, type HttpIngressProps } from '../../lib/constructs/http/http-ingress';
import { manifestsOf } from '../../lib/synthesis/manifests';
import { toFolder } from '../../lib/synthesis/synthesis';
import { Program } from './synthesize';

const minimal: HttpIngressProps = {
  namespace: 'shop',
  labels: {},
  className: 'nginx',
  service: { name: 'api', port: 80 },
  host: 'shop.example.com',
  routes: [Route.keep('/')],
};

const everything: Required<HttpIngressProps> = {
  namespace: 'till',
  labels: { app: 'pay' },
  className: 'internal',
  service: { name: 'pay', port: 8080 },
  host: 'till.example.com',
  routes: [Route.keep('/pay'), Route.strip('/pay', '/pay/health')],
  tls: { secretName: 'till-tls' },
};

function render(props: Partial<HttpIngressProps> = {}): Program {
  const program = new Program();
  new HttpIngress(program.chart('chart'), 'ingress', { ...minimal, ...props });
  return program;
}

const INGRESS = 'Ingress shop/api';
const PATHS = 'spec.rules.0.http.paths';

describe('the routes of a service', () => {
  test('are one Ingress, named after the service', () => {
    expect(render().objects('chart')).toEqual([INGRESS]);
  });

  test('may use every prop at once', () => {
    expect(render(everything).problems).toEqual([]);
  });

  test('lie in the namespace of the service', () => {
    expect(render({ namespace: everything.namespace }).objects('chart')).toEqual(['Ingress till/api']);
  });

  test('carry the labels of the service', () => {
    expect(render({ labels: everything.labels }).find(INGRESS)).toHaveProperty('metadata.labels', { app: 'pay' });
  });

  test('are served by the controller of the cluster', () => {
    const program = render({ className: everything.className });
    expect(program.find(INGRESS)).toHaveProperty('spec.ingressClassName', 'internal');
  });

  test('lead to the Service, by the number of its port', () => {
    const program = render({ service: everything.service });
    const backend = { service: { name: 'pay', port: { number: 8080 } } };
    expect(program.find('Ingress shop/pay')).toHaveProperty(`${PATHS}.0.backend`, backend);
  });

  test('hold for one host', () => {
    const rules = [expect.objectContaining({ host: 'till.example.com' })];
    expect(render({ host: everything.host }).find(INGRESS)).toHaveProperty('spec.rules', rules);
  });

  test('keep every byte when their construct and their chart are renamed', () => {
    const texts = (chartId: string, id: string) => {
      const chart = new Chart(new App(), chartId);
      new HttpIngress(chart, id, everything);
      return toFolder(manifestsOf({ chart }));
    };
    expect(texts('renamed', 'other')).toEqual(texts('chart', 'ingress'));
  });
});

describe('a route that keeps its path', () => {
  test('takes everything below it', () => {
    const paths = [expect.objectContaining({ path: '/', pathType: 'Prefix' })];
    expect(render().find(INGRESS)).toHaveProperty(PATHS, paths);
  });

  test('needs no annotation', () => {
    expect(render().find(INGRESS)).not.toHaveProperty('metadata.annotations');
  });

  test('shares its Ingress with the others of its kind, in the order they were given', () => {
    const program = render({ routes: [Route.keep('/b'), Route.keep('/a')] });
    const paths = [expect.objectContaining({ path: '/b' }), expect.objectContaining({ path: '/a' })];
    expect(program.find(INGRESS)).toHaveProperty(PATHS, paths);
  });
});

describe('a route that is rewritten', () => {
  const both = () => render({ routes: [Route.keep('/api'), Route.strip('/api', '/api/health')] });
  const REWRITTEN = 'Ingress shop/api-api-health';

  test('has an Ingress of its own, named after its path', () => {
    expect(both().objects('chart')).toEqual([INGRESS, REWRITTEN]);
  });

  test.each([
    ['/api/Health', 'api-api-health'],
    ['/api/health/', 'api-api-health'],
    ['/api/v1.0/board_list', 'api-api-v1-0-board-list'],
  ])('%s is called what Kubernetes accepts: %s', (path, name) => {
    expect(render({ routes: [Route.strip('/api', path)] }).objects('chart')).toEqual([`Ingress shop/${name}`]);
  });

  test('needs no other route beside it', () => {
    expect(render({ routes: [Route.strip('/api', '/api/health')] }).objects('chart')).toEqual([REWRITTEN]);
  });

  test('asks the service for what remains without the prefix', () => {
    const annotation = ['metadata', 'annotations', 'nginx.ingress.kubernetes.io/rewrite-target'];
    expect(both().find(REWRITTEN)).toHaveProperty(annotation, '/health');
  });

  test('asks for "/" where nothing remains', () => {
    const annotation = ['metadata', 'annotations', 'nginx.ingress.kubernetes.io/rewrite-target'];
    const program = render({ routes: [Route.strip('/api', '/api')] });
    expect(program.find('Ingress shop/api-api')).toHaveProperty(annotation, '/');
  });

  test('has its path read as a regular expression', () => {
    const annotation = ['metadata', 'annotations', 'nginx.ingress.kubernetes.io/use-regex'];
    expect(both().find(REWRITTEN)).toHaveProperty(annotation, 'true');
  });

  test('ends there: /api/health does not catch /api/healthy', () => {
    const paths = [expect.objectContaining({ path: '/api/health$', pathType: 'ImplementationSpecific' })];
    expect(both().find(REWRITTEN)).toHaveProperty(PATHS, paths);
  });

  test('takes a dot for a dot', () => {
    const program = render({ routes: [Route.strip('/api', '/api/v1.0')] });
    expect(program.find('Ingress shop/api-api-v1-0')).toHaveProperty(`${PATHS}.0.path`, '/api/v1\\.0$');
  });

  test('leads to the same Service as the others', () => {
    const backend = { service: { name: 'api', port: { number: 80 } } };
    expect(both().find(REWRITTEN)).toHaveProperty(`${PATHS}.0.backend`, backend);
  });

  test('leaves the routes that keep their path without a rewrite', () => {
    const annotation = ['metadata', 'annotations', 'nginx.ingress.kubernetes.io/rewrite-target'];
    expect(both().find(INGRESS)).not.toHaveProperty(annotation);
  });

  test('has the others say where they end: /api does not catch /api-docs', () => {
    const paths = [expect.objectContaining({ path: '/api(/|$)', pathType: 'ImplementationSpecific' })];
    expect(both().find(INGRESS)).toHaveProperty(PATHS, paths);
  });

  test('leaves / as it is, which catches everything', () => {
    const program = render({ routes: [Route.keep('/'), Route.strip('/api', '/api/health')] });
    expect(program.find(INGRESS)).toHaveProperty(`${PATHS}.0.path`, '/');
  });

  test('is not among the routes that keep their path', () => {
    expect(both().find(INGRESS)).toHaveProperty(`${PATHS}.length`, 1);
  });
});

describe('TLS', () => {
  test('is off unless asked for', () => {
    expect(render().find(INGRESS)).not.toHaveProperty('spec.tls');
  });

  test.each(['Ingress till/pay', 'Ingress till/pay-pay-health'])('covers the host of %s', (ingress) => {
    const tls = [{ hosts: ['till.example.com'], secretName: 'till-tls' }];
    expect(render(everything).find(ingress)).toHaveProperty('spec.tls', tls);
  });

  test('needs a certificate and its key that exist in the namespace of the service', () => {
    expect(render({ tls: everything.tls }).promised).toEqual({ 'shop/till-tls': ['tls.crt', 'tls.key'] });
  });

  test('renders no Secret', () => {
    expect(render({ tls: everything.tls }).objects('chart')).toEqual([INGRESS]);
  });
});

describe('refused is', () => {
  test.each(['Shop.example.com', 'shop_example.com', 'https://shop.example.com', '*.example.com', '', 'shop..com'])(
    'the host %j',
    (host) => {
      expect(render({ host }).problems).toEqual([
        `chart/ingress: host: expected a host name in lower case, such as "shop.example.com", received "${host}"`,
      ]);
    },
  );

  test('to expose without a route', () => {
    expect(render({ routes: [] }).problems).toEqual([
      'chart/ingress: routes: expected at least one route, received none',
    ]);
  });

  test.each(['api', '', '/a b', '/a$', '/(a)', '/*'])('the path %j', (path) => {
    expect(render({ routes: [Route.keep('/'), Route.keep(path)] }).problems).toEqual([
      `chart/ingress: routes[1].path: expected an absolute path of letters, digits, "/", "_", "." and "-", received "${path}"`,
    ]);
  });

  test('to strip what the path does not begin with', () => {
    expect(render({ routes: [Route.strip('/v1', '/api/health')] }).problems).toEqual([
      'chart/ingress: routes[0].prefix: expected a prefix of the path /api/health, such as "/api", received "/v1"',
    ]);
  });

  test('to strip half of a name', () => {
    expect(render({ routes: [Route.strip('/api', '/apis/health')] }).problems).toEqual([
      'chart/ingress: routes[0].prefix: expected a prefix of the path /apis/health, such as "/api", received "/api"',
    ]);
  });

  test('a rewritten path given twice', () => {
    const health = Route.strip('/api', '/api/health');
    expect(render({ routes: [health, health] }).problems[0]).toBe(
      'chart/ingress: routes: expected each path once, received "/api/health"',
    );
  });

  test('rewritten paths that would share the name of an Ingress', () => {
    expect(render({ routes: [Route.strip('/a', '/a/b-c'), Route.strip('/a', '/a/b/c')] }).problems).toEqual([
      'chart/ingress: routes: expected rewritten paths that make different Ingress names, received "api-a-b-c"',
    ]);
  });

  test('a certificate whose name no Secret can have', () => {
    expect(render({ tls: { secretName: 'My Certificate' } }).problems[0]).toMatch(
      /^chart\/ingress: tls.secretName: expected/,
    );
  });

  test('a path given twice', () => {
    expect(render({ routes: [Route.keep('/a'), Route.keep('/a')] }).problems).toEqual([
      'chart/ingress: routes: expected each path once, received "/a"',
    ]);
  });

  test('a path that is both kept and rewritten', () => {
    expect(render({ routes: [Route.keep('/api/health'), Route.strip('/api', '/api/health')] }).problems).toEqual([
      'chart/ingress: routes: expected each path once, received "/api/health"',
    ]);
  });

  test('all of it at once', () => {
    expect(render({ host: 'Shop', routes: [Route.keep('a'), Route.keep('a')] }).problems).toEqual([
      'chart/ingress: host: expected a host name in lower case, such as "shop.example.com", received "Shop"',
      'chart/ingress: routes[0].path: expected an absolute path of letters, digits, "/", "_", "." and "-", received "a"',
      'chart/ingress: routes[1].path: expected an absolute path of letters, digits, "/", "_", "." and "-", received "a"',
      'chart/ingress: routes: expected each path once, received "a"',
    ]);
  });
});
