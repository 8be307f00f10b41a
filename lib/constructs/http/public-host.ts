import type { IConstruct } from 'constructs';
import type { Route } from '../../values/route';

/** What the services behind one public host have to know of each other. */
export interface PublicHost {
  /** The routes of all services, as Ingresses render them. */
  readonly routes: Route[];
  /** The ListenerSet with the certificate of the host: of the first service that has one. */
  listenerSet?: { readonly namespace: string; readonly name: string };
  /** The namespaces with routes of the host. */
  readonly namespaces: Set<string>;
  /** The Secrets that a Certificate fills for the host, as <namespace>/<name>. */
  readonly certificates: Set<string>;
}

const HOSTS = new WeakMap<IConstruct, Map<string, PublicHost>>();

/** The public host of a program, whichever of its charts asks. */
export function publicHost({ node: { root } }: IConstruct, host: string): PublicHost {
  const hosts = HOSTS.get(root) ?? new Map<string, PublicHost>();
  const found = hosts.get(host) ?? { routes: [], namespaces: new Set(), certificates: new Set() };
  HOSTS.set(root, hosts.set(host, found));
  return found;
}
