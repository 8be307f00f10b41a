import { describe, expect, test } from '@jest/globals';
import { App, Chart, Duration, Size } from 'cdk8s';
import { Route } from '../../lib';
import { listAt, stringsAt, valueAt } from '../../lib/checker/manifest/manifest';
import { HttpIngress, type HttpIngressProps } from '../../lib/constructs/http/http-ingress';
import { manifestsOf } from '../../lib/synthesis/manifests';
import { toFolder } from '../../lib/synthesis/rendered-folder';
import { Program } from './synthesize';

const minimal: HttpIngressProps = {
  namespace: 'shop',
  labels: {},
  ingress: { className: 'nginx', namespace: 'ingress-nginx' },
  service: { name: 'api', port: 80 },
  host: 'shop.example.com',
  routes: [Route.keep('/')],
};

const everything: Required<HttpIngressProps> = {
  namespace: 'till',
  labels: { app: 'pay' },
  ingress: { className: 'internal', namespace: 'edge' },
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
    const program = render({ ingress: everything.ingress });
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
      return toFolder(manifestsOf({ chart }), 'test');
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
    const paths = [
      expect.objectContaining({ path: '/api/', pathType: 'Prefix' }),
      expect.objectContaining({ path: '/api$', pathType: 'ImplementationSpecific' }),
    ];
    expect(both().find(INGRESS)).toHaveProperty(PATHS, paths);
  });

  test('has the routes of other services on its host say so, too', () => {
    const program = render({ routes: [Route.keep('/chat')] });
    const other = { ...minimal, namespace: 'boards', routes: [Route.stripTree('/boards')] };
    new HttpIngress(program.chart('later'), 'ingress', other);
    const paths = [expect.objectContaining({ path: '/chat/' }), expect.objectContaining({ path: '/chat$' })];
    expect(program.find(INGRESS)).toHaveProperty(PATHS, paths);
  });

  test('leaves the routes of other hosts as they are', () => {
    const program = render({ routes: [Route.keep('/chat')] });
    const other = { ...minimal, namespace: 'boards', host: 'boards.example.com', routes: [Route.stripTree('/boards')] };
    new HttpIngress(program.chart('later'), 'ingress', other);
    expect(program.find(INGRESS)).toHaveProperty(PATHS, [expect.objectContaining({ path: '/chat' })]);
  });

  test('leaves a path with a slash at its end as it is', () => {
    const program = render({ routes: [Route.keep('/chat/'), Route.strip('/api', '/api/health')] });
    expect(program.find(INGRESS)).toHaveProperty(PATHS, [
      expect.objectContaining({ path: '/chat/', pathType: 'Prefix' }),
    ]);
  });

  test('leaves / as it is, which catches everything', () => {
    const program = render({ routes: [Route.keep('/'), Route.strip('/api', '/api/health')] });
    expect(program.find(INGRESS)).toHaveProperty(`${PATHS}.0.path`, '/');
  });

  test('is not among the routes that keep their path', () => {
    expect(JSON.stringify(both().find(INGRESS))).not.toContain('health');
  });
});

describe('a tree without its prefix', () => {
  const rewritten = (...routes: Route[]) => {
    const ingress = render({ routes }).find('Ingress shop/api-api-svc-board');
    const target = stringsAt(ingress, 'metadata', 'annotations')['nginx.ingress.kubernetes.io/rewrite-target'];
    return [valueAt(listAt(listAt(ingress, 'spec', 'rules')[0], 'http', 'paths')[0], 'path'), target];
  };

  test('asks the service for what remains', () => {
    expect(rewritten(Route.stripTree('/api/svc/board'))).toEqual(['/api/svc/board(/|$)(.*)', '/$2']);
  });

  test('keeps what of its path is no prefix', () => {
    expect(rewritten(Route.stripTree('/api/svc', '/api/svc/board'))).toEqual(['/api/svc/board(/.*)?$', '/board$1']);
  });

  test('leaves out the routes below, whichever text is longer', () => {
    const board = Route.stripTree('/api/svc/board');
    expect(rewritten(board, Route.keep('/api/svc/board/ws'), Route.strip('/api', '/api/svc/board/v1.0'))).toEqual([
      '/api/svc/board(?!/v1\\.0$|/ws(?:/|$))(/|$)(.*)',
      '/$2',
    ]);
  });
});

describe('limits of a route', () => {
  const NGINX = 'nginx.ingress.kubernetes.io/';
  const annotations = (route: Route) => {
    const ingress = render({ routes: [Route.keep('/'), route] }).find('Ingress shop/api-files');
    return stringsAt(ingress, 'metadata', 'annotations');
  };

  test('let an upload through', () => {
    const route = Route.keep('/files').with({ upload: Size.mebibytes(50) });
    expect(annotations(route)).toEqual({ [`${NGINX}proxy-body-size`]: '51200k' });
  });

  test('wait for a slow answer', () => {
    const route = Route.keep('/files').with({ timeout: Duration.minutes(5) });
    expect(annotations(route)).toEqual({
      [`${NGINX}proxy-read-timeout`]: '300',
      [`${NGINX}proxy-send-timeout`]: '300',
    });
  });

  test('keep a stream open for an hour of silence', () => {
    expect(annotations(Route.keep('/files').with({ stream: true }))).toEqual({
      [`${NGINX}proxy-read-timeout`]: '3600',
      [`${NGINX}proxy-send-timeout`]: '3600',
    });
  });

  test('are no annotations of another controller', () => {
    const ingress = { ...minimal.ingress, controller: 'other' } as const;
    const program = render({ ingress, routes: [Route.keep('/files').with({ stream: true })] });
    expect(program.find(INGRESS)).not.toHaveProperty('metadata.annotations');
  });
});

test('each host has the routes', () => {
  const rules = ['a.example.com', 'b.example.com'].map((host) => expect.objectContaining({ host }));
  expect(render({ host: ['a.example.com', 'b.example.com'] }).find(INGRESS)).toHaveProperty('spec.rules', rules);
});

describe('TLS', () => {
  test('is off unless asked for', () => {
    expect(render().find(INGRESS)).not.toHaveProperty('spec.tls');
  });

  test.each(['Ingress till/pay', 'Ingress till/pay-pay-health'])('covers the host of %s', (ingress) => {
    const tls = [{ hosts: ['till.example.com'], secretName: 'till-tls' }];
    expect(render(everything).find(ingress)).toHaveProperty('spec.tls', tls);
  });

  test('renders no Secret', () => {
    expect(render({ tls: everything.tls }).objects('chart')).toEqual([INGRESS]);
  });
});

describe('refused are', () => {
  test('paths that would share the name of an Ingress', () => {
    expect(render({ routes: [Route.strip('/a', '/a/b-c'), Route.strip('/a', '/a/b/c')] }).problems).toEqual([
      'chart/ingress: routes: expected paths with limits or a prefix that make different Ingress names, received "api-a-b-c"',
    ]);
  });
});
