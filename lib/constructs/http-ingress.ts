import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { checkHostName } from '../primitives/name';
import { problem, Unquoted } from '../primitives/problem';
import type { Route } from '../primitives/route';
import { ExistingSecret } from './existing-secret';

/** Where a service can be reached from outside. */
export interface Publication {
  /** Public host name, such as `wealist.example.com`. */
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

export interface HttpIngressProps extends Publication {
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
 * an annotation of the whole object. A rewritten path ends in `$`: as soon as one Ingress of a host uses a rewrite,
 * ingress-nginx reads the paths of all of them as the beginning of a match (its page "Ingress Path Matching"), and
 * `/api/health` would catch `/api/healthy` too. Refuses a host that is no host name, no routes, and a path given twice.
 */
export class HttpIngress extends Construct {
  constructor(scope: Construct, id: string, props: HttpIngressProps) {
    super(scope, id);
    const { namespace, routes, service, tls } = props;
    this.node.addValidation({ validate: () => problems(props) });

    if (tls) {
      const keys = ['tls.crt', 'tls.key'];
      new ExistingSecret(this, 'certificate', { namespace, name: tls.secretName, keys });
    }
    const kept = routes.filter((route) => route.rewrite === undefined);
    if (kept.length > 0) {
      this.render(
        props,
        service.name,
        {},
        kept.map(({ path }) => ({ path, pathType: 'Prefix' })),
      );
    }
    for (const { path, rewrite } of routes) {
      if (rewrite === undefined) continue;
      const annotations = {
        'nginx.ingress.kubernetes.io/rewrite-target': rewrite,
        'nginx.ingress.kubernetes.io/use-regex': 'true',
      };
      const exact = `${path.replaceAll('.', '\\.')}$`;
      this.render(props, `${service.name}${slug(path)}`, annotations, [
        { path: exact, pathType: 'ImplementationSpecific' },
      ]);
    }
  }

  private render(
    { namespace, labels, className, host, service, tls }: HttpIngressProps,
    name: string,
    annotations: Record<string, string>,
    paths: readonly { path: string; pathType: string }[],
  ): void {
    const backend = { service: { name: service.name, port: { number: service.port } } };
    new k8s.KubeIngress(this, name, {
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

/** `/api/health` → `-api-health`. */
const slug = (path: string) =>
  path
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/-$/, '');

function problems({ host, routes }: HttpIngressProps): string[] {
  const paths = routes.map(({ path }) => path);
  const twice = paths.filter((path, i) => paths.indexOf(path) !== i);
  return [
    ...checkHostName('host', host),
    ...(routes.length === 0 ? [problem('routes', 'at least one route', new Unquoted('none'))] : []),
    ...routes.flatMap((route, i) => route.problems(`routes[${i}]`)),
    ...twice.map((path) => problem('routes', 'each path once', path)),
  ];
}
