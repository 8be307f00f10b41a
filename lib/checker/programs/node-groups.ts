import { entriesAt, type Json, listAt, type Manifest, stringsAt } from '../manifest/manifest';

/** Nodes that somebody makes by an object: their labels and taints. */
export interface NodeGroup {
  readonly maker: Manifest;
  readonly labels: Readonly<Record<string, string>>;
  readonly taints: readonly Json[];
}

/** The groups of nodes of an object, by kind. */
export const NODE_GROUPS: Readonly<Record<string, (maker: Manifest) => readonly NodeGroup[]>> = {
  // https://karpenter.sh/docs/concepts/nodepools/
  NodePool: (maker) => [
    {
      maker,
      labels: {
        'karpenter.sh/nodepool': maker.metadata.name,
        ...stringsAt(maker, 'spec', 'template', 'metadata', 'labels'),
      },
      taints: listAt(maker, 'spec', 'template', 'spec', 'taints'),
    },
  ],
  Provisioner: (maker) => [
    { maker, labels: stringsAt(maker, 'spec', 'labels'), taints: listAt(maker, 'spec', 'taints') },
  ],
  // https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/node-v1/
  Node: (maker) => [{ maker, labels: stringsAt(maker, 'metadata', 'labels'), taints: listAt(maker, 'spec', 'taints') }],
  // https://eksctl.io/usage/schema/
  ClusterConfig: (maker) =>
    ['nodeGroups', 'managedNodeGroups'].flatMap((list) =>
      listAt(maker, list).map((group) => ({
        maker,
        labels: stringsAt(group, 'labels'),
        taints: [
          ...listAt(group, 'taints'),
          // The old form: `dedicated: "gpu:NoSchedule"`.
          ...entriesAt(group, 'taints').map(([key, value]) => {
            const [word = '', effect = 'NoSchedule'] = String(value).split(':');
            return { key, value: word, effect };
          }),
        ],
      })),
    ),
};
