/** A field with the name of another object. */
export interface NameField {
  /** The kinds with the field, in words. */
  readonly of: string;
  readonly field: string;
  /** The kinds of the other object, in words. Without a kind in the field, the first. */
  readonly to: string;
}

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
];
