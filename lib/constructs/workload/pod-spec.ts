import { atLeast } from '../../checker/kubernetes/kubernetes-version';
import type { k8s } from '../../kubernetes';
import { resourceRequirements, scratchLimit } from '../../values/resources';
import type { Configuration } from './configuration';
import { distinct } from './distinct';
import type { Namespace } from './namespace';
import type { CompletePodProps, Scheduling } from './pod-props';
import { RESTRICTED_CONTAINER, restrictedPod } from './pod-security';
import { scratchSpace } from './scratch-space';

/** Parts of a pod that one kind of workload alone has. */
export interface PodParts {
  /** The labels that select the pods. */
  readonly selector: Readonly<Record<string, string>>;
  /** Beside the image, the environment, the volumes and the rights of every program. @default nothing */
  readonly container?: Partial<k8s.Container>;
  /** Beside the containers, the volumes and the rights of every pod. @default nothing */
  readonly pod?: Partial<k8s.PodSpec>;
}

/** The pods of a workload: the container of the program, under the name of the workload, and the containers around it. */
export function podSpec(
  { namespace, ...props }: CompletePodProps,
  { env, envFrom, ...configuration }: Configuration,
  { selector, container, pod }: PodParts,
): k8s.PodSpec {
  const { name, image, command, args, uid, gid, volumes: further = {} } = props;
  const scratch = scratchSpace(props.writable, scratchLimit(props.resources));
  const own = Object.values(further).map(({ mount: _mount, ...volume }) => volume);
  const volumes = [...scratch.volumes, ...configuration.volumes, ...distinct(own)];
  const volumeMounts = [
    ...scratch.volumeMounts,
    ...configuration.volumeMounts,
    ...Object.entries(further).map(([mountPath, { name, mount }]) => ({ name, mountPath, ...mount })),
  ];
  const { first, beside } = sidecarsOf(props.sidecars, namespace);
  const initContainers = [...first, ...(props.initContainers ?? []).map(withoutRights)];
  const hasClaim = volumes.some(({ persistentVolumeClaim, ephemeral }) => persistentVolumeClaim ?? ephemeral);
  return {
    serviceAccountName: name,
    // Else the address of every Service of the namespace becomes an environment variable.
    enableServiceLinks: false,
    ...pod,
    ...schedulingOf(props.scheduling, selector),
    securityContext: {
      ...restrictedPod(uid, gid),
      ...(hasClaim && { fsGroup: gid, fsGroupChangePolicy: 'OnRootMismatch' }),
    },
    ...(initContainers.length > 0 && { initContainers }),
    containers: [
      {
        name,
        image: image.reference,
        imagePullPolicy: image.pullPolicy,
        ...(command && { command: [...command] }),
        ...(args && { args: [...args] }),
        // Read when the manifest is rendered: calls to other services are added until then.
        get env() {
          return (env.length > 0 ? env : undefined) as k8s.EnvVar[];
        },
        ...(envFrom.length > 0 && { envFrom: [...envFrom] }),
        resources: resourceRequirements(props.resources),
        ...container,
        securityContext: RESTRICTED_CONTAINER,
        ...(volumeMounts.length > 0 && { volumeMounts }),
      },
      ...beside,
    ],
    ...(volumes.length > 0 && { volumes }),
  };
}

/** Sidecars as Kubernetes knows them from 1.29 on; before, containers beside the program, which start in any order. */
function sidecarsOf(sidecars: readonly k8s.Container[] = [], { cluster }: Namespace) {
  const containers = sidecars.map(withoutRights);
  if (!atLeast(cluster.kubernetes, '1.29')) return { first: [], beside: containers };
  return { first: containers.map((each) => ({ ...each, restartPolicy: 'Always' })), beside: [] };
}

function withoutRights(container: k8s.Container): k8s.Container {
  return { securityContext: RESTRICTED_CONTAINER, ...container };
}

function schedulingOf(
  { nodeSelector, tolerations, topologySpreadConstraints: spread, ...others }: Scheduling = {},
  selector: PodParts['selector'],
): Partial<k8s.PodSpec> {
  const labelSelector = { matchLabels: { ...selector } };
  return {
    ...others,
    ...(nodeSelector && { nodeSelector: { ...nodeSelector } }),
    ...(tolerations && { tolerations: [...tolerations] }),
    ...(spread && { topologySpreadConstraints: spread.map((each) => ({ labelSelector, ...each })) }),
  };
}
