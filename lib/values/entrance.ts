import type { Size } from 'cdk8s';
import { problem, Unquoted } from '../checker/problem';
import { checkDnsLabel, checkSubdomain } from './name';
import { mebibytes } from './resources';
import type { Route } from './route';

/** The controller that serves Ingress objects. */
export interface IngressController {
  /** The name of the controller's IngressClass, a DNS label. */
  readonly className: string;
  /** The namespace of the controller, a DNS label. Only pods of this namespace may send web traffic to services. */
  readonly namespace: string;
  /**
   * `ingress-nginx`, or a controller that reads its annotations, serves every route. Any `other` controller serves routes
   * that keep their path, without `upload` and `timeout`: an Ingress has no fields for more.
   *
   * @default "ingress-nginx"
   */
  readonly controller?: 'ingress-nginx' | 'other';
}

/** A Gateway of Gateway API (https://gateway-api.sigs.k8s.io) that exists in the cluster. */
export interface Gateway {
  /** The GatewayClass of the Gateway. Refuses Cilium's: no NetworkPolicy can select the proxy of Cilium. */
  readonly className: string;
  /** The name of the Gateway: DNS labels joined by dots. */
  readonly name: string;
  /** The namespace of the Gateway, a DNS label. */
  readonly namespace: string;
  /** The names of the Gateway's listeners. */
  readonly listeners: {
    /** The listener for HTTP, port 80. Requests of hosts with a certificate are redirected to HTTPS. */
    readonly http: string;
    /**
     * The listener for HTTPS, with certificates of its own for every host.
     *
     * @default a ListenerSet for each host, with the certificate in the namespace of the service (Gateway API 1.5)
     */
    readonly https?: string;
  };
  /** The pods of the proxy. Only these pods may send web traffic to services. */
  readonly dataPlane: {
    /** The namespace of the pods, a DNS label. */
    readonly namespace: string;
    /** Labels of the pods. @default every pod of the namespace */
    readonly labels?: Readonly<Record<string, string>>;
  };
  /**
   * The largest request body that the proxy lets through. Gateway API has no field for the limit of a route.
   *
   * @default unknown: routes with `upload` are refused
   */
  readonly upload?: Size | 'unlimited';
}

/** The ways of web traffic into a cluster. */
export interface Entrances {
  /** The controller that serves Ingress objects. @default none, and no Ingress */
  readonly ingress?: IngressController;
  /** The Gateway that serves HTTPRoutes. @default none, and no HTTPRoute */
  readonly gateway?: Gateway;
}

/** Refuses invalid names, and Cilium's Gateway. */
export function checkEntrances(field: string, { ingress, gateway }: Entrances): string[] {
  return [
    ...(ingress ? checkDnsLabel(`${field}.ingress.className`, ingress.className) : []),
    ...(ingress ? checkDnsLabel(`${field}.ingress.namespace`, ingress.namespace) : []),
    ...(gateway ? checkGateway(`${field}.gateway`, gateway) : []),
  ];
}

function checkGateway(field: string, { className, name, namespace, listeners, dataPlane }: Gateway): string[] {
  const unnamed =
    'another Gateway than that of Cilium, whose proxy has the identity reserved:ingress: no NetworkPolicy can select it';
  return [
    ...(/cilium/i.test(className) ? [problem(`${field}.className`, unnamed, className)] : []),
    ...checkSubdomain(`${field}.className`, className),
    ...checkSubdomain(`${field}.name`, name),
    ...checkDnsLabel(`${field}.namespace`, namespace),
    ...Object.entries(listeners).flatMap(([protocol, listener]) =>
      checkSubdomain(`${field}.listeners.${protocol}`, listener),
    ),
    ...checkDnsLabel(`${field}.dataPlane.namespace`, dataPlane.namespace),
  ];
}

/** Refuses a route that an entrance of the cluster cannot serve. */
export function notRoutedBy(field: string, { rewrite, limits }: Route, { ingress, gateway }: Entrances): string[] {
  const { upload, timeout } = limits;
  const isOther = ingress?.controller === 'other';
  const beyond = Object.entries({ 'a stripped prefix': rewrite, 'an upload': upload, 'a timeout': timeout });
  return [
    ...beyond
      .filter(([, value]) => isOther && value !== undefined)
      .map(([feature]) => {
        const expected =
          'a route that keeps its path, without upload and timeout, since an Ingress has no field for more';
        return `${problem(field, expected, new Unquoted(feature))}; move to cluster.gateway for it`;
      }),
    ...(gateway && upload && !letsThrough(gateway, upload)
      ? [problem(`${field}.upload`, uploadOf(gateway), new Unquoted(upload.asString()))]
      : []),
  ];
}

function letsThrough({ upload }: Gateway, wanted: Size): boolean {
  return upload === 'unlimited' || (upload !== undefined && mebibytes(wanted) <= mebibytes(upload));
}

function uploadOf({ upload }: Gateway): string {
  if (upload === undefined || upload === 'unlimited') {
    return 'cluster.gateway.upload, the largest body that the proxy lets through: Gateway API has no field for it';
  }
  return `at most cluster.gateway.upload, ${upload.asString()}`;
}
