import { Construct } from 'constructs';
import { problem } from '../../checker/problem';
import { k8s } from '../../kubernetes';
import type { IngressController } from '../../values/entrance';
import { type Exposure, hostsOf } from '../../values/exposure';
import { mebibytes } from '../../values/resources';
import type { Route } from '../../values/route';
import { seconds } from '../../values/seconds';
import { publicHost } from './public-host';

export interface HttpIngressProps extends Exposure {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ingress: IngressController;
  /** The Service behind it, and the number of its port. */
  readonly service: { readonly name: string; readonly port: number };
}

/**
 * The routes of one service on its public hosts, as Ingresses.
 *
 * Renders one Ingress for the routes that every controller can serve, and one more for each route that needs annotations of
 * ingress-nginx, since an annotation holds for a whole Ingress. As soon as one Ingress of a host uses a rewrite,
 * ingress-nginx takes the paths of all of them for regular expressions that match a beginning (its page "Ingress Path
 * Matching"): `/api` would catch `/api-docs`. So on such a host `/api` is written as `/api/`, which every controller reads as
 * `/api` and all below, and for ingress-nginx as `/api$` beside it. A stripped tree leaves out the routes below. Refuses paths that would share the name of an Ingress.
 */
export class HttpIngress extends Construct {
  constructor(
    scope: Construct,
    id: string,
    private readonly props: HttpIngressProps,
  ) {
    super(scope, id);
    const { routes, service, ingress } = props;
    const readsAnnotations = ingress.controller !== 'other';
    const annotated = routes.filter((route) => readsAnnotations && Object.keys(annotationsOf(route)).length > 0);
    const plain = routes.filter((route) => !annotated.includes(route));
    if (plain.length > 0) this.render('plain', service.name, plain);
    const names = annotated.map(({ path }) => annotatedName(service.name, path));
    annotated.forEach((route, i) => {
      this.render(`annotated-${i}`, names[i] ?? '', [route], annotationsOf(route));
    });
    for (const host of hostsOf(props)) publicHost(this, host).routes.push(...routes);
    this.node.addValidation({
      validate: () =>
        names
          .filter((name, i) => names.indexOf(name) !== i)
          .map((name) => problem('routes', 'paths with limits or a prefix that make different Ingress names', name)),
    });
  }

  private render(id: string, name: string, routes: readonly Route[], annotations?: Record<string, string>): void {
    const { namespace, labels, ingress, service, tls } = this.props;
    const hosts = hostsOf(this.props);
    const backend = { service: { name: service.name, port: { number: service.port } } };
    const scope = this;
    new k8s.KubeIngress(this, id, {
      metadata: { name, namespace, labels: { ...labels }, ...(annotations && { annotations }) },
      spec: {
        ingressClassName: ingress.className,
        ...(tls && { tls: [{ hosts: [...hosts], secretName: tls.secretName }] }),
        rules: hosts.map((host) => ({
          host,
          http: {
            // Read when the manifest is rendered: other services bring routes to the host until then.
            get paths() {
              const all = publicHost(scope, host).routes;
              return routes.flatMap((route) => pathsOf(route, all).map((path) => ({ ...path, backend })));
            },
          },
        })),
      },
    });
  }
}

/** The annotations of ingress-nginx for a route: https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/ */
function annotationsOf({ rewrite, tree, limits: { upload, timeout, stream } }: Route): Record<string, string> {
  const wait = stream ? 3600 : timeout && seconds(timeout);
  const annotations = {
    ...(rewrite !== undefined && {
      'rewrite-target': tree ? (rewrite === '/' ? '/$2' : `${rewrite}$1`) : rewrite,
      'use-regex': 'true',
    }),
    ...(upload && { 'proxy-body-size': `${Math.ceil(1024 * mebibytes(upload))}k` }),
    ...(wait !== undefined && { 'proxy-read-timeout': String(wait), 'proxy-send-timeout': String(wait) }),
  };
  return Object.fromEntries(
    Object.entries(annotations).map(([name, value]) => [`nginx.ingress.kubernetes.io/${name}`, value]),
  );
}

interface IngressPath {
  readonly path: string;
  readonly pathType: 'Prefix' | 'ImplementationSpecific';
}

/** The paths of a route beside all routes of its host. A regular expression is for ingress-nginx alone. */
function pathsOf(route: Route, all: readonly Route[]): IngressPath[] {
  const { path, rewrite, tree } = route;
  const prefix = (text: string): IngressPath => ({ path: text, pathType: 'Prefix' });
  const expression = (ending: string): IngressPath => {
    return { path: `${literal(path)}${ending}`, pathType: 'ImplementationSpecific' };
  };
  if (rewrite === undefined) {
    const readAsExpression = all.some((other) => other.rewrite !== undefined) && !path.endsWith('/');
    return readAsExpression ? [prefix(`${path}/`), expression('$')] : [prefix(path)];
  }
  if (!tree) return [expression('$')];
  const others = elsewhere(route, all);
  return [expression(rewrite === '/' ? `${others}(/|$)(.*)` : `${others}(/.*)?$`)];
}

/** The routes below another: ingress-nginx tries the expression with the longest text first, not the longest path. */
function elsewhere({ path }: Route, all: readonly Route[]): string {
  const below = all.filter((other) => other.path.startsWith(`${path}/`) || (other.path === path && !other.tree));
  const endings = below.map((other) => {
    const end = !other.tree ? '$' : other.path.endsWith('/') ? '' : '(?:/|$)';
    return `${literal(other.path.slice(path.length))}${end}`;
  });
  return endings.length === 0 ? '' : `(?!${[...new Set(endings)].sort().join('|')})`;
}

const literal = (path: string): string => path.replaceAll('.', '\\.');

/** `board-api` and `/api/health` → `board-api-api-health`. */
function annotatedName(service: string, path: string): string {
  const words = path.toLowerCase().match(/[a-z0-9]+/g) ?? ['root'];
  return [service, ...words].join('-');
}
