import type { KubernetesVersion } from './kubernetes-version';

/**
 * Fields that an older API server lists, and drops in silence: the first version that reads the field by default.
 *
 * Source: "Feature Gates" of the Kubernetes documentation and pkg/features/kube_features.go of kubernetes/kubernetes.
 */
export const GATED_FIELDS: Readonly<Record<string, KubernetesVersion>> = {
  // SidecarContainers, JobBackoffLimitPerIndex, JobPodReplacementPolicy
  'Container.restartPolicy': '1.29',
  'JobSpec.backoffLimitPerIndex': '1.29',
  'JobSpec.maxFailedIndexes': '1.29',
  'JobSpec.podReplacementPolicy': '1.29',
  // PodLifecycleSleepAction, AppArmorFields
  'LifecycleHandler.sleep': '1.30',
  'PodSecurityContext.appArmorProfile': '1.30',
  'SecurityContext.appArmorProfile': '1.30',
  // ServiceTrafficDistribution, RecursiveReadOnlyMounts, JobSuccessPolicy, MatchLabelKeysInPodAffinity
  'JobSpec.successPolicy': '1.31',
  'PodAffinityTerm.matchLabelKeys': '1.31',
  'PodAffinityTerm.mismatchLabelKeys': '1.31',
  'ServiceSpec.trafficDistribution': '1.31',
  'VolumeMount.recursiveReadOnly': '1.31',
  // CustomResourceFieldSelectors
  'CustomResourceDefinitionVersion.selectableFields': '1.31',
  // JobManagedBy
  'JobSpec.managedBy': '1.32',
  // SupplementalGroupsPolicy, SELinuxChangePolicy, UserNamespacesSupport, InPlacePodVerticalScaling
  'Container.resizePolicy': '1.33',
  'PodSecurityContext.seLinuxChangePolicy': '1.33',
  'PodSecurityContext.supplementalGroupsPolicy': '1.33',
  'PodSpec.hostUsers': '1.33',
  // PodLevelResources, VolumeAttributesClass
  'PersistentVolumeClaimSpec.volumeAttributesClassName': '1.34',
  'PersistentVolumeSpec.volumeAttributesClassName': '1.34',
  'PodSpec.resources': '1.34',
  // ImageVolume, EnvFiles, ContainerRestartRules, HostnameOverride, HPAConfigurableTolerance
  'Container.restartPolicyRules': '1.35',
  'EnvVarSource.fileKeyRef': '1.35',
  'HPAScalingRules.tolerance': '1.35',
  'PodSpec.hostnameOverride': '1.35',
  'Volume.image': '1.35',
  // MaxUnavailableStatefulSet
  'RollingUpdateStatefulSetStrategy.maxUnavailable': '1.37',
};
