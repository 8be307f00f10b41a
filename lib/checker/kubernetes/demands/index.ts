import type { Demand } from '../demand';
import { ACCESS_DEMANDS } from './access';
import { CLUSTER_DEMANDS } from './cluster';
import { DEFINITION_DEMANDS } from './custom-resource-definitions';
import { NETWORK_DEMANDS } from './network';
import { POD_DEMANDS } from './pods';
import { SELECTOR_DEMANDS } from './selectors';
import { STORAGE_DEMANDS } from './storage';
import { WORKLOAD_DEMANDS } from './workloads';

const TABLES = [
  ...[ACCESS_DEMANDS, CLUSTER_DEMANDS, DEFINITION_DEMANDS, NETWORK_DEMANDS],
  ...[POD_DEMANDS, SELECTOR_DEMANDS, STORAGE_DEMANDS, WORKLOAD_DEMANDS],
];

/** The relations between the fields of a type, by type. Source: the validation packages below pkg/apis of kubernetes/kubernetes. */
export const DEMANDS: Readonly<Record<string, readonly Demand[]>> = merged();

function merged(): Record<string, readonly Demand[]> {
  const all: Record<string, readonly Demand[]> = {};
  for (const [type, demands] of TABLES.flatMap((table) => Object.entries(table))) {
    all[type] = [...(all[type] ?? []), ...demands];
  }
  return all;
}
