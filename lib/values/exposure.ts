import { problem, Unquoted } from '../checker/problem';
import type { Cluster } from './cluster';
import { notRoutedBy } from './entrance';
import { checkDnsLabel, checkHostName, checkSubdomain } from './name';
import type { Route } from './route';

/** The public hosts of a service, with its routes. */
export interface Exposure {
  /** Public host name, such as `shop.example.com`, or several. Other services may expose routes of the same host. */
  readonly host: string | readonly string[];
  /** Which paths of the hosts lead here; at least one. */
  readonly routes: readonly Route[];
  /** The TLS certificate of the hosts. @default none: plain HTTP */
  readonly tls?: TlsCertificate;
}

/** A certificate in a Secret of type `kubernetes.io/tls` in the namespace of the service. */
export interface TlsCertificate {
  /** The name of the Secret, a DNS label. A certificate at the Gateway's own listener needs no such Secret. */
  readonly secretName: string;
  /** The issuer of cert-manager that makes the Secret. @default none: the Secret exists */
  readonly issuer?: CertificateIssuer;
}

/** An issuer of cert-manager (https://cert-manager.io/docs/configuration/). The issuer must exist in the cluster. */
export interface CertificateIssuer {
  /** A ClusterIssuer serves every namespace, an Issuer serves its own. */
  readonly kind: 'ClusterIssuer' | 'Issuer';
  /** The name of the issuer: DNS labels joined by dots. */
  readonly name: string;
  /**
   * The proof that the host is yours: `HTTP-01` opens the namespace of the service to the pods that answer for
   * cert-manager; `DNS-01`, and an authority of your own, need nothing here.
   */
  readonly challenge: 'HTTP-01' | 'DNS-01' | 'none';
}

export function hostsOf({ host }: Pick<Exposure, 'host'>): readonly string[] {
  return typeof host === 'string' ? [host] : host;
}

/** Refuses an invalid host, path or certificate, a path given twice, and a route that the cluster's entrance cannot serve. */
export function checkExposure(field: string, exposure: Exposure, cluster: Cluster): string[] {
  const { routes, tls } = exposure;
  const hosts = hostsOf(exposure);
  const entrance = cluster.ingress ?? cluster.gateway;
  return [
    ...(entrance ? [] : [problem(field, 'a cluster with an ingress or a gateway', new Unquoted('neither'))]),
    ...(hosts.length === 0 ? [problem(`${field}.host`, 'at least one host', new Unquoted('none'))] : []),
    ...hosts.flatMap((host) => checkHostName(`${field}.host`, host)),
    ...repeated(hosts).map((host) => problem(`${field}.host`, 'each host once', host)),
    ...(tls ? checkDnsLabel(`${field}.tls.secretName`, tls.secretName) : []),
    ...(tls?.issuer ? checkSubdomain(`${field}.tls.issuer.name`, tls.issuer.name) : []),
    ...(routes.length === 0 ? [problem(`${field}.routes`, 'at least one route', new Unquoted('none'))] : []),
    ...routes.flatMap((route, i) => route.problems(`${field}.routes[${i}]`)),
    ...repeated(routes.map(({ path }) => path)).map((path) => problem(`${field}.routes`, 'each path once', path)),
    ...routes.flatMap((route, i) => notRoutedBy(`${field}.routes[${i}]`, route, cluster)),
  ];
}

const repeated = (words: readonly string[]): string[] => words.filter((word, i) => words.indexOf(word) !== i);
