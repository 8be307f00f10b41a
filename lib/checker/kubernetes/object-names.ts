import { type NameField, POD } from '../manifest/name-field';

/** Names of other objects in the fields of Kubernetes. A field holds `name`, or an object with the fields name, namespace and kind. */
export const OBJECT_NAMES: readonly NameField[] = [
  { of: POD, field: 'priorityClassName', to: 'PriorityClass' },
  { of: POD, field: 'runtimeClassName', to: 'RuntimeClass' },
  { of: 'PersistentVolumeClaim', field: 'spec.volumeName', to: 'PersistentVolume' },
  { of: 'RoleBinding ClusterRoleBinding', field: 'subjects[]', to: 'ServiceAccount' },
  { of: 'EndpointSlice', field: 'metadata.labels[kubernetes.io/service-name]', to: 'Service' },
  { of: 'ValidatingAdmissionPolicyBinding', field: 'spec.policyName', to: 'ValidatingAdmissionPolicy' },
  { of: 'MutatingAdmissionPolicyBinding', field: 'spec.policyName', to: 'MutatingAdmissionPolicy' },
  { of: 'Ingress', field: 'spec.ingressClassName', to: 'IngressClass' },
  // https://kubernetes.io/docs/concepts/configuration/secret/#serviceaccount-token-secrets
  { of: 'Secret', field: 'metadata.annotations[kubernetes.io/service-account.name]', to: 'ServiceAccount' },
  // https://kubernetes.io/docs/concepts/storage/volume-snapshots/
  { of: 'VolumeSnapshot', field: 'spec.volumeSnapshotClassName', to: 'VolumeSnapshotClass', elsewhere: true },
  {
    of: 'PersistentVolumeClaim',
    field: 'spec.volumeAttributesClassName',
    to: 'VolumeAttributesClass',
    elsewhere: true,
  },
  // https://kubernetes.io/docs/concepts/storage/volume-snapshot-classes/
  {
    of: 'VolumeSnapshotContent',
    field: 'spec.volumeSnapshotClassName',
    to: 'VolumeSnapshotClass',
    elsewhere: true,
  },
  { of: 'PersistentVolumeClaim', field: 'spec.dataSource', to: 'VolumeSnapshot' },
  // https://kubernetes.io/docs/concepts/storage/, https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
  { of: 'PersistentVolumeClaim', field: 'spec.storageClassName', to: 'StorageClass' },
  { of: 'StatefulSet', field: 'spec.volumeClaimTemplates[].spec.storageClassName', to: 'StorageClass' },
  { of: POD, field: 'resourceClaims[].resourceClaimTemplateName', to: 'ResourceClaimTemplate' },
  { of: POD, field: 'resourceClaims[].resourceClaimName', to: 'ResourceClaim' },
  // https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale-walkthrough/
  { of: 'HorizontalPodAutoscaler', field: 'spec.metrics[].object.describedObject', to: 'Ingress Service' },
];
