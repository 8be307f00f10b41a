import { problem, Unquoted } from '../checker/problem';
import { checkDnsLabel, checkSubdomain } from './name';

/** An issuer of cert-manager (https://cert-manager.io/docs/configuration/). The issuer must exist in the cluster. */
export interface Issuer {
  /** A ClusterIssuer serves every namespace, an Issuer serves its own. */
  readonly kind: 'ClusterIssuer' | 'Issuer';
  /** The name of the issuer: DNS labels joined by dots. */
  readonly name: string;
}

/** An issuer of certificates for public hosts. */
export interface CertificateIssuer extends Issuer {
  /**
   * The proof that the host is yours: `HTTP-01` opens the namespace of the service to the pods that answer for
   * cert-manager; `DNS-01`, and an authority of your own, need nothing here.
   */
  readonly challenge: 'HTTP-01' | 'DNS-01' | 'none';
}

/** A certificate in a Secret of type `kubernetes.io/tls`, in the namespace of the pods that answer under the names. */
export interface Certificate {
  /** The name of the Secret, a DNS label. */
  readonly secretName: string;
  /** The issuer of cert-manager that makes the Secret. @default none: the Secret exists */
  readonly issuer?: Issuer;
}

/** The certificate of public hosts. A certificate at a Gateway's own listener needs no such Secret. */
export interface TlsCertificate extends Certificate {
  /** The issuer of cert-manager that makes the Secret. @default none: the Secret exists */
  readonly issuer?: CertificateIssuer;
}

/** TLS of a server in the cluster. The certificate names the server: `<server>.<namespace>.svc.cluster.local`. */
export interface ServerTls extends Certificate {
  /** The certificates of the authorities, in PEM. Clients accept only a server with a certificate of the authorities. */
  readonly ca: string;
}

/** Refuses an invalid name of a Secret or an issuer. */
export function checkCertificate(field: string, { secretName, issuer }: Certificate): string[] {
  return [
    ...checkDnsLabel(`${field}.secretName`, secretName),
    ...(issuer ? checkSubdomain(`${field}.issuer.name`, issuer.name) : []),
  ];
}

/** Refuses a text without a certificate in PEM. */
export function checkAuthorities(field: string, ca: string): string[] {
  if (/^-----BEGIN CERTIFICATE-----\n/m.test(ca)) return [];
  return [problem(field, 'certificates in PEM (-----BEGIN CERTIFICATE-----)', new Unquoted('none'))];
}
