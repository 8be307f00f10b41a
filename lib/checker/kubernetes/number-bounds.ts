import type { Json } from '../manifest/manifest';
import { quantity } from '../manifest/quantity';

/** The bounds of a number, a percentage or a quantity. */
export interface Bounds {
  /** @default - no lower bound */
  readonly least?: number;
  /** True if the lower bound itself is out of bounds. @default false */
  readonly above?: boolean;
  /** @default - no upper bound */
  readonly most?: number;
  /** The highest percentage. @default - any percentage */
  readonly percent?: number;
}

const COUNT: Bounds = { least: 0 };
const ONE_OR_MORE: Bounds = { least: 1 };
const POSITIVE: Bounds = { least: 0, above: true };
const ID: Bounds = { least: 0, most: 2 ** 31 - 1 };
const FILE_MODE: Bounds = { least: 0, most: 0o777 };
const WEIGHT: Bounds = { least: 1, most: 100 };
const SHARE: Bounds = { least: 0, percent: 100 };
const TOKEN: Bounds = { least: 600, most: 2 ** 32 };
const PARTITION: Bounds = { least: 0, most: 255 };
const WEBHOOK_TIMEOUT: Bounds = { least: 1, most: 30 };

/** By `Type.field`; of a list or a map, the bounds of each value. Where 0 stands for the default, 0 is within. */
export const NUMBER_BOUNDS: Readonly<Record<string, Bounds>> = {
  // Operators
  'ClusterSpec.instances': ONE_OR_MORE,
  // Pods
  'ConfigMapVolumeSource.defaultMode': FILE_MODE,
  'DownwardAPIVolumeFile.mode': FILE_MODE,
  'DownwardAPIVolumeSource.defaultMode': FILE_MODE,
  'AWSElasticBlockStoreVolumeSource.partition': PARTITION,
  'EmptyDirVolumeSource.sizeLimit': COUNT,
  'GCEPersistentDiskVolumeSource.partition': PARTITION,
  'KeyToPath.mode': FILE_MODE,
  'PodCertificateProjection.maxExpirationSeconds': { least: 3600, most: 91 * 24 * 3600 },
  'PodSecurityContext.fsGroup': ID,
  'PodSecurityContext.runAsGroup': ID,
  'PodSecurityContext.runAsUser': ID,
  'PodSecurityContext.supplementalGroups': ID,
  'PodSpec.overhead': COUNT,
  'PodSpec.activeDeadlineSeconds': { least: 1, most: 2 ** 31 - 1 },
  'PreferredSchedulingTerm.weight': WEIGHT,
  'Probe.failureThreshold': COUNT,
  'Probe.initialDelaySeconds': COUNT,
  'Probe.periodSeconds': COUNT,
  'Probe.successThreshold': COUNT,
  'Probe.terminationGracePeriodSeconds': ONE_OR_MORE,
  'Probe.timeoutSeconds': COUNT,
  'ProjectedVolumeSource.defaultMode': FILE_MODE,
  'ResourceRequirements.limits': COUNT,
  'ResourceRequirements.requests': COUNT,
  'SecretVolumeSource.defaultMode': FILE_MODE,
  'SecurityContext.runAsGroup': ID,
  'SecurityContext.runAsUser': ID,
  'ServiceAccountTokenProjection.expirationSeconds': TOKEN,
  'TopologySpreadConstraint.maxSkew': ONE_OR_MORE,
  'TopologySpreadConstraint.minDomains': ONE_OR_MORE,
  'WeightedPodAffinityTerm.weight': WEIGHT,

  // Workloads
  'ControllerRevision.revision': COUNT,
  'CronJobSpec.failedJobsHistoryLimit': COUNT,
  'CronJobSpec.startingDeadlineSeconds': COUNT,
  'CronJobSpec.successfulJobsHistoryLimit': COUNT,
  'DaemonSetSpec.minReadySeconds': COUNT,
  'DaemonSetSpec.revisionHistoryLimit': COUNT,
  'DeploymentSpec.minReadySeconds': COUNT,
  'DeploymentSpec.progressDeadlineSeconds': COUNT,
  'DeploymentSpec.replicas': COUNT,
  'DeploymentSpec.revisionHistoryLimit': COUNT,
  'HPAScalingPolicy.periodSeconds': { least: 1, most: 1800 },
  'HPAScalingPolicy.value': ONE_OR_MORE,
  'HPAScalingRules.tolerance': COUNT,
  'HPAScalingRules.stabilizationWindowSeconds': { least: 0, most: 3600 },
  'HorizontalPodAutoscalerSpecV1.targetCPUUtilizationPercentage': ONE_OR_MORE,
  'JobSpec.activeDeadlineSeconds': COUNT,
  'JobSpec.backoffLimit': COUNT,
  'JobSpec.backoffLimitPerIndex': COUNT,
  'JobSpec.completions': COUNT,
  'JobSpec.maxFailedIndexes': COUNT,
  'JobSpec.parallelism': COUNT,
  'JobSpec.ttlSecondsAfterFinished': COUNT,
  'MetricTarget.averageUtilization': ONE_OR_MORE,
  'MetricTarget.averageValue': POSITIVE,
  'MetricTarget.value': POSITIVE,
  'PodDisruptionBudgetSpec.maxUnavailable': SHARE,
  'PodDisruptionBudgetSpec.minAvailable': SHARE,
  'ReplicaSetSpec.minReadySeconds': COUNT,
  'ReplicaSetSpec.replicas': COUNT,
  'ReplicationControllerSpec.minReadySeconds': COUNT,
  'ReplicationControllerSpec.replicas': COUNT,
  'RollingUpdateDaemonSet.maxSurge': SHARE,
  'RollingUpdateDaemonSet.maxUnavailable': SHARE,
  'RollingUpdateDeployment.maxSurge': COUNT,
  'RollingUpdateDeployment.maxUnavailable': SHARE,
  'RollingUpdateStatefulSetStrategy.maxUnavailable': SHARE,
  'RollingUpdateStatefulSetStrategy.partition': COUNT,
  'StatefulSetOrdinals.start': COUNT,
  'StatefulSetSpec.minReadySeconds': COUNT,
  'SuccessPolicyRule.succeededCount': COUNT,
  'StatefulSetSpec.replicas': COUNT,

  // Network and storage
  'CSIStorageCapacity.capacity': COUNT,
  'ClientIPConfig.timeoutSeconds': { least: 1, most: 86400 },
  'ISCSIPersistentVolumeSource.lun': PARTITION,
  'ISCSIVolumeSource.lun': PARTITION,
  'VolumeNodeResources.count': COUNT,
  'PersistentVolumeSpec.capacity': POSITIVE,
  'CSITokenRequest.expirationSeconds': TOKEN,
  'VolumeResourceRequirements.requests': POSITIVE,

  // The cluster itself
  'APIServiceSpec.groupPriorityMinimum': { least: 1, most: 20000 },
  'APIServiceSpec.versionPriority': { least: 1, most: 1000 },
  'CertificateSigningRequestSpec.expirationSeconds': { least: 600 },
  'FlowSchemaSpec.matchingPrecedence': { least: 0, most: 10000 },
  'LeaseSpec.leaseDurationSeconds': ONE_OR_MORE,
  'LeaseSpec.leaseTransitions': COUNT,
  'LimitedPriorityLevelConfiguration.borrowingLimitPercent': COUNT,
  'LimitedPriorityLevelConfiguration.lendablePercent': { least: 0, most: 100 },
  'LimitedPriorityLevelConfiguration.nominalConcurrencyShares': COUNT,
  'MutatingWebhook.timeoutSeconds': WEBHOOK_TIMEOUT,
  'ObjectMeta.generation': COUNT,
  'Overhead.podFixed': COUNT,
  'PriorityClass.value': { most: 1_000_000_000 },
  'QueuingConfiguration.handSize': COUNT,
  'QueuingConfiguration.queueLengthLimit': COUNT,
  'QueuingConfiguration.queues': { least: 0, most: 10_000_000 },
  'ResourceQuotaSpec.hard': COUNT,
  'ValidatingWebhook.timeoutSeconds': WEBHOOK_TIMEOUT,
};

/** True for values of another type, too: the rule `schema` finds types. */
export function isWithin(value: Json, { least, above, most, percent }: Bounds): boolean {
  const share = typeof value === 'string' ? /^(-?\d+)%$/.exec(value)?.[1] : undefined;
  const number = share === undefined ? quantity(value) : Number(share);
  if (number === undefined) return true;
  if (least !== undefined && (number < least || (above === true && number === least))) return false;
  const highest = share === undefined ? most : percent;
  return highest === undefined || number <= highest;
}
