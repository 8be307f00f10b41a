import type { KubernetesVersion } from './kubernetes-version';

/**
 * Fields that work by default only after version 1.28, in the form of kubernetes-1.28.json. An older server rejects or
 * silently drops the fields. Some are in the types of 1.28 already, behind a disabled feature gate.
 *
 * Source: "Feature Gates" of the Kubernetes documentation and test/compatibility_lifecycle/reference/feature_list.md of
 * kubernetes/kubernetes. Fields that no version up to 1.34 enables by default are left out.
 */
export const NEWER_FIELDS: Readonly<Partial<Record<KubernetesVersion, Readonly<Record<string, string>>>>> = {
  '1.29': {
    // SidecarContainers, JobBackoffLimitPerIndex, JobPodReplacementPolicy
    Container: 'restartPolicy:string',
    JobSpec: 'backoffLimitPerIndex:integer maxFailedIndexes:integer podReplacementPolicy:string',
  },
  '1.30': {
    // PodLifecycleSleepAction, AppArmorFields
    LifecycleHandler: 'sleep:SleepAction',
    SleepAction: 'seconds!:integer',
    SecurityContext: 'appArmorProfile:AppArmorProfile',
    PodSecurityContext: 'appArmorProfile:AppArmorProfile',
    AppArmorProfile: 'type!:string localhostProfile:string',
  },
  '1.31': {
    // ServiceTrafficDistribution, RecursiveReadOnlyMounts, JobSuccessPolicy, MatchLabelKeysInPodAffinity
    ServiceSpec: 'trafficDistribution:string',
    VolumeMount: 'recursiveReadOnly:string',
    JobSpec: 'successPolicy:SuccessPolicy',
    SuccessPolicy: 'rules!:SuccessPolicyRule[]',
    SuccessPolicyRule: 'succeededCount:integer succeededIndexes:string',
    PodAffinityTerm: 'matchLabelKeys:string[] mismatchLabelKeys:string[]',
    // CustomResourceFieldSelectors
    CustomResourceDefinitionVersion: 'selectableFields:SelectableField[]',
    SelectableField: 'jsonPath!:string',
  },
  '1.32': {
    // JobManagedBy
    JobSpec: 'managedBy:string',
  },
  '1.33': {
    // SupplementalGroupsPolicy, SELinuxChangePolicy, UserNamespacesSupport, InPlacePodVerticalScaling
    PodSecurityContext: 'supplementalGroupsPolicy:string seLinuxChangePolicy:string',
    PodSpec: 'hostUsers:boolean',
    Container: 'resizePolicy:ContainerResizePolicy[]',
  },
  '1.34': {
    // PodLevelResources, VolumeAttributesClass
    PodSpec: 'resources:ResourceRequirements',
    PersistentVolumeClaimSpec: 'volumeAttributesClassName:string',
    PersistentVolumeSpec: 'volumeAttributesClassName:string',
    VolumeAttributesClass: 'apiVersion:string kind:string metadata:ObjectMeta driverName!:string parameters:string{}',
  },
};

/** Kinds, and versions of kinds, newer than 1.28, with their types. */
export const NEWER_KINDS: Readonly<Partial<Record<KubernetesVersion, Readonly<Record<string, string>>>>> = {
  '1.29': {
    'flowcontrol.apiserver.k8s.io/v1 FlowSchema': 'FlowSchemaV1Beta3',
    'flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration': 'PriorityLevelConfigurationV1Beta3',
  },
  '1.30': {
    'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy': 'ValidatingAdmissionPolicyV1Beta1',
    'admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding': 'ValidatingAdmissionPolicyBindingV1Beta1',
  },
  '1.34': {
    'storage.k8s.io/v1 VolumeAttributesClass': 'VolumeAttributesClass',
  },
};
