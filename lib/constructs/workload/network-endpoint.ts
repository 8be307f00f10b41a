import { Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { Edge, Endpoint, Pods } from '../../checker/connection';
import { k8s } from '../../kubernetes';
import { checkServiceName } from '../../values/name';
import { applyAfter } from './apply-order';
import { workloadLabels } from './labels';
import type { Namespace } from './namespace';

export interface NetworkEndpointProps {
  /** The namespace of all objects of the construct. */
  readonly namespace: Namespace;
  /** A DNS label: the name of what runs the pods. */
  readonly name: string;
}

/** Says in the manifest why traffic from or to elsewhere is open. */
const REASONS = 'verify/reasons';

/**
 * Pods of one name, whoever runs them, and who may talk to them.
 *
 * Renders a NetworkPolicy once there is an edge: the namespace denies everything else.
 */
export abstract class NetworkEndpoint extends Construct {
  readonly namespace: Namespace;
  readonly name: string;
  /** These pods, as the other end of an edge sees them. */
  readonly peer: Pods;

  /** The declared connections from and to the pods. */
  get edges(): readonly Edge[] {
    return this.declaredEdges;
  }

  private readonly declaredEdges: Edge[] = [];
  private readonly ingress: k8s.NetworkPolicyIngressRule[] = [];
  private readonly egress: k8s.NetworkPolicyEgressRule[] = [];
  private readonly reasons: string[] = [];
  private networkPolicy?: k8s.KubeNetworkPolicy;

  constructor(
    scope: Construct,
    id: string,
    { namespace, name }: NetworkEndpointProps,
    /** The labels that these pods have, and no others in the namespace. */
    protected readonly selector: Readonly<Record<string, string>>,
  ) {
    super(scope, id);
    this.namespace = namespace;
    this.name = name;
    this.peer = { namespace: namespace.name, podLabels: selector };
    this.node.addValidation({ validate: () => checkServiceName('name', name) });
    applyAfter(this, namespace);
  }

  /** Lets a peer open connections to a port of these pods. */
  protected allowFrom(peer: Endpoint, port: number): void {
    this.declaredEdges.push({ from: peer, to: this.peer, port });
    this.ingress.push({ from: networkPolicyPeers(peer), ports: [tcp(port)] });
    this.restrictTraffic();
  }

  /** Lets these pods open connections to a port of a peer. */
  protected allowTo(peer: Endpoint, port: number): void {
    this.declaredEdges.push({ from: this.peer, to: peer, port });
    this.egress.push({ to: networkPolicyPeers(peer), ports: [tcp(port)] });
    this.restrictTraffic();
  }

  /** Says in the NetworkPolicy why an edge from or to elsewhere is open. */
  protected giveReason(reason: string): void {
    this.reasons.push(reason);
    this.networkPolicy?.metadata.addAnnotation(REASONS, this.reasons.join('\n'));
  }

  protected get labels(): Record<string, string> {
    return workloadLabels(this, this.name, this.namespace.name);
  }

  protected metadata(name = this.name): k8s.ObjectMeta {
    return { name, namespace: this.namespace.name, labels: this.labels };
  }

  /** Rendered with the first edge: a policy without a rule would say what `default-deny` says already. */
  private restrictTraffic(): void {
    if (this.namespace.lessClosed?.network === 'open') return;
    this.networkPolicy ??= new k8s.KubeNetworkPolicy(this, 'network-policy', {
      metadata: this.metadata(),
      // Lazy, since edges come in until the last chart has been assembled.
      spec: Lazy.any({ produce: () => this.networkPolicySpec() }),
    });
  }

  private networkPolicySpec(): k8s.NetworkPolicySpec {
    const { ingress, egress } = this;
    return {
      podSelector: { matchLabels: { ...this.selector } },
      policyTypes: [...(ingress.length > 0 ? ['Ingress'] : []), ...(egress.length > 0 ? ['Egress'] : [])],
      ...(ingress.length > 0 && { ingress }),
      ...(egress.length > 0 && { egress }),
    };
  }
}

function networkPolicyPeers(peer: Endpoint): k8s.NetworkPolicyPeer[] {
  if (peer.cidrs) {
    const { cidrs, except = [] } = peer;
    return cidrs.map((cidr) => ({ ipBlock: { cidr, ...(except.length > 0 && { except: [...except] }) } }));
  }
  const { namespace, podLabels } = peer;
  return [
    {
      namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': namespace } },
      ...(podLabels && { podSelector: { matchLabels: { ...podLabels } } }),
    },
  ];
}

function tcp(port: number): k8s.NetworkPolicyPort {
  return { protocol: 'TCP', port: k8s.IntOrString.fromNumber(port) };
}
