import type { Demand } from '../demand';
import { ACCESS_DEMANDS } from './access';
import { ADMISSION_DEMANDS } from './admission';
import { AUTOSCALING_DEMANDS } from './autoscaling';
import { CLUSTER_DEMANDS } from './cluster';
import { CONTAINER_DEMANDS } from './containers';
import { DEFINITION_DEMANDS } from './custom-resource-definitions';
import { DEVICE_DEMANDS } from './devices';
import { EVENT_DEMANDS } from './events';
import { FLOW_CONTROL_DEMANDS } from './flow-control';
import { JOB_DEMANDS } from './jobs';
import { NETWORK_DEMANDS } from './network';
import { OPERATING_SYSTEM_DEMANDS } from './operating-systems';
import { POD_DEMANDS } from './pods';
import { QUOTA_DEMANDS } from './quotas';
import { RESOURCE_DEMANDS } from './resources';
import { SELECTOR_DEMANDS } from './selectors';
import { SERVICE_DEMANDS } from './services';
import { STORAGE_DEMANDS } from './storage';
import { VOLUME_DEMANDS } from './volumes';
import { WORKLOAD_DEMANDS } from './workloads';

const TABLES = [
  ...[ACCESS_DEMANDS, ADMISSION_DEMANDS, AUTOSCALING_DEMANDS, CLUSTER_DEMANDS, CONTAINER_DEMANDS, DEFINITION_DEMANDS],
  ...[DEVICE_DEMANDS, EVENT_DEMANDS, FLOW_CONTROL_DEMANDS, JOB_DEMANDS, NETWORK_DEMANDS, OPERATING_SYSTEM_DEMANDS],
  ...[POD_DEMANDS, QUOTA_DEMANDS, RESOURCE_DEMANDS, SELECTOR_DEMANDS, SERVICE_DEMANDS, STORAGE_DEMANDS],
  ...[VOLUME_DEMANDS, WORKLOAD_DEMANDS],
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
