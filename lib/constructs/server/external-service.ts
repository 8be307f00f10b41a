import { Construct } from 'constructs';
import type { Endpoint } from '../../checker/connection';
import { k8s } from '../../kubernetes';
import { cidrsOf, type ExternalAddress } from '../../values/external-address';
import { checkServiceName } from '../../values/name';
import { applyAfter } from '../workload/apply-order';
import { workloadLabels } from '../workload/labels';
import type { Namespace } from '../workload/namespace';

export interface ExternalServiceProps {
  readonly namespace: Namespace;
  /** The name of the Service: a DNS label. */
  readonly name: string;
  readonly address: ExternalAddress;
  /** Name and number of the server's port. */
  readonly port: { readonly name: string; readonly number: number };
}

/**
 * A name inside of the cluster for a server outside of it, so that whoever uses the name does not notice a move.
 *
 * Renders a Service of type ExternalName for a DNS name, and a Service with an EndpointSlice for an address.
 */
export class ExternalService extends Construct {
  readonly host: string;
  readonly peer: Endpoint;

  constructor(scope: Construct, id: string, { namespace, name, address, port }: ExternalServiceProps) {
    super(scope, id);
    this.host = namespace.host(name);
    this.peer = { cidrs: cidrsOf(address) };
    this.node.addValidation({ validate: () => checkServiceName('name', name) });
    applyAfter(this, namespace);
    const labels = workloadLabels(this, name, namespace.name);
    const metadata = { name, namespace: namespace.name, labels };
    if (address.ip === undefined) {
      new k8s.KubeService(this, 'service', {
        metadata,
        spec: { type: 'ExternalName', externalName: address.hostname },
      });
      return;
    }
    const ports = [{ name: port.name, port: port.number }];
    new k8s.KubeService(this, 'service', { metadata, spec: { ports } });
    new k8s.KubeEndpointSlice(this, 'endpoint-slice', {
      metadata: {
        ...metadata,
        labels: {
          ...labels,
          'endpointslice.kubernetes.io/managed-by': 'cdk8s',
          'kubernetes.io/service-name': name,
        },
      },
      addressType: 'IPv4',
      endpoints: [{ addresses: [address.ip] }],
      ports,
    });
  }
}
