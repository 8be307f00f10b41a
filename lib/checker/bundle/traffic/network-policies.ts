import type { Addresses } from '../../connection';
import { admitsBlock } from '../../kubernetes/address-blocks';
import { getOrInsert } from '../../manifest/get-or-insert';
import { apiGroup, namespaceOf, stringsAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle, PodTemplate } from '../bundle';
import { LabelIndex, SelectorIndex } from '../label-index';
import { certainLabels, meets, type Requirement } from '../label-selector';
import { knownNamespaces, NAMESPACE_NAME } from './namespaces';
import { covers, type Direction, mayHoldPods, type Policy, policyOf, type TrafficPeer } from './network-policy';
import { type Pod, podOf } from './pod';

/** The NetworkPolicies of a bundle, and the traffic they allow. */
export class NetworkPolicies {
  readonly all: readonly Policy[];
  private readonly byNamespace = new Map<string, Policy[]>();
  private readonly bySelector = new Map<string, SelectorIndex<Policy>>();
  private readonly pods = new Map<string, LabelIndex<Pod>>();
  private readonly knownNamespaces: ReadonlySet<string>;

  static readonly of = once((bundle: Bundle) => new NetworkPolicies(bundle));

  private constructor(private readonly bundle: Bundle) {
    // Calico has a kind of the same name, with another meaning.
    const manifests = bundle
      .ofKind('NetworkPolicy')
      .filter(({ apiVersion }) => apiGroup(apiVersion) === 'networking.k8s.io');
    this.all = manifests.map(policyOf);
    for (const policy of this.all) {
      const namespace = namespaceOf(policy.manifest);
      getOrInsert(this.byNamespace, namespace, () => []).push(policy);
      getOrInsert(this.bySelector, namespace, () => new SelectorIndex()).add(policy.selector, policy);
    }
    for (const pod of bundle.allTemplates.map(podOf)) {
      getOrInsert(this.pods, pod.namespace, () => new LabelIndex()).add(pod.labels, pod);
    }
    this.knownNamespaces = knownNamespaces(bundle);
  }

  ofNamespace(namespace: string): readonly Policy[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** The pods of a namespace that match a selector. */
  select(namespace: string, selector: readonly Requirement[]): Pod[] {
    const candidates = this.pods.get(namespace)?.candidates(certainLabels(selector)) ?? [];
    return candidates.filter(({ labels }) => selector.every((requirement) => meets(requirement, labels)));
  }

  private readonly selecting = once((template: PodTemplate): readonly Policy[] => {
    // Policies do not see a pod on the network of its node.
    if (valueAt(template.spec, 'hostNetwork') === true) return [];
    const { labels } = podOf(template);
    const candidates = this.bySelector.get(template.namespace)?.candidates(labels) ?? [];
    return candidates.filter(({ selector }) => selector.every((requirement) => meets(requirement, labels)));
  });

  /** The policies that isolate a pod in a direction: traffic passes if a policy allows the traffic. */
  isolating(direction: Direction, template: PodTemplate): readonly Policy[] {
    return this.selecting(template).filter(({ rules }) => rules[direction] !== undefined);
  }

  /**
   * The policies that block a connection of a pod. Empty if a policy allows the connection, or no policy isolates the
   * pod.
   */
  blocking(
    direction: Direction,
    own: PodTemplate,
    other: Pod | Addresses,
    port: number,
    protocol = 'TCP',
  ): readonly Policy[] {
    const isolating = this.isolating(direction, own);
    const destination = direction === 'ingress' || other.cidrs ? podOf(own) : other;
    const open = isolating.some(({ openings }) =>
      openings[direction]
        .candidates(other.cidrs ? {} : other.labels)
        .some(
          ({ peer, ports }) => this.admits(peer, own.namespace, other) && covers(ports, protocol, port, destination),
        ),
    );
    return open ? [] : isolating;
  }

  private admits(peer: TrafficPeer | undefined, home: string, pod: Pod | Addresses): boolean {
    if (peer === undefined) return true;
    const { ipBlock, namespaces, pods } = peer;
    if (pod.cidrs) return ipBlock !== undefined && pod.cidrs.every((cidr) => admitsBlock(ipBlock, cidr, pod.except));
    if (ipBlock !== undefined) return mayHoldPods(ipBlock);
    const there = namespaces ? this.selectsNamespace(namespaces, pod.namespace) : pod.namespace === home;
    return there && pods.every((requirement) => meets(requirement, pod.labels));
  }

  /** An unknown namespace may have any label beside its name. */
  private selectsNamespace(selector: readonly Requirement[], name: string): boolean {
    const made = this.bundle.find('Namespace', '', name);
    const known = this.knownNamespaces.has(name);
    const labels = { ...stringsAt(made, 'metadata', 'labels'), [NAMESPACE_NAME]: name };
    return selector.every((requirement) => {
      return (!known && requirement.key !== NAMESPACE_NAME) || meets(requirement, labels);
    });
  }
}

/** True if policies of a network plugin may open what the NetworkPolicies of Kubernetes close. */
export const hasForeignPolicies = once(({ manifests }: Bundle): boolean =>
  manifests.some(({ kind, apiVersion }) => {
    return kind.endsWith('NetworkPolicy') && apiGroup(apiVersion) !== 'networking.k8s.io';
  }),
);
