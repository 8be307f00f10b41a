/** Addresses that a load balancer of the cluster gives, and where a Service asks for one. */
export interface AddressPools {
  readonly kind: string;
  /** The blocks, ranges or items with `start` and `stop` of a pool. */
  readonly blocks: readonly string[];
  /** Annotations with addresses. */
  readonly asks: readonly string[];
  /** Annotations with the name of a pool. */
  readonly names: readonly string[];
  /** Annotations with which Services share an address. */
  readonly shares: readonly string[];
  /** True if the load balancer reads spec.loadBalancerIP. */
  readonly field: boolean;
  /** The kinds that announce pools, with the names of the pools. */
  readonly announced?: { readonly kinds: readonly string[]; readonly names: string; readonly selectors: string };
}

export const ADDRESS_POOLS: readonly AddressPools[] = [
  // https://metallb.io/usage/, https://metallb.io/configuration/
  {
    kind: 'IPAddressPool',
    blocks: ['spec.addresses[]'],
    asks: ['metallb.io/loadBalancerIPs', 'metallb.universe.tf/loadBalancerIPs'],
    names: ['metallb.io/address-pool', 'metallb.universe.tf/address-pool'],
    shares: ['metallb.io/allow-shared-ip', 'metallb.universe.tf/allow-shared-ip'],
    field: true,
    announced: {
      kinds: ['L2Advertisement', 'BGPAdvertisement'],
      names: 'spec.ipAddressPools[]',
      selectors: 'spec.ipAddressPoolSelectors[]',
    },
  },
  // https://docs.cilium.io/en/stable/network/lb-ipam/
  {
    kind: 'CiliumLoadBalancerIPPool',
    blocks: ['spec.blocks[].cidr', 'spec.blocks[]', 'spec.cidrs[].cidr'],
    asks: ['lbipam.cilium.io/ips', 'io.cilium/lb-ipam-ips'],
    names: [],
    shares: ['lbipam.cilium.io/sharing-key', 'io.cilium/lb-ipam-sharing-key'],
    field: false,
  },
];
