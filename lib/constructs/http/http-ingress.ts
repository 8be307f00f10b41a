import { Construct } from 'constructs';
import { problem, Unquoted } from '../../checker/problem';
import { k8s } from '../../kubernetes';
import { checkDnsLabel, checkHostName } from '../../values/name';
import type { Route } from '../../values/route';
import { ExistingSecret } from '../secret/existing-secret';

/** The public host of a service, with its routes. */
export interface Exposure {
  /** Public host name, such as `shop.example.com`. */
  readonly host: string;
  /** Which paths of the host lead here; at least one. */
  readonly routes: readonly Route[];
  /**
   * The TLS certificate of the host: a Secret of type `kubernetes.io/tls` that exists in the service's namespace.
   *
   * @default none: plain HTTP
   */
  readonly tls?: { readonly secretName: string };
}

export interface HttpIngressProps extends Exposure {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The IngressClass of the controller. */
  readonly className: string;
  /** The Service behind it, and the number of its port. */
  readonly service: { readonly name: string; readonly port: number };
}

/**
 * The routes of one service on a public host, for ingress-nginx.
 *
 * Renders one Ingress for the routes that keep their path, and one more for each that is rewritten, since the rewrite is
 * an annotation of the whole object. As soon as one Ingress of a host uses a rewrite, ingress-nginx takes the paths of
 * all of them for regular expressions that match a beginning (its page "Ingress Path Matching"): `/api` would catch
 * `/api-docs`, and `/api/health` would catch `/api/healthy`. So beside a rewrite, paths are written as expressions that
 * say where they end. Refuses a host that is no host name, no routes, and a path given twice.
 */
export class HttpIngress extends Construct {
  constructor(scope: Construct, id: string, props: HttpIngressProps) {
    super(scope, id);
    const { namespace, routes, service, tls } = props;
    this.node.addValidation({ validate: () => problems(props) });

    if (tls) {
      const keys = { 'tls.crt': 'CERTIFICATE', 'tls.key': 'KEY' };
      new ExistingSecret(this, 'certificate', { namespace, name: tls.secretName, keys });
    }
    const kept = routes.filter((route) => route.rewrite === undefined);
    const rewritten = routes.filter((route) => route.rewrite !== undefined);
    if (kept.length > 0 && rewritten.length === 0) {
      const paths = kept.map(({ path }) => ({ path, pathType: 'Prefix' }));
      this.render('kept', props, service.name, {}, paths);
    } else if (kept.length > 0) {
      const paths = kept.map(({ path }) => expression(path === '/' ? '/' : `${literal(path)}(/|$)`));
      this.render('kept', props, service.name, { [USE_REGEX]: 'true' }, paths);
    }
    rewritten.forEach(({ path, rewrite = '/' }, i) => {
      const annotations = { [REWRITE_TARGET]: rewrite, [USE_REGEX]: 'true' };
      this.render(`rewritten-${i}`, props, rewrittenName(service.name, path), annotations, [
        expression(`${literal(path)}$`),
      ]);
    });
  }

  private render(
    id: string,
    { namespace, labels, className, host, service, tls }: HttpIngressProps,
    name: string,
    annotations: Record<string, string>,
    paths: readonly { path: string; pathType: string }[],
  ): void {
    const backend = { service: { name: service.name, port: { number: service.port } } };
    new k8s.KubeIngress(this, id, {
      metadata: {
        name,
        namespace,
        labels: { ...labels },
        ...(Object.keys(annotations).length > 0 && { annotations }),
      },
      spec: {
        ingressClassName: className,
        ...(tls && { tls: [{ hosts: [host], secretName: tls.secretName }] }),
        rules: [{ host, http: { paths: paths.map((path) => ({ ...path, backend })) } }],
      },
    });
  }
}

const USE_REGEX = 'nginx.ingress.kubernetes.io/use-regex';
const REWRITE_TARGET = 'nginx.ingress.kubernetes.io/rewrite-target';

/** A path that only ingress-nginx can read. */
const expression = (path: string) => ({ path, pathType: 'ImplementationSpecific' });

const literal = (path: string): string => path.replaceAll('.', '\\.');

/** `board-api` and `/api/health` → `board-api-api-health`. */
function rewrittenName(service: string, path: string): string {
  const words = path.toLowerCase().match(/[a-z0-9]+/g) ?? ['root'];
  return [service, ...words].join('-');
}

function problems({ host, routes, service, tls }: HttpIngressProps): string[] {
  const rewritten = routes.filter(({ rewrite }) => rewrite !== undefined);
  const names = rewritten.map(({ path }) => rewrittenName(service.name, path));
  return [
    ...checkHostName('host', host),
    ...(tls ? checkDnsLabel('tls.secretName', tls.secretName) : []),
    ...(routes.length === 0 ? [problem('routes', 'at least one route', new Unquoted('none'))] : []),
    ...routes.flatMap((route, i) => route.problems(`routes[${i}]`)),
    ...repeated(routes.map(({ path }) => path)).map((path) => problem('routes', 'each path once', path)),
    ...repeated(names).map((name) => problem('routes', 'rewritten paths that make different Ingress names', name)),
  ];
}

const repeated = (words: readonly string[]): string[] => words.filter((word, i) => words.indexOf(word) !== i);
