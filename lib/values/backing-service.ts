import type { Pods } from '../checker/connection';
import type { Credential, Password } from './password';
import type { Peer } from './peer';

/**
 * A server that services connect to: what a client must know, and nothing about how or where the server runs. Whoever is
 * given one gets its Secret, its network edge and its place in apply order from it.
 */
export interface BackingService {
  /** A host name, or an address, that is valid in every namespace of the cluster. */
  readonly host: string;
  readonly port: number;
  readonly password: Password;
  /** What a client finds in its Secret. */
  readonly credential: Credential;
  /** Where it answers. */
  readonly peer: Peer;
  /** The certificates by which a client knows the server. @default none */
  readonly caBundle?: CaBundle;
  /** Lets a client in, and counts its connections. */
  grantAccess(client: Client): void;
}

/** Pods that connect to a backing service. */
export interface Client {
  readonly peer: Peer & Pods;
  /** The most connections that all of its pods open at a time, those that come and go in a rolling update among them. */
  readonly connections: number;
}

/** Certificates of authorities, in a file that each client finds. */
export interface CaBundle {
  /** The ConfigMap in each client's namespace. */
  readonly configMap: string;
  /** The folder it is mounted at. */
  readonly mountPath: string;
  readonly file: string;
  /** In PEM. */
  readonly certificates: string;
}

/** The same server for a program that reads other variables, and that shares a namespace with other clients of it. */
export function withCredential(service: BackingService, client: string, credential: Credential): BackingService {
  const { host, port, password, peer, caBundle } = service;
  return {
    host,
    port,
    password,
    peer,
    credential,
    ...(caBundle && { caBundle: { ...caBundle, configMap: `${client}-${caBundle.configMap}` } }),
    grantAccess: (each) => service.grantAccess(each),
  };
}
