/** The graph of an environment: who runs, what keeps data, and who talks to whom. Knows manifests alone, anybody's. */
import type { Bundle } from '../checker/bundle/bundle';
import { connectionsOf } from './connections';
import { entrancesOf } from './entrances';
import type { Graph } from './graph';
import { workloadsOf } from './workloads';

export type { Connection, Disk, Entrance, Graph, GraphNode, Outside, Workload } from './graph';

/** The graph of the manifests of a bundle. */
export function graphOf(bundle: Bundle): Graph {
  const { entrances, routes } = entrancesOf(bundle);
  const { connections, outside } = connectionsOf(bundle);
  return {
    nodes: [...entrances, ...workloadsOf(bundle, connections), ...outside],
    connections: [...routes, ...connections],
  };
}
