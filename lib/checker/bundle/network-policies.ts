import type { Addresses } from '../connection';
import { group } from '../manifest/group';
import { apiGroup, namespaceOf, stringsAt, valueAt } from '../manifest/manifest';
import { admitsBlock } from './address-blocks';
import type { Bundle, PodTemplate } from './bundle';
import { LabelIndex, SelectorIndex } from './label-index';
import { certainLabels, meets, type Requirement } from './label-selector';
import { knownNamespaces, NAMESPACE_NAME } from './namespaces';
import { covers, type Direction, mayHoldPods, type Policy, policyOf, type TrafficPeer } from './network-policy';
import { type Pod, podOf } from './pod';

/** The NetworkPolicies of a bundle, and what they let through. */
export class NetworkPolicies {
  readonly all: readonly Policy[];
  private readonly byNamespace = new Map<string, Policy[]>();
  private readonly bySelector = new Map<string, SelectorIndex<Policy>>();
  private readonly byTemplate = new Map<PodTemplate, readonly Policy[]>();
  private readonly pods = new Map<string, LabelIndex<Pod>>();
  private readonly knownNamespaces: ReadonlySet<string>;

  /** The policies of a bundle are read once, however many rules ask for them. */
  static of(bundle: Bundle): NetworkPolicies {
    const known = NetworkPolicies.known.get(bundle) ?? new NetworkPolicies(bundle);
    NetworkPolicies.known.set(bundle, known);
    return known;
  }
  private static readonly known = new WeakMap<Bundle, NetworkPolicies>();

  private constructor(private readonly bundle: Bundle) {
    // Calico has a kind of the same name, with another meaning.
    const manifests = bundle
      .ofKind('NetworkPolicy')
      .filter(({ apiVersion }) => apiGroup(apiVersion) === 'networking.k8s.io');
    this.all = manifests.map(policyOf);
    for (const policy of this.all) {
      const namespace = namespaceOf(policy.manifest);
      group(this.byNamespace, namespace, policy);
      const index = this.bySelector.get(namespace) ?? new SelectorIndex();
      this.bySelector.set(namespace, index);
      index.add(policy.selector, policy);
    }
    for (const pod of bundle.allTemplates.map(podOf)) {
      const index = this.pods.get(pod.namespace) ?? new LabelIndex();
      this.pods.set(pod.namespace, index);
      index.add(pod.labels, pod);
    }
    this.knownNamespaces = knownNamespaces(bundle);
  }

  ofNamespace(namespace: string): readonly Policy[] {
    return this.byNamespace.get(namespace) ?? [];
  }

  /** The pods of a namespace that a selector selects. */
  select(namespace: string, selector: readonly Requirement[]): Pod[] {
    const candidates = this.pods.get(namespace)?.candidates(certainLabels(selector)) ?? [];
    return candidates.filter(({ labels }) => selector.every((requirement) => meets(requirement, labels)));
  }

  /** The policies that isolate a pod in a direction: only what one of them lets through gets through. */
  isolating(direction: Direction, template: PodTemplate): readonly Policy[] {
    let selecting = this.byTemplate.get(template);
    if (!selecting) {
      const { labels } = podOf(template);
      // A pod on the node's own network is outside of what policies can see.
      const hidden = valueAt(template.spec, 'hostNetwork') === true;
      const candidates = (hidden ? undefined : this.bySelector.get(template.namespace)?.candidates(labels)) ?? [];
      selecting = candidates.filter(({ selector }) => selector.every((requirement) => meets(requirement, labels)));
      this.byTemplate.set(template, selecting);
    }
    return selecting.filter(({ rules }) => rules[direction] !== undefined);
  }

  /** The policies that keep a pod from a connection with another: none, if one lets it through or none isolates it. */
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
    if (pod.cidrs) return ipBlock !== undefined && pod.cidrs.every((cidr) => admitsBlock(ipBlock, cidr));
    if (ipBlock !== undefined) return mayHoldPods(ipBlock);
    const there = namespaces ? this.selectsNamespace(namespaces, pod.namespace) : pod.namespace === home;
    return there && pods.every((requirement) => meets(requirement, pod.labels));
  }

  /** A namespace that is neither made here nor declared may have any label beside its name. */
  private selectsNamespace(selector: readonly Requirement[], name: string): boolean {
    const made = this.bundle.find('Namespace', '', name);
    const known = this.knownNamespaces.has(name);
    const labels = { ...stringsAt(made, 'metadata', 'labels'), [NAMESPACE_NAME]: name };
    return selector.every((requirement) => {
      return (!known && requirement.key !== NAMESPACE_NAME) || meets(requirement, labels);
    });
  }
}
