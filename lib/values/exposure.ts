import { problem, Unquoted } from '../checker/problem';
import { checkCertificate, type TlsCertificate } from './certificate';
import type { Cluster } from './cluster';
import { notRoutedBy } from './entrance';
import { checkHostName } from './name';
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
    ...(tls ? checkCertificate(`${field}.tls`, tls) : []),
    ...(routes.length === 0 ? [problem(`${field}.routes`, 'at least one route', new Unquoted('none'))] : []),
    ...routes.flatMap((route, i) => route.problems(`${field}.routes[${i}]`)),
    ...repeated(routes.map(({ path }) => path)).map((path) => problem(`${field}.routes`, 'each path once', path)),
    ...routes.flatMap((route, i) => notRoutedBy(`${field}.routes[${i}]`, route, cluster)),
  ];
}

const repeated = (words: readonly string[]): string[] => words.filter((word, i) => words.indexOf(word) !== i);
