import type { k8s } from '../../kubernetes';
import { gracePeriodSeconds } from '../../values/graceful-shutdown';
import { resourceRequirements } from '../../values/resources';
import { leastReplicas } from '../../values/scaling';
import type { Configuration } from '../workload/configuration';
import { RESTRICTED_CONTAINER, restrictedPod } from '../workload/pod-security';
import { scratchSpace } from '../workload/scratch-space';
import type { CompleteServiceProps } from './service-props';

/** The name of the container port, by which probes and Service find it. */
export const PORT_NAME = 'http';

/** The pods of a service: one container, under the name of the service. */
export function servicePod(
  name: string,
  selector: Readonly<Record<string, string>>,
  props: CompleteServiceProps,
  { env, envFrom, ...configuration }: Configuration,
): k8s.PodSpec {
  const { image, port, scaling, shutdown } = props;
  const scratch = scratchSpace(props.writable);
  const volumes = [...scratch.volumes, ...configuration.volumes];
  const volumeMounts = [...scratch.volumeMounts, ...configuration.volumeMounts];
  return {
    serviceAccountName: name,
    // Else the address of every Service of the namespace becomes an environment variable.
    enableServiceLinks: false,
    ...(leastReplicas(scaling) > 1 && { topologySpreadConstraints: [spread(selector)] }),
    terminationGracePeriodSeconds: gracePeriodSeconds(shutdown),
    securityContext: restrictedPod(props.uid),
    containers: [
      {
        name,
        image: image.reference,
        imagePullPolicy: image.pullPolicy,
        ports: [{ name: PORT_NAME, containerPort: port }],
        // Read when the manifest is rendered: calls to other services are added until then.
        get env() {
          return (env.length > 0 ? env : undefined) as k8s.EnvVar[];
        },
        ...(envFrom.length > 0 && { envFrom: [...envFrom] }),
        resources: resourceRequirements(props.resources),
        livenessProbe: props.liveness.toKube(PORT_NAME),
        readinessProbe: props.readiness.toKube(PORT_NAME),
        securityContext: RESTRICTED_CONTAINER,
        ...(volumeMounts.length > 0 && { volumeMounts }),
      },
    ],
    ...(volumes.length > 0 && { volumes }),
  };
}

/** Pods on one node go with it: the scheduler puts them on different ones where it can. */
function spread(selector: Readonly<Record<string, string>>): k8s.TopologySpreadConstraint {
  return {
    maxSkew: 1,
    topologyKey: 'kubernetes.io/hostname',
    whenUnsatisfiable: 'ScheduleAnyway',
    labelSelector: { matchLabels: { ...selector } },
  };
}
