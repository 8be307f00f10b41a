import type { Endpoint, Pods } from '../checker/connection';
import type { Credential, Password } from './password';

/**
 * A server that services connect to. A service with a backing service gets the Secret of the connection and the
 * NetworkPolicy to the server. Clients do not depend on the place of the server: a StatefulSet, an operator, or a machine outside of the cluster.
 */
export interface BackingService {
  /** The host name or the IP address of the server, valid in every namespace of the cluster. */
  readonly host: string;
  /** The TCP port of the server, 1 to 65535. */
  readonly port: number;
  /** The password that clients log in with. */
  readonly password: Password;
  /** The keys and values of each client's Secret. */
  readonly credential: Credential;
  /** The pods or the addresses of the server, for the NetworkPolicies of clients. */
  readonly peer: Endpoint;
  /** The certificates of the authorities that clients trust. @default none */
  readonly caBundle?: CaBundle;
  /**
   * Grants access to a client. A server in the cluster opens the NetworkPolicy of the server; a server with a limit of
   * connections counts the connections of the client.
   */
  grantAccess(client: Client): void;
}

/** Pods that connect to a backing service. */
export interface Client {
  /** The pods of the client. */
  readonly peer: Pods;
  /** The highest number of connections of all pods at a time, including the extra pods of a rolling update. */
  readonly connections: number;
}

/** The certificates of authorities, mounted as a file into the containers of each client. */
export interface CaBundle {
  /** The end of the name of each client's ConfigMap, behind the name of the client. */
  readonly configMap: string;
  /** The folder that the ConfigMap is mounted at. */
  readonly mountPath: string;
  /** The name of the file in the folder. */
  readonly file: string;
  /** The certificates, in PEM. */
  readonly certificates: string;
}

/** Returns the same server with another credential, for a client that reads other environment variables. */
export function withCredential(service: BackingService, credential: Credential): BackingService {
  const { host, port, password, peer, caBundle } = service;
  const grantAccess = (client: Client) => service.grantAccess(client);
  return { host, port, password, peer, credential, ...(caBundle && { caBundle }), grantAccess };
}
