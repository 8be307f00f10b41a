import type { PodTemplate } from '../../bundle/bundle';
import { conflict, type NodeTerm, podTerms } from '../../bundle/workloads/node-choice';
import { listItems } from '../../manifest/field-path';
import { getOrInsert } from '../../manifest/get-or-insert';
import { identity, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** More pods than these with one port are not compared with each other. */
const MOST = 50;

/** A port of a node, and the pod that holds the port. */
interface Held {
  readonly template: PodTemplate;
  /** The nodes of the pod. Undefined if conditions other than `In` choose the nodes. */
  readonly nodes: readonly NodeTerm[] | undefined;
  readonly field: string;
  readonly port: number;
}

/** Two pods of each node take different ports of the node. */
export const hostPortsDiffer: Rule = {
  id: 'host-ports-differ',
  answer: 'broken',
  why: 'a port of a node belongs to one pod: of two DaemonSets with one port, one stays Pending on every node',
  example:
    'DaemonSet default/logs: spec.template.spec.containers[logs].ports[http]: expected a port that DaemonSet default/metrics does not take on the same nodes, received 9100 [host-ports-differ]',
  about: ['hostPort', 'hostNetwork'],
  check: ({ templates }) => {
    const held = new Map<string, Held[]>();
    return templates
      .filter(({ owner }) => owner.kind === 'DaemonSet')
      .flatMap((template) => portsOf(template))
      .flatMap(({ key, ...each }): Finding[] => {
        const others = getOrInsert(held, key, () => []);
        const other = others.find((one) => one.template !== each.template && meet(one, each));
        if (others.length < MOST) others.push(each);
        if (other === undefined) return [];
        const expected = `a port that ${identity(other.template.owner)} does not take on the same nodes`;
        return [{ object: each.template.owner, field: each.field, expected, received: quoted(each.port) }];
      });
  },
};

/** In the network of the node, each port of a container is a port of the node. */
function portsOf(template: PodTemplate): (Held & { readonly key: string })[] {
  const isHost = valueAt(template.spec, 'hostNetwork') === true;
  const nodes = nodesOf(template);
  return template.containers
    .filter(({ init }) => !init)
    .flatMap(({ spec, path }) =>
      listItems(spec, path, 'ports').flatMap(({ item, path: field }) => {
        const port = numberAt(item, 'hostPort') ?? (isHost ? numberAt(item, 'containerPort') : undefined);
        if (port === undefined || port === 0 || stringAt(item, 'hostIP') !== undefined) return [];
        return [{ template, nodes, field, port, key: `${stringAt(item, 'protocol') ?? 'TCP'} ${port}` }];
      }),
    );
}

/** The nodes of a pod. Undefined if conditions other than `In` choose the nodes. */
function nodesOf({ spec }: PodTemplate): readonly NodeTerm[] | undefined {
  const isPlain = !/"(NotIn|DoesNotExist|Gt|Lt)"/.test(JSON.stringify(valueAt(spec, 'affinity') ?? ''));
  return isPlain ? podTerms(spec) : undefined;
}

/** True if some node runs both. */
function meet({ nodes }: Held, { nodes: others }: Held): boolean {
  return nodes !== undefined && others !== undefined && conflict(nodes, others) === undefined;
}
