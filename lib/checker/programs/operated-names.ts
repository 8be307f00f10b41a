/** A field with the name of another object. */
export interface NameField {
  /** The kinds with the field, in words. */
  readonly of: string;
  readonly field: string;
  /** The kinds of the other object, in words. Without a kind in the field, the first. */
  readonly to: string;
  /** True if the other object has no namespace, or the namespace of its operator. @default the namespace of the object */
  readonly elsewhere?: true;
}

const POD = 'pod';
const SOURCES = 'GitRepository OCIRepository Bucket HelmRepository HelmChart ExternalArtifact';
const QUEUED =
  'Job RayJob RayCluster RayService JobSet PyTorchJob TFJob MPIJob XGBoostJob PaddleJob JAXJob TrainJob AppWrapper ' +
  'LeaderWorkerSet Pod Deployment StatefulSet';
const ROUTES = 'Gateway HTTPRoute GRPCRoute TLSRoute TCPRoute UDPRoute';
const LANGUAGES = ['java', 'nodejs', 'python', 'dotnet', 'go', 'sdk', 'nginx', 'apache-httpd'];
const TEMPLATED = 'Deployment StatefulSet DaemonSet Rollout';

/** Names that the objects of operators have in fields and labels without a kind, or with a kind that may be missing. */
export const OPERATED_NAMES: readonly NameField[] = [
  // https://agones.dev/site/docs/reference/fleetautoscaler/
  { of: 'FleetAutoscaler', field: 'spec.fleetName', to: 'Fleet' },
  { of: 'GameServerAllocation', field: 'spec.selectors[].matchLabels[agones.dev/fleet]', to: 'Fleet' },
  // https://kueue.sigs.k8s.io/docs/concepts/
  { of: QUEUED, field: 'metadata.labels[kueue.x-k8s.io/queue-name]', to: 'LocalQueue' },
  { of: TEMPLATED, field: 'spec.template.metadata.labels[kueue.x-k8s.io/queue-name]', to: 'LocalQueue' },
  { of: 'CronJob', field: 'spec.jobTemplate.metadata.labels[kueue.x-k8s.io/queue-name]', to: 'LocalQueue' },
  {
    of: QUEUED,
    field: 'metadata.labels[kueue.x-k8s.io/priority-class]',
    to: 'WorkloadPriorityClass',
    elsewhere: true,
  },
  { of: 'LocalQueue', field: 'spec.clusterQueue', to: 'ClusterQueue' },
  { of: 'ClusterQueue', field: 'spec.resourceGroups[].flavors[]', to: 'ResourceFlavor', elsewhere: true },
  { of: 'ClusterQueue', field: 'spec.admissionChecks[]', to: 'AdmissionCheck', elsewhere: true },
  { of: 'ResourceFlavor', field: 'spec.topologyName', to: 'Topology', elsewhere: true },
  // https://volcano.sh/en/docs/queue/
  { of: 'Job PodGroup', field: 'spec.queue', to: 'Queue', elsewhere: true },
  // https://metallb.io/apis/, https://metallb.io/usage/
  { of: 'L2Advertisement BGPAdvertisement', field: 'spec.ipAddressPools[]', to: 'IPAddressPool' },
  { of: 'BGPAdvertisement', field: 'spec.peers[]', to: 'BGPPeer' },
  { of: 'BGPPeer', field: 'spec.bfdProfile', to: 'BFDProfile' },
  ...['metallb.io', 'metallb.universe.tf'].map((group) => ({
    of: 'Service',
    field: `metadata.annotations[${group}/address-pool]`,
    to: 'IPAddressPool',
    elsewhere: true as const,
  })),
  // https://docs.cilium.io/en/stable/network/bgp-control-plane/
  {
    of: 'CiliumBGPClusterConfig',
    field: 'spec.bgpInstances[].peers[].peerConfigRef',
    to: 'CiliumBGPPeerConfig',
    elsewhere: true,
  },
  // https://kubernetes.io/docs/concepts/storage/volume-snapshots/
  { of: 'VolumeSnapshot', field: 'spec.volumeSnapshotClassName', to: 'VolumeSnapshotClass', elsewhere: true },
  {
    of: 'PersistentVolumeClaim',
    field: 'spec.volumeAttributesClassName',
    to: 'VolumeAttributesClass',
    elsewhere: true,
  },
  // https://karpenter.sh/docs/concepts/nodepools/
  {
    of: 'NodePool',
    field: 'spec.template.spec.nodeClassRef',
    to: 'EC2NodeClass AKSNodeClass GCENodeClass NodeClass',
    elsewhere: true,
  },
  // https://argo-workflows.readthedocs.io/en/latest/workflow-templates/
  ...['Workflow:spec', 'CronWorkflow:spec.workflowSpec'].flatMap((place) => {
    const [of = '', spec] = place.split(':');
    const to = 'WorkflowTemplate ClusterWorkflowTemplate';
    return [`${spec}.workflowTemplateRef`, `${spec}.templates[].dag.tasks[].templateRef`].map((field) => {
      return { of, field, to };
    });
  }),
  {
    of: 'WorkflowTemplate',
    field: 'spec.templates[].dag.tasks[].templateRef',
    to: 'WorkflowTemplate ClusterWorkflowTemplate',
  },
  // https://argoproj.github.io/argo-events/
  { of: 'Sensor', field: 'spec.dependencies[].eventSourceName', to: 'EventSource' },
  { of: 'Sensor EventSource', field: 'spec.eventBusName', to: 'EventBus' },
  // https://tekton.dev/docs/pipelines/, https://tekton.dev/docs/triggers/
  { of: 'PipelineRun', field: 'spec.pipelineRef', to: 'Pipeline' },
  { of: 'TaskRun', field: 'spec.taskRef', to: 'Task ClusterTask' },
  { of: 'Pipeline', field: 'spec.tasks[].taskRef', to: 'Task ClusterTask' },
  { of: 'Pipeline', field: 'spec.finally[].taskRef', to: 'Task ClusterTask' },
  ...['TriggerBinding', 'TriggerTemplate'].map((to) => ({
    of: 'EventListener',
    field: `spec.triggers[].${to === 'TriggerBinding' ? 'bindings[]' : 'template'}.ref`,
    to,
  })),
  { of: 'EventListener', field: 'spec.triggers[].triggerRef', to: 'Trigger' },
  // https://knative.dev/docs/eventing/triggers/
  { of: 'Trigger', field: 'spec.broker', to: 'Broker' },
  // https://docs.flagger.app/usage/how-it-works
  { of: 'Canary', field: 'spec.analysis.metrics[].templateRef', to: 'MetricTemplate' },
  { of: 'Canary', field: 'spec.targetRef', to: 'Deployment DaemonSet' },
  // https://velero.io/docs/main/api-types/
  { of: 'Schedule', field: 'spec.template.storageLocation', to: 'BackupStorageLocation' },
  { of: 'Backup', field: 'spec.storageLocation', to: 'BackupStorageLocation' },
  { of: 'Schedule', field: 'spec.template.volumeSnapshotLocations[]', to: 'VolumeSnapshotLocation' },
  // https://rook.io/docs/rook/latest/CRDs/
  { of: 'StorageClass', field: 'parameters.fsName', to: 'CephFilesystem', elsewhere: true },
  { of: 'CephObjectStoreUser', field: 'spec.store', to: 'CephObjectStore' },
  { of: 'CephFilesystemSubVolumeGroup', field: 'spec.filesystemName', to: 'CephFilesystem' },
  { of: 'CephBlockPoolRadosNamespace', field: 'spec.blockPoolName', to: 'CephBlockPool' },
  // https://www.rabbitmq.com/kubernetes/operator/using-topology-operator
  {
    of: 'Queue Exchange Binding Policy User Vhost Permission TopicPermission Federation Shovel SchemaReplication',
    field: 'spec.rabbitmqClusterReference',
    to: 'RabbitmqCluster',
  },
  { of: 'Permission TopicPermission', field: 'spec.userReference', to: 'User' },
  // https://docs.percona.com/percona-operators/
  {
    of: 'PerconaXtraDBClusterBackup PerconaXtraDBClusterRestore',
    field: 'spec.pxcCluster',
    to: 'PerconaXtraDBCluster',
  },
  {
    of: 'PerconaServerMongoDBBackup PerconaServerMongoDBRestore',
    field: 'spec.clusterName',
    to: 'PerconaServerMongoDB',
  },
  { of: 'PerconaPGBackup PerconaPGRestore', field: 'spec.pgCluster', to: 'PerconaPGCluster' },
  // https://github.com/mariadb-operator/mariadb-operator/blob/main/docs/api_reference.md
  { of: 'Backup Restore User Grant Database Connection MaxScale SqlJob', field: 'spec.mariaDbRef', to: 'MariaDB' },
  // https://access.crunchydata.com/documentation/postgres-operator/
  { of: 'PGUpgrade', field: 'spec.postgresClusterName', to: 'PostgresCluster' },
  // https://www.elastic.co/guide/en/cloud-on-k8s/current/k8s-api-reference.html
  {
    of: 'Kibana ApmServer Beat EnterpriseSearch ElasticMapsServer',
    field: 'spec.elasticsearchRef',
    to: 'Elasticsearch',
  },
  { of: 'Agent Logstash', field: 'spec.elasticsearchRefs[]', to: 'Elasticsearch' },
  { of: 'Beat Agent ApmServer', field: 'spec.kibanaRef', to: 'Kibana' },
  { of: 'Agent', field: 'spec.fleetServerRef', to: 'Agent' },
  // https://github.com/opensearch-project/opensearch-k8s-operator/blob/main/docs/userguide/main.md
  {
    of: 'OpensearchUser OpensearchRole OpensearchUserRoleBinding OpensearchActionGroup OpensearchTenant',
    field: 'spec.opensearchCluster',
    to: 'OpenSearchCluster',
  },
  // https://grafana.github.io/grafana-operator/docs/
  { of: 'GrafanaDashboard', field: 'spec.folderRef', to: 'GrafanaFolder' },
  // https://opentelemetry.io/docs/platforms/kubernetes/operator/automatic/
  ...LANGUAGES.map((language) => ({
    of: TEMPLATED,
    field: `spec.template.metadata.annotations[instrumentation.opentelemetry.io/inject-${language}]`,
    to: 'Instrumentation',
  })),
  {
    of: TEMPLATED,
    field: 'spec.template.metadata.annotations[sidecar.opentelemetry.io/inject]',
    to: 'OpenTelemetryCollector',
  },
  // https://docs.ray.io/en/latest/cluster/kubernetes/getting-started/rayjob-quick-start.html
  { of: 'RayJob', field: 'spec.clusterSelector[ray.io/cluster]', to: 'RayCluster' },
  // https://kserve.github.io/website/latest/reference/api/
  { of: 'TrainedModel', field: 'spec.inferenceService', to: 'InferenceService' },
  // https://nightlies.apache.org/flink/flink-kubernetes-operator-docs-main/docs/custom-resource/reference/
  { of: 'FlinkSessionJob', field: 'spec.deploymentName', to: 'FlinkDeployment' },
  // https://kube-logging.dev/docs/configuration/crds/
  { of: 'Flow', field: 'spec.localOutputRefs[]', to: 'Output' },
  { of: 'Flow ClusterFlow', field: 'spec.globalOutputRefs[]', to: 'ClusterOutput' },
  // https://gateway.envoyproxy.io/docs/api/extension_types/, https://gateway-api.sigs.k8s.io/reference/spec/
  {
    of: 'BackendTrafficPolicy ClientTrafficPolicy SecurityPolicy EnvoyExtensionPolicy',
    field: 'spec.targetRefs[]',
    to: ROUTES,
  },
  { of: 'BackendTLSPolicy', field: 'spec.targetRefs[]', to: 'Service' },
  // https://projectcontour.io/docs/main/config/api/
  { of: 'HTTPProxy', field: 'spec.includes[]', to: 'HTTPProxy' },
  { of: 'HTTPProxy', field: 'spec.routes[].services[]', to: 'Service' },
  // https://cloud.google.com/kubernetes-engine/docs/how-to/ingress-configuration
  {
    of: 'Ingress',
    field: 'metadata.annotations[networking.gke.io/v1beta1.FrontendConfig]',
    to: 'FrontendConfig',
  },
  { of: 'Ingress', field: 'metadata.annotations[networking.gke.io/managed-certificates]', to: 'ManagedCertificate' },
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/targetgroupbinding/targetgroupbinding/
  { of: 'TargetGroupBinding', field: 'spec.serviceRef', to: 'Service' },
  // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/serverstransport/
  { of: 'IngressRoute', field: 'spec.routes[].services[].serversTransport', to: 'ServersTransport' },
  { of: 'IngressRouteTCP', field: 'spec.routes[].middlewares[]', to: 'MiddlewareTCP' },
  // https://docs.konghq.com/kubernetes-ingress-controller/latest/reference/annotations/
  { of: 'Ingress Service', field: 'metadata.annotations[konghq.com/plugins]', to: 'KongPlugin' },
  // https://github.com/k8snetworkplumbingwg/multus-cni/blob/master/docs/quickstart.md
  {
    of: TEMPLATED,
    field: 'spec.template.metadata.annotations[k8s.v1.cni.cncf.io/networks]',
    to: 'NetworkAttachmentDefinition',
  },
  // https://cert-manager.io/docs/configuration/acme/http01/
  {
    of: 'Issuer ClusterIssuer',
    field: 'spec.acme.solvers[].http01.ingress.ingressClassName',
    to: 'IngressClass',
  },
  { of: 'Issuer ClusterIssuer', field: 'spec.acme.solvers[].http01.gatewayHTTPRoute.parentRefs[]', to: 'Gateway' },
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
  // https://secrets-store-csi-driver.sigs.k8s.io/getting-started/usage
  { of: POD, field: 'volumes[].csi.volumeAttributes.secretProviderClass', to: 'SecretProviderClass' },
  // https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference
  { of: 'VaultStaticSecret VaultDynamicSecret VaultPKISecret', field: 'spec.vaultAuthRef', to: 'VaultAuth' },
  { of: 'VaultAuth', field: 'spec.vaultConnectionRef', to: 'VaultConnection' },
  { of: 'VaultAuth', field: 'spec.kubernetes.serviceAccount', to: 'ServiceAccount' },
  // https://github.com/stakater/Reloader
  {
    of: 'Deployment StatefulSet DaemonSet',
    field: 'metadata.annotations[configmap.reloader.stakater.com/reload]',
    to: 'ConfigMap',
  },
  // https://velero.io/docs/main/api-types/
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
  // https://argo-workflows.readthedocs.io/en/latest/workflow-templates/
  ...['Workflow WorkflowTemplate:spec', 'CronWorkflow:spec.workflowSpec'].map((place) => {
    const [of = '', spec] = place.split(':');
    return { of, field: `${spec}.templates[].steps[][].templateRef`, to: 'WorkflowTemplate ClusterWorkflowTemplate' };
  }),
  // https://prometheus-operator.dev/docs/api-reference/api/
  { of: 'Prometheus', field: 'spec.alerting.alertmanagers[]', to: 'Service' },
  // https://linkerd.io/2/reference/authorization-policy/
  { of: 'ServerAuthorization', field: 'spec.server', to: 'Server' },
  // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/serverstransport/
  { of: 'Middleware', field: 'spec.errors.service', to: 'Service TraefikService' },
];
