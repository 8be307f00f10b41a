import type { Construct } from 'constructs';
import { k8s } from '../../kubernetes';
import { selectorLabels } from './labels';
import { NetworkEndpoint, type NetworkEndpointProps } from './network-endpoint';

/** `name` is the name of every object of the workload, and of its container. */
export type WorkloadProps = NetworkEndpointProps;

/**
 * The shared base of workloads: a name, labels, a ServiceAccount, and edges to peers.
 *
 * Renders a ServiceAccount without a token, beside what NetworkEndpoint renders. All names are explicit: one that cdk8s
 * generates carries a hash of the construct path, and a renamed StatefulSet starts with an empty disk.
 */
export abstract class Workload extends NetworkEndpoint {
  constructor(scope: Construct, id: string, props: WorkloadProps) {
    super(scope, id, props, selectorLabels(props.name, props.namespace.name));
    new k8s.KubeServiceAccount(this, 'service-account', {
      metadata: this.metadata(),
      automountServiceAccountToken: false,
    });
  }
}
