import { Construct } from 'constructs';
import { k8s } from '../../kubernetes';
import { type Autoscaled, DEFAULT_CPU_PERCENT, leastReplicas, type Scaling } from '../../values/scaling';

export interface AvailabilityProps {
  readonly metadata: k8s.ObjectMeta;
  /** The Deployment whose pods are counted. */
  readonly deployment: string;
  /** The labels of its pods. */
  readonly selector: Readonly<Record<string, string>>;
  readonly scaling: Scaling;
}

/**
 * The autoscaler and the disruption budget of a Deployment.
 *
 * Renders a HorizontalPodAutoscaler for scaling between two numbers, and a PodDisruptionBudget as soon as there are two
 * pods. One pod may always go: a budget that keeps all of them would block every node drain.
 */
export class Availability extends Construct {
  constructor(scope: Construct, id: string, { metadata, deployment, selector, scaling }: AvailabilityProps) {
    super(scope, id);
    if (scaling.replicas === undefined) {
      const { minReplicas, maxReplicas, metrics = [], behavior } = scaling;
      new k8s.KubeHorizontalPodAutoscalerV2(this, 'autoscaler', {
        metadata,
        spec: {
          scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: deployment },
          minReplicas,
          maxReplicas,
          metrics: [...cpuMetric(scaling), ...metrics],
          ...(behavior && { behavior }),
        },
      });
    }
    if (leastReplicas(scaling) > 1) {
      new k8s.KubePodDisruptionBudget(this, 'disruption-budget', {
        metadata,
        spec: {
          maxUnavailable: k8s.IntOrString.fromNumber(1),
          selector: { matchLabels: { ...selector } },
          // Pods that never became ready answer nobody: they must not keep a node from being drained.
          unhealthyPodEvictionPolicy: 'AlwaysAllow',
        },
      });
    }
  }
}

function cpuMetric({
  metrics,
  cpuPercent = metrics ? undefined : DEFAULT_CPU_PERCENT,
}: Autoscaled): k8s.MetricSpecV2[] {
  if (cpuPercent === undefined) return [];
  const target = { type: 'Utilization', averageUtilization: cpuPercent };
  return [{ type: 'Resource', resource: { name: 'cpu', target } }];
}
