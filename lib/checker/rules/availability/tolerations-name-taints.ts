import { listItems } from '../../manifest/field-path';
import { entriesAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

const WORKLOADS = ['Deployment', 'Rollout', 'StatefulSet', 'ReplicaSet'];

/** An ordinary workload tolerates taints by name. */
export const tolerationsNameTaints: Rule = {
  id: 'tolerations-name-taints',
  answer: 'risk',
  why: 'a toleration of everything is one of node.kubernetes.io/unreachable, too: a pod on a dead node is never replaced, and the pods go to nodes that are kept for others',
  example:
    'Deployment default/api: spec.template.spec.tolerations[0]: expected the key of a taint, since a toleration without a key keeps the pod on a node that is gone, received operator "Exists" alone [tolerations-name-taints]',
  about: ['tolerations'],
  check: ({ templates }) =>
    templates
      // Pods of nodes, and what a cluster cannot start without, stay wherever they are.
      .filter(({ owner, namespace, spec }) => {
        const isSystem =
          /^system-/.test(stringAt(spec, 'priorityClassName') ?? '') ||
          /^(kube|openshift|tigera|calico|cilium)-/.test(namespace);
        const onControlPlane = entriesAt(spec, 'nodeSelector').some(([key]) =>
          key.startsWith('node-role.kubernetes.io/'),
        );
        return WORKLOADS.includes(owner.kind) && !isSystem && !onControlPlane && valueAt(spec, 'hostNetwork') !== true;
      })
      .flatMap(({ owner: object, spec, path }) =>
        listItems(spec, path, 'tolerations').flatMap(({ item, path: field }): Finding[] => {
          const isOpen = (stringAt(item, 'key') ?? '') === '' && stringAt(item, 'operator') === 'Exists';
          const evicts = ['NoExecute', undefined].includes(stringAt(item, 'effect'));
          const isBounded = valueAt(item, 'tolerationSeconds') !== undefined;
          if (!isOpen || !evicts || isBounded) return [];
          const expected = 'the key of a taint, since a toleration without a key keeps the pod on a node that is gone';
          return [{ object, field, expected, received: 'operator "Exists" alone' }];
        }),
      ),
};
