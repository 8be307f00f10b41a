import { Construct } from 'constructs';
import { Certificate } from '../../../imports/cert-manager.io';
import type { Certificate as CertificateProps } from '../../values/certificate';
import type { Namespace } from '../workload/namespace';
import { ExistingSecret } from './existing-object';

export interface TlsSecretProps extends CertificateProps {
  readonly namespace: Namespace;
  /** The name of the Certificate. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** The names on the certificate. */
  readonly dnsNames: readonly string[];
}

/** The Secret of a certificate. Renders a Certificate for cert-manager, and nothing for a Secret that exists. */
export class TlsSecret extends Construct {
  constructor(scope: Construct, id: string, { namespace, name, labels, secretName, issuer, dnsNames }: TlsSecretProps) {
    super(scope, id);
    if (!issuer) {
      const keys = { 'tls.crt': 'CERTIFICATE', 'tls.key': 'KEY' };
      new ExistingSecret(this, 'existing', { namespace: namespace.name, name: secretName, keys });
      return;
    }
    const issuerRef = { group: 'cert-manager.io', kind: issuer.kind, name: issuer.name };
    new Certificate(this, 'certificate', {
      metadata: { name, namespace: namespace.name, labels: { ...labels } },
      spec: { secretName, dnsNames: [...dnsNames], issuerRef },
    });
  }
}
