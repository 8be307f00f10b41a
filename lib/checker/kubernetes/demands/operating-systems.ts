import { itemPath } from '../../manifest/field-path';
import { type Json, listAt, valueAt } from '../../manifest/manifest';
import { type Complaint, type Demand, when } from '../demand';

const LINUX = {
  pod: ['hostIPC', 'hostPID', 'hostUsers', 'resources', 'shareProcessNamespace'],
  podContext: [
    ...['appArmorProfile', 'fsGroup', 'fsGroupChangePolicy', 'runAsGroup', 'runAsUser', 'seLinuxChangePolicy'],
    ...['seLinuxOptions', 'seccompProfile', 'supplementalGroups', 'supplementalGroupsPolicy', 'sysctls'],
  ],
  context: [
    ...['allowPrivilegeEscalation', 'appArmorProfile', 'capabilities', 'privileged', 'procMount'],
    ...['readOnlyRootFilesystem', 'runAsGroup', 'runAsUser', 'seLinuxOptions', 'seccompProfile'],
  ],
};
const WINDOWS = { pod: [], podContext: ['windowsOptions'], context: ['windowsOptions'] };

/** A field without effect may be written: `hostPID: false`. */
const isGiven = (value: Json | undefined): boolean => (value ?? false) !== false;
const isThere = (value: Json | undefined): boolean => (value ?? null) !== null;

const containersOf = (spec: Json) =>
  ['containers', 'initContainers'].flatMap((list) =>
    listAt(spec, list).map((item, index) => ({ item, path: itemPath(list, item, index) })),
  );

/** Fields of the other system, in the pod and in its containers. */
const without =
  ({ pod, podContext, context }: typeof LINUX): Demand =>
  (spec) => {
    const fields = [
      ...pod.filter((name) =>
        (name.startsWith('host') && name !== 'hostUsers' ? isGiven : isThere)(valueAt(spec, name)),
      ),
      ...podContext
        .filter((name) => isThere(valueAt(spec, 'securityContext', name)))
        .map((name) => `securityContext.${name}`),
      ...containersOf(spec).flatMap(({ item, path }) =>
        context
          .filter((name) => isThere(valueAt(item, 'securityContext', name)))
          .map((name) => `${path}.securityContext.${name}`),
      ),
    ];
    return fields.map((field) => ({ field, expected: 'no such field' }));
  };

/** All containers are processes of the node, or none. */
const hostProcesses: Demand = (spec): Complaint[] => {
  const own = valueAt(spec, 'securityContext', 'windowsOptions', 'hostProcess') ?? undefined;
  const of = (item: Json) => valueAt(item, 'securityContext', 'windowsOptions', 'hostProcess') ?? undefined;
  const containers = containersOf(spec).map(({ item }) => of(item));
  const running = containers.filter((each) => (each ?? own) === true).length;
  const other = own !== undefined && containers.some((each) => each !== undefined && each !== own);
  if (running === 0 && !other) return [];
  const field = 'securityContext.windowsOptions.hostProcess';
  if (other || running < containers.length) return [{ field, expected: 'the same in the pod and in all containers' }];
  return valueAt(spec, 'hostNetwork') === true ? [] : [{ field: 'hostNetwork', expected: 'true (with hostProcess)' }];
};

export const OPERATING_SYSTEM_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  PodSpec: [when('os.name', 'windows', without(LINUX)), when('os.name', 'linux', without(WINDOWS)), hostProcesses],
};
