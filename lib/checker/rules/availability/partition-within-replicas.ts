import { numberAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

const PARTITION = ['spec', 'updateStrategy', 'rollingUpdate', 'partition'];

/** A rolling update of a StatefulSet reaches a pod. */
export const partitionWithinReplicas: Rule = {
  id: 'partition-within-replicas',
  answer: 'risk',
  why: 'pods below the partition keep the old template: with a partition above the last pod no change is ever rolled out',
  example:
    'StatefulSet default/db: spec.updateStrategy.rollingUpdate.partition: expected below the number of replicas (3), received 3 [partition-within-replicas]',
  about: ['partition'],
  check: (bundle) =>
    bundle.ofKind('StatefulSet').flatMap((object) => {
      const partition = numberAt(object, ...PARTITION);
      const replicas = numberAt(object, 'spec', 'replicas') ?? 1;
      const first = numberAt(object, 'spec', 'ordinals', 'start') ?? 0;
      if (partition === undefined || replicas === 0 || partition < first + replicas) return [];
      const expected = `below the number of replicas (${first + replicas})`;
      return [{ object, field: PARTITION.join('.'), expected, received: quoted(partition) }];
    }),
};
