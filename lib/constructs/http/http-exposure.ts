import { Construct } from 'constructs';
import type { Endpoint } from '../../checker/connection';
import { type Exposure, hostsOf } from '../../values/exposure';
import { TlsSecret } from '../secret/tls-secret';
import type { Namespace } from '../workload/namespace';
import { NetworkEndpoint } from '../workload/network-endpoint';
import { HttpIngress } from './http-ingress';
import { HttpRoutes } from './http-routes';
import { publicHost } from './public-host';

export interface HttpExposureProps {
  readonly namespace: Namespace;
  readonly labels: Readonly<Record<string, string>>;
  readonly exposure: Exposure;
  /** The Service behind it, and the number of its port. */
  readonly service: { readonly name: string; readonly port: number };
}

/**
 * The public side of a service, by every entrance of its cluster.
 *
 * Renders an HttpIngress, HttpRoutes or both, and where cert-manager issues the certificate of the hosts, a Certificate, and
 * for HTTP-01 a NetworkPolicy that lets the entrances reach the pods that prove to own the hosts.
 */
export class HttpExposure extends Construct {
  /** The pods that send web traffic to the service. */
  readonly sources: readonly Endpoint[];

  constructor(scope: Construct, id: string, { namespace, labels, exposure, service }: HttpExposureProps) {
    super(scope, id);
    const { ingress, gateway } = namespace.cluster;
    const { tls } = exposure;
    const shared = { ...exposure, namespace: namespace.name, labels, service };
    if (ingress) new HttpIngress(this, 'ingress', { ...shared, ingress });
    const routes = gateway && new HttpRoutes(this, 'gateway', { ...shared, gateway });
    this.sources = [
      ...(ingress ? [{ namespace: ingress.namespace }] : []),
      ...(gateway ? [proxyOf(gateway.dataPlane)] : []),
    ];
    if (!tls || !(ingress || routes?.usesCertificate)) return;
    // Of the services behind one host, the first renders the Certificate: cert-manager issues again and again for two.
    const secret = `${namespace.name}/${tls.secretName}`;
    const own = hostsOf(exposure).filter((host) => !publicHost(this, host).certificates.has(secret));
    for (const host of own) publicHost(this, host).certificates.add(secret);
    if (tls.issuer && own.length === 0) return;
    const dnsNames = hostsOf(exposure);
    new TlsSecret(this, 'certificate', { namespace, name: service.name, labels, ...tls, dnsNames });
    if (tls.issuer?.challenge === 'HTTP-01') {
      new ChallengePods(this, 'challenge', { namespace, name: `${service.name}-acme` }, this.sources);
    }
  }
}

/** The pods of cert-manager that answer for a host: https://cert-manager.io/docs/configuration/acme/http01/ */
class ChallengePods extends NetworkEndpoint {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly namespace: Namespace; readonly name: string },
    sources: readonly Endpoint[],
  ) {
    super(scope, id, props, { 'acme.cert-manager.io/http01-solver': 'true' });
    for (const source of sources) this.allowFrom(source, 8089);
  }
}

function proxyOf({ namespace, labels }: { namespace: string; labels?: Readonly<Record<string, string>> }): Endpoint {
  return { namespace, ...(labels && { podLabels: labels }) };
}
