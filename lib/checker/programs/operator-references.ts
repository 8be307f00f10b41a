/** A field with the name of another object. */
export interface NameField {
  /** The kinds with the field, in words. */
  readonly of: string;
  readonly field: string;
  /** The kinds of the other object, in words. Without a kind in the field, the first. */
  readonly to: string;
  /** True if the other objects stand in the namespace of their operator. @default - in the namespace of the object */
  readonly elsewhere?: true;
}

const POD = 'pod';
const SOURCES = 'GitRepository OCIRepository Bucket HelmRepository HelmChart ExternalArtifact';

/** Names of other objects in the resources of operators, whose API servers take any name. */
export const OF_OPERATORS: readonly NameField[] = [
  // https://kubernetes.io/docs/concepts/storage/volume-snapshots/
  { of: 'VolumeSnapshot VolumeSnapshotContent', field: 'spec.volumeSnapshotClassName', to: 'VolumeSnapshotClass' },
  { of: 'PersistentVolumeClaim', field: 'spec.dataSource', to: 'VolumeSnapshot' },
  { of: 'PersistentVolumeClaim', field: 'spec.volumeAttributesClassName', to: 'VolumeAttributesClass' },
  // https://velero.io/docs/main/api-types/
  { of: 'Backup', field: 'spec.storageLocation', to: 'BackupStorageLocation' },
  { of: 'Schedule', field: 'spec.template.storageLocation', to: 'BackupStorageLocation' },
  // https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s
  { of: 'Kibana ApmServer Beat EnterpriseSearch', field: 'spec.elasticsearchRef', to: 'Elasticsearch' },
  { of: 'Agent Logstash', field: 'spec.elasticsearchRefs[]', to: 'Elasticsearch' },
  { of: 'Beat ApmServer Agent', field: 'spec.kibanaRef', to: 'Kibana' },
  // https://www.rabbitmq.com/kubernetes/operator/using-topology-operator
  {
    of: 'Queue Exchange Binding User Vhost Policy Permission',
    field: 'spec.rabbitmqClusterReference',
    to: 'RabbitmqCluster',
  },
  // https://docs.percona.com/percona-operators/, https://github.com/mariadb-operator/mariadb-operator
  { of: 'PerconaServerMongoDBBackup', field: 'spec.clusterName', to: 'PerconaServerMongoDB' },
  { of: 'PerconaXtraDBClusterBackup', field: 'spec.pxcCluster', to: 'PerconaXtraDBCluster' },
  { of: 'PerconaPGBackup', field: 'spec.pgCluster', to: 'PerconaPGCluster' },
  { of: 'Backup Connection Database Grant Restore SqlJob User', field: 'spec.mariaDbRef', to: 'MariaDB' },
  // https://argo-workflows.readthedocs.io/en/latest/fields/, https://argoproj.github.io/argo-events/
  { of: 'Workflow', field: 'spec.workflowTemplateRef', to: 'WorkflowTemplate ClusterWorkflowTemplate' },
  {
    of: 'CronWorkflow',
    field: 'spec.workflowSpec.workflowTemplateRef',
    to: 'WorkflowTemplate ClusterWorkflowTemplate',
  },
  { of: 'Sensor', field: 'spec.dependencies[].eventSourceName', to: 'EventSource' },
  { of: 'EventSource Sensor', field: 'spec.eventBusName', to: 'EventBus' },
  // https://tekton.dev/docs/pipelines/
  { of: 'PipelineRun', field: 'spec.pipelineRef', to: 'Pipeline' },
  { of: 'Pipeline', field: 'spec.tasks[].taskRef', to: 'Task ClusterTask' },
  { of: 'TaskRun', field: 'spec.taskRef', to: 'Task ClusterTask' },
  // https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference
  { of: 'VaultStaticSecret VaultDynamicSecret VaultPKISecret', field: 'spec.vaultAuthRef', to: 'VaultAuth' },
  { of: 'VaultAuth', field: 'spec.vaultConnectionRef', to: 'VaultConnection' },
  { of: 'VaultAuth', field: 'spec.kubernetes.serviceAccount', to: 'ServiceAccount' },
  // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/serverstransport/
  { of: 'Middleware', field: 'spec.errors.service', to: 'Service TraefikService' },
  // https://projectcontour.io/docs/main/config/inclusion-delegation/
  { of: 'HTTPProxy', field: 'spec.includes[]', to: 'HTTPProxy' },
  { of: 'HTTPProxy', field: 'spec.routes[].services[]', to: 'Service' },
  // https://gateway-api.sigs.k8s.io/api-types/backendtlspolicy/
  { of: 'BackendTLSPolicy', field: 'spec.targetRefs[]', to: 'Service' },
  // https://knative.dev/docs/eventing/triggers/
  { of: 'Trigger', field: 'spec.broker', to: 'Broker' },
  // https://linkerd.io/2/reference/authorization-policy/
  { of: 'ServerAuthorization', field: 'spec.server', to: 'Server' },
  // https://kubernetes.io/docs/concepts/storage/, https://kubernetes.io/docs/concepts/scheduling-eviction/dynamic-resource-allocation/
  { of: 'PersistentVolumeClaim', field: 'spec.storageClassName', to: 'StorageClass' },
  { of: 'StatefulSet', field: 'spec.volumeClaimTemplates[].spec.storageClassName', to: 'StorageClass' },
  { of: 'PersistentVolumeClaim', field: 'spec.volumeAttributesClassName', to: 'VolumeAttributesClass' },
  { of: POD, field: 'resourceClaims[].resourceClaimTemplateName', to: 'ResourceClaimTemplate' },
  { of: POD, field: 'resourceClaims[].resourceClaimName', to: 'ResourceClaim' },
  // https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale-walkthrough/
  { of: 'HorizontalPodAutoscaler', field: 'spec.metrics[].object.describedObject', to: 'Ingress Service' },
  // https://secrets-store-csi-driver.sigs.k8s.io/getting-started/usage
  { of: POD, field: 'volumes[].csi.volumeAttributes.secretProviderClass', to: 'SecretProviderClass' },
  // https://karpenter.sh/docs/concepts/nodepools/
  { of: 'NodePool', field: 'spec.template.spec.nodeClassRef', to: 'EC2NodeClass AKSNodeClass GCENodeClass' },
  // https://metallb.io/configuration/, https://metallb.io/usage/
  { of: 'L2Advertisement BGPAdvertisement', field: 'spec.ipAddressPools[]', to: 'IPAddressPool' },
  { of: 'BGPAdvertisement', field: 'spec.peers[]', to: 'BGPPeer' },
  ...['metallb.io', 'metallb.universe.tf'].map((domain) => {
    const field = `metadata.annotations[${domain}/address-pool]`;
    return { of: 'Service', field, to: 'IPAddressPool', elsewhere: true as const };
  }),
  // https://cloud.google.com/kubernetes-engine/docs/how-to/managed-certs, ingress-configuration
  { of: 'Ingress', field: 'metadata.annotations[networking.gke.io/managed-certificates]', to: 'ManagedCertificate' },
  { of: 'Ingress', field: 'metadata.annotations[networking.gke.io/v1beta1.FrontendConfig]', to: 'FrontendConfig' },
  // https://github.com/stakater/Reloader
  {
    of: 'Deployment StatefulSet DaemonSet',
    field: 'metadata.annotations[configmap.reloader.stakater.com/reload]',
    to: 'ConfigMap',
  },
  // https://velero.io/docs/main/api-types/
  { of: 'Schedule', field: 'spec.template.storageLocation', to: 'BackupStorageLocation' },
  { of: 'Backup', field: 'spec.storageLocation', to: 'BackupStorageLocation' },
  { of: 'Schedule', field: 'spec.template.includedNamespaces[]', to: 'Namespace' },
  { of: 'Backup', field: 'spec.includedNamespaces[]', to: 'Namespace' },
  { of: 'Restore', field: 'spec.scheduleName', to: 'Schedule' },
  // https://fluxcd.io/flux/components/notification/, https://fluxcd.io/flux/components/image/
  { of: 'Alert', field: 'spec.providerRef', to: 'Provider' },
  { of: 'Alert', field: 'spec.eventSources[]', to: `Kustomization HelmRelease ${SOURCES}` },
  { of: 'Receiver', field: 'spec.resources[]', to: `${SOURCES} ImageRepository` },
  { of: 'ImagePolicy', field: 'spec.imageRepositoryRef', to: 'ImageRepository' },
  { of: 'HelmRelease', field: 'spec.chartRef', to: 'OCIRepository HelmChart' },
  { of: 'Kustomization', field: 'spec.postBuild.substituteFrom[]', to: 'ConfigMap' },
  // https://tekton.dev/docs/pipelines/, https://tekton.dev/docs/triggers/
  { of: 'Pipeline', field: 'spec.tasks[].taskRef', to: 'Task ClusterTask' },
  { of: 'Pipeline', field: 'spec.finally[].taskRef', to: 'Task ClusterTask' },
  { of: 'PipelineRun', field: 'spec.pipelineRef', to: 'Pipeline' },
  { of: 'TaskRun', field: 'spec.taskRef', to: 'Task ClusterTask' },
  // https://argo-workflows.readthedocs.io/en/latest/workflow-templates/, https://argoproj.github.io/argo-events/
  ...['Workflow spec', 'CronWorkflow spec.workflowSpec', 'WorkflowTemplate spec'].flatMap((place) => {
    const [of = '', spec = ''] = place.split(' ');
    const fields = ['workflowTemplateRef', 'templates[].dag.tasks[].templateRef', 'templates[].steps[][].templateRef'];
    return fields.map((field) => ({ of, field: `${spec}.${field}`, to: 'WorkflowTemplate ClusterWorkflowTemplate' }));
  }),
  { of: 'Sensor', field: 'spec.dependencies[].eventSourceName', to: 'EventSource' },
  // https://prometheus-operator.dev/docs/api-reference/api/
  { of: 'Prometheus', field: 'spec.alerting.alertmanagers[]', to: 'Service' },
  // https://www.elastic.co/docs/deploy-manage/deploy/cloud-on-k8s
  { of: 'Agent ApmServer Beat Kibana Logstash', field: 'spec.elasticsearchRef', to: 'Elasticsearch' },
  { of: 'Agent ApmServer Beat', field: 'spec.kibanaRef', to: 'Kibana' },
  // https://www.rabbitmq.com/kubernetes/operator/using-topology-operator
  {
    of: 'Binding Exchange Federation Permission Policy Queue Shovel User Vhost',
    field: 'spec.rabbitmqClusterReference',
    to: 'RabbitmqCluster',
  },
  // https://mariadb-operator.github.io/mariadb-operator/
  { of: 'Backup Connection Database Grant Restore User', field: 'spec.mariaDbRef', to: 'MariaDB' },
  // https://linkerd.io/2/reference/authorization-policy/, https://knative.dev/docs/eventing/triggers/
  { of: 'ServerAuthorization', field: 'spec.server', to: 'Server' },
  { of: 'Trigger', field: 'spec.broker', to: 'Broker' },
  // https://projectcontour.io/docs/main/config/inclusion-delegation/
  { of: 'HTTPProxy', field: 'spec.includes[]', to: 'HTTPProxy' },
];
