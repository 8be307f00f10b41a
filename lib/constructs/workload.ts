import { Lazy } from 'cdk8s';
import { k8s } from 'cdk8s-plus-28';
import { Construct } from 'constructs';
import { selectorLabels, workloadLabels } from '../primitives/labels';
import { checkServiceName } from '../primitives/name';
import type { Edge, Peer } from '../primitives/peer';
import { applyAfter } from './apply-order';
import type { Namespace } from './namespace';

export interface WorkloadProps {
  readonly namespace: Namespace;
  /** A DNS label: the name of every object of the workload, and of its container. */
  readonly name: string;
}

/**
 * What every workload has, whatever runs its pods: a name, labels, an identity of its own, and edges to its peers.
 *
 * Renders a ServiceAccount without a token and, once it has an edge, a NetworkPolicy. All names are explicit: one that
 * cdk8s generates carries a hash of the construct path, and a renamed StatefulSet starts with an empty disk.
 */
export abstract class Workload extends Construct {
  readonly namespace: Namespace;
  readonly name: string;
  /** This workload, as the other end of an edge sees it. */
  readonly peer: Peer;

  /** Who may talk to these pods, and to whom they may talk. */
  get edges(): readonly Edge[] {
    return this.declaredEdges;
  }

  private readonly declaredEdges: Edge[] = [];

  private readonly ingress: k8s.NetworkPolicyIngressRule[] = [];
  private readonly egress: k8s.NetworkPolicyEgressRule[] = [];
  private networkPolicy?: k8s.KubeNetworkPolicy;

  constructor(scope: Construct, id: string, { namespace, name }: WorkloadProps) {
    super(scope, id);
    this.namespace = namespace;
    this.name = name;
    this.peer = { namespace: namespace.name, podLabels: this.selector, construct: this };
    this.node.addValidation({ validate: () => checkServiceName('name', name) });
    applyAfter(this, namespace);

    new k8s.KubeServiceAccount(this, 'service-account', {
      metadata: this.metadata(),
      automountServiceAccountToken: false,
    });
  }

  /** Lets a peer open connections to a port of these pods. */
  protected allowFrom(peer: Peer, port: number): void {
    this.declaredEdges.push({ from: peer, to: this.peer, port });
    this.ingress.push({ from: [networkPolicyPeer(peer)], ports: [tcp(port)] });
    this.restrictTraffic();
  }

  /** Lets these pods open connections to a port of a peer, and puts the peer before them in apply order. */
  protected allowTo(peer: Peer, port: number): void {
    this.declaredEdges.push({ from: this.peer, to: peer, port });
    this.egress.push({ to: [networkPolicyPeer(peer)], ports: [tcp(port)] });
    this.restrictTraffic();
    if (peer.construct) applyAfter(this, peer.construct);
  }

  protected get selector(): Record<string, string> {
    return selectorLabels(this.name, this.namespace.name);
  }

  protected get labels(): Record<string, string> {
    return workloadLabels(this.name, this.namespace.name);
  }

  protected metadata(name = this.name): k8s.ObjectMeta {
    return { name, namespace: this.namespace.name, labels: this.labels };
  }

  /** Rendered with the first edge: a policy without a rule would say what `default-deny` says already. */
  private restrictTraffic(): void {
    this.networkPolicy ??= new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata: this.metadata(),
      // Lazy: edges come in until the last chart has been assembled.
      spec: Lazy.any({ produce: () => this.networkPolicySpec() }),
    });
  }

  private networkPolicySpec(): k8s.NetworkPolicySpec {
    const { ingress, egress } = this;
    return {
      podSelector: { matchLabels: this.selector },
      policyTypes: [...(ingress.length > 0 ? ['Ingress'] : []), ...(egress.length > 0 ? ['Egress'] : [])],
      ...(ingress.length > 0 && { ingress }),
      ...(egress.length > 0 && { egress }),
    };
  }
}

function networkPolicyPeer({ namespace, podLabels }: Peer): k8s.NetworkPolicyPeer {
  return {
    namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
    ...(podLabels && { podSelector: { matchLabels: { ...podLabels } } }),
  };
}

function tcp(port: number): k8s.NetworkPolicyPort {
  return { protocol: 'TCP', port: k8s.IntOrString.fromNumber(port) };
}
