/** The allowed words of a field. */
export interface Values {
  readonly known: readonly string[];
  /**
   * Other allowed words.
   *
   * @default - no other words
   */
  readonly open?: RegExp;
  /** True if an empty text is a word that is not allowed, not a field without a value. */
  readonly filled?: boolean;
}

const one = (...known: readonly string[]): Values => ({ known });
const filled = (...known: readonly string[]): Values => ({ known, filled: true });

const PROTOCOLS = one('TCP', 'UDP', 'SCTP');
const ACCESS_MODES = one('ReadWriteOnce', 'ReadOnlyMany', 'ReadWriteMany', 'ReadWriteOncePod');
const VOLUME_MODES = filled('Filesystem', 'Block');
const KEPT_OR_DELETED = one('Retain', 'Delete');
const INCLUSION = filled('Honor', 'Ignore');
const TAINT_EFFECTS = one('NoSchedule', 'PreferNoSchedule', 'NoExecute');
const TRAFFIC_POLICIES = one('Cluster', 'Local');
const INSIDE = filled('Cluster', 'Local');
const RESOURCES: Values = {
  known: ['cpu', 'memory', 'ephemeral-storage', 'storage'],
  // A device has the domain of its vendor: nvidia.com/gpu.
  open: /^hugepages-|^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?$/,
  filled: true,
};
const SCOPES = filled('Namespaced', 'Cluster', '*');
const WEBHOOK = {
  failure: filled('Fail', 'Ignore'),
  match: filled('Exact', 'Equivalent'),
  effects: filled('None', 'NoneOnDryRun'),
};

/** By field. Sources: the validation packages below pkg/apis of kubernetes/kubernetes, and the API reference. */
export const FIXED_VALUES: Readonly<Record<string, Values>> = {
  // Pods
  'AzureDiskVolumeSource.cachingMode': filled('None', 'ReadOnly', 'ReadWrite'),
  'AzureDiskVolumeSource.kind': filled('Dedicated', 'Managed', 'Shared'),
  'AppArmorProfile.type': one('RuntimeDefault', 'Localhost', 'Unconfined'),
  'Container.imagePullPolicy': one('Always', 'IfNotPresent', 'Never'),
  'Container.restartPolicy': filled('Always', 'Never', 'OnFailure'),
  'ContainerResizePolicy.resourceName': one('cpu', 'memory'),
  'Container.terminationMessagePolicy': one('File', 'FallbackToLogsOnError'),
  'ContainerPort.protocol': PROTOCOLS,
  'ContainerResizePolicy.restartPolicy': one('NotRequired', 'RestartContainer'),
  'HostPathVolumeSource.type': one(
    'DirectoryOrCreate',
    'Directory',
    'FileOrCreate',
    'File',
    'Socket',
    'CharDevice',
    'BlockDevice',
  ),
  'HTTPGetAction.scheme': one('HTTP', 'HTTPS'),
  'NodeSelectorRequirement.operator': one('In', 'NotIn', 'Exists', 'DoesNotExist', 'Gt', 'Lt'),
  'ObjectFieldSelector.fieldPath': {
    known: [
      'metadata.name',
      'metadata.namespace',
      'metadata.uid',
      'metadata.labels',
      'metadata.annotations',
      'spec.nodeName',
      'spec.serviceAccountName',
      'status.hostIP',
      'status.hostIPs',
      'status.podIP',
      'status.podIPs',
    ],
    open: /^metadata\.(labels\['([a-z0-9]([-a-z0-9.]*[a-z0-9])?\/)?|annotations\['([A-Za-z0-9]([-A-Za-z0-9.]*[A-Za-z0-9])?\/)?)[A-Za-z0-9]([-\w.]{0,61}[A-Za-z0-9])?'\]$/,
  },
  'Overhead.podFixed': RESOURCES,
  'PodCertificateProjection.keyType': one('RSA3072', 'RSA4096', 'ECDSAP256', 'ECDSAP384', 'ECDSAP521', 'ED25519'),
  'PodSecurityContext.fsGroupChangePolicy': filled('OnRootMismatch', 'Always'),
  'PodSecurityContext.seLinuxChangePolicy': filled('MountOption', 'Recursive'),
  'PodSecurityContext.supplementalGroupsPolicy': filled('Merge', 'Strict'),
  'PodSpec.dnsPolicy': one('ClusterFirst', 'ClusterFirstWithHostNet', 'Default', 'None'),
  'PodSpec.overhead': RESOURCES,
  'PodSpec.preemptionPolicy': filled('PreemptLowerPriority', 'Never'),
  'ResourceRequirements.limits': RESOURCES,
  'ResourceRequirements.requests': RESOURCES,
  'SeccompProfile.type': one('RuntimeDefault', 'Localhost', 'Unconfined'),
  'SecurityContext.procMount': filled('Default', 'Unmasked'),
  'Toleration.effect': TAINT_EFFECTS,
  'Toleration.operator': one('Equal', 'Exists'),
  'TopologySpreadConstraint.nodeAffinityPolicy': INCLUSION,
  'TopologySpreadConstraint.nodeTaintsPolicy': INCLUSION,
  'TopologySpreadConstraint.whenUnsatisfiable': one('DoNotSchedule', 'ScheduleAnyway'),
  'VolumeMount.mountPropagation': filled('None', 'HostToContainer', 'Bidirectional'),
  'VolumeMount.recursiveReadOnly': filled('Disabled', 'IfPossible', 'Enabled'),

  // Workloads
  'CronJobSpec.concurrencyPolicy': one('Allow', 'Forbid', 'Replace'),
  'DaemonSetUpdateStrategy.type': one('RollingUpdate', 'OnDelete'),
  'DeploymentStrategy.type': one('RollingUpdate', 'Recreate'),
  'HPAScalingPolicy.type': one('Pods', 'Percent'),
  'HPAScalingRules.selectPolicy': filled('Max', 'Min', 'Disabled'),
  'JobSpec.completionMode': filled('NonIndexed', 'Indexed'),
  'JobSpec.podReplacementPolicy': filled('TerminatingOrFailed', 'Failed'),
  'LabelSelectorRequirement.operator': one('In', 'NotIn', 'Exists', 'DoesNotExist'),
  'MetricSpec.type': one('Resource', 'ContainerResource', 'Pods', 'Object', 'External'),
  'MetricTarget.type': one('Utilization', 'Value', 'AverageValue'),
  'PodDisruptionBudgetSpec.unhealthyPodEvictionPolicy': filled('IfHealthyBudget', 'AlwaysAllow'),
  'PodFailurePolicyOnExitCodesRequirement.operator': one('In', 'NotIn'),
  'PodFailurePolicyRule.action': one('FailJob', 'FailIndex', 'Ignore', 'Count'),
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenDeleted': KEPT_OR_DELETED,
  'StatefulSetPersistentVolumeClaimRetentionPolicy.whenScaled': KEPT_OR_DELETED,
  'StatefulSetSpec.podManagementPolicy': one('OrderedReady', 'Parallel'),
  'StatefulSetUpdateStrategy.type': one('RollingUpdate', 'OnDelete'),

  // Network
  'EndpointPort.protocol': PROTOCOLS,
  'EndpointSlicePort.protocol': filled('TCP', 'UDP', 'SCTP'),
  'EndpointSlice.addressType': one('IPv4', 'IPv6', 'FQDN'),
  'HTTPRouteSpecRulesMatches.method': one(
    'CONNECT',
    'DELETE',
    'GET',
    'HEAD',
    'OPTIONS',
    'PATCH',
    'POST',
    'PUT',
    'TRACE',
  ),
  'HTTPRouteSpecRulesMatchesHeaders.type': one('Exact', 'RegularExpression'),
  'HTTPRouteSpecRulesMatchesPath.type': one('Exact', 'PathPrefix', 'RegularExpression'),
  'HTTPRouteSpecRulesMatchesQueryParams.type': one('Exact', 'RegularExpression'),
  'HTTPIngressPath.pathType': one('Exact', 'Prefix', 'ImplementationSpecific'),
  'NetworkPolicyPort.protocol': filled('TCP', 'UDP', 'SCTP'),
  'NetworkPolicySpec.policyTypes': one('Ingress', 'Egress'),
  'ServicePort.protocol': PROTOCOLS,
  'ServiceSpec.externalTrafficPolicy': TRAFFIC_POLICIES,
  'ServiceSpec.internalTrafficPolicy': INSIDE,
  'ServiceSpec.ipFamilies': one('IPv4', 'IPv6'),
  'ServiceSpec.ipFamilyPolicy': filled('SingleStack', 'PreferDualStack', 'RequireDualStack'),
  'ServiceSpec.sessionAffinity': one('ClientIP', 'None'),
  'ServiceSpec.trafficDistribution': filled('PreferClose', 'PreferSameZone', 'PreferSameNode'),
  'ServiceSpec.type': one('ClusterIP', 'NodePort', 'LoadBalancer', 'ExternalName'),

  // Storage and secrets
  'PersistentVolumeClaimSpec.accessModes': ACCESS_MODES,
  'PersistentVolumeClaimSpec.volumeMode': VOLUME_MODES,
  'PersistentVolumeSpec.accessModes': ACCESS_MODES,
  'PersistentVolumeSpec.persistentVolumeReclaimPolicy': one('Retain', 'Delete', 'Recycle'),
  'PersistentVolumeSpec.volumeMode': VOLUME_MODES,
  'CSIDriverSpec.fsGroupPolicy': filled('File', 'None', 'ReadWriteOnceWithFSType'),
  'StorageClass.reclaimPolicy': KEPT_OR_DELETED,
  'StorageClass.volumeBindingMode': filled('Immediate', 'WaitForFirstConsumer'),

  // The cluster itself
  'CustomResourceDefinitionSpec.scope': one('Namespaced', 'Cluster'),
  'JSONSchemaProps.x-kubernetes-list-type': one('atomic', 'map', 'set'),
  'JSONSchemaProps.x-kubernetes-map-type': one('atomic', 'granular'),
  'LimitRangeItem.type': { known: ['Container', 'Pod', 'PersistentVolumeClaim'], open: /\// },
  'MatchResources.matchPolicy': WEBHOOK.match,
  'MutatingAdmissionPolicySpec.failurePolicy': WEBHOOK.failure,
  'MutatingWebhook.failurePolicy': WEBHOOK.failure,
  'MutatingWebhook.matchPolicy': WEBHOOK.match,
  'MutatingWebhook.reinvocationPolicy': filled('Never', 'IfNeeded'),
  'MutatingWebhook.sideEffects': WEBHOOK.effects,
  'NamedRuleWithOperations.scope': SCOPES,
  'PriorityClass.preemptionPolicy': filled('PreemptLowerPriority', 'Never'),
  'ResourceQuotaSpec.scopes': one(
    'Terminating',
    'NotTerminating',
    'BestEffort',
    'NotBestEffort',
    'PriorityClass',
    'CrossNamespacePodAffinity',
    'VolumeAttributesClass',
  ),
  'RoleRef.kind': one('Role', 'ClusterRole'),
  'RuleWithOperations.operations': one('CREATE', 'UPDATE', 'DELETE', 'CONNECT', '*'),
  'RuleWithOperations.scope': SCOPES,
  'Subject.kind': one('ServiceAccount', 'User', 'Group'),
  'Taint.effect': TAINT_EFFECTS,
  'ValidatingAdmissionPolicySpec.failurePolicy': WEBHOOK.failure,
  'Validation.reason': filled('Forbidden', 'Invalid', 'RequestEntityTooLarge'),
  'ValidatingWebhook.failurePolicy': WEBHOOK.failure,
  'ValidatingWebhook.matchPolicy': WEBHOOK.match,
  'ValidatingWebhook.sideEffects': WEBHOOK.effects,
};

/**
 * Restart policies of pods, by the kind of the owner. A controller of running pods accepts Always alone. A Job has no
 * default.
 */
export const RESTART_POLICIES: Readonly<Record<string, readonly string[]>> = {
  CronJob: ['OnFailure', 'Never'],
  DaemonSet: ['Always'],
  Deployment: ['Always'],
  Job: ['OnFailure', 'Never'],
  Pod: ['Always', 'OnFailure', 'Never'],
  PodTemplate: ['Always', 'OnFailure', 'Never'],
  ReplicaSet: ['Always'],
  ReplicationController: ['Always'],
  Rollout: ['Always'],
  StatefulSet: ['Always'],
};
