import { type NameField, POD } from '../manifest/name-field';

const SOURCES = 'GitRepository OCIRepository Bucket HelmRepository HelmChart ExternalArtifact';
const ISSUERS = 'Issuer ClusterIssuer';
const STORES = 'SecretStore ClusterSecretStore';
const WORKLOADS = 'Deployment StatefulSet Rollout ReplicaSet';
const ANALYSES = 'AnalysisTemplate ClusterAnalysisTemplate';
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
  // https://secrets-store-csi-driver.sigs.k8s.io/getting-started/usage
  { of: POD, field: 'volumes[].csi.volumeAttributes.secretProviderClass', to: 'SecretProviderClass' },
  // https://developer.hashicorp.com/vault/docs/deploy/kubernetes/vso/api-reference
  { of: 'VaultStaticSecret VaultDynamicSecret VaultPKISecret', field: 'spec.vaultAuthRef', to: 'VaultAuth' },
  { of: 'VaultAuth', field: 'spec.vaultConnectionRef', to: 'VaultConnection' },
  { of: 'VaultAuth', field: 'spec.kubernetes.serviceAccount', to: 'ServiceAccount' },
  // https://external-secrets.io/latest/api/spec/: a reference of a ClusterSecretStore has a namespace
  ...[
    'aws.auth.jwt.serviceAccountRef',
    'gcpsm.auth.workloadIdentity.serviceAccountRef',
    'azurekv.serviceAccountRef',
    'vault.auth.kubernetes.serviceAccountRef',
    'vault.auth.jwt.kubernetesServiceAccountToken.serviceAccountRef',
    'vault.auth.iam.jwt.serviceAccountRef',
    'kubernetes.auth.serviceAccount',
    'conjur.auth.jwt.serviceAccountRef',
  ].map((field) => ({ of: 'SecretStore', field: `spec.provider.${field}`, to: 'ServiceAccount' })),
  // https://cert-manager.io/docs/configuration/vault/, https://cert-manager.io/docs/configuration/acme/dns01/route53/
  { of: 'Issuer', field: 'spec.vault.auth.kubernetes.serviceAccountRef', to: 'ServiceAccount' },
  {
    of: 'Issuer',
    field: 'spec.acme.solvers[].dns01.route53.auth.kubernetes.serviceAccountRef',
    to: 'ServiceAccount',
  },
  // https://argo-workflows.readthedocs.io/en/latest/service-accounts/, https://argoproj.github.io/argo-events/service-accounts/
  ...['Workflow WorkflowTemplate:spec', 'CronWorkflow:spec.workflowSpec'].flatMap((place) => {
    const [of = '', spec] = place.split(':');
    return ['serviceAccountName', 'executor.serviceAccountName', 'templates[].serviceAccountName'].map((field) => {
      return { of, field: `${spec}.${field}`, to: 'ServiceAccount' };
    });
  }),
  { of: 'Sensor EventSource', field: 'spec.template.serviceAccountName', to: 'ServiceAccount' },
  // https://tekton.dev/docs/pipelines/auth/, https://tekton.dev/docs/triggers/eventlisteners/
  { of: 'TaskRun PipelineRun EventListener', field: 'spec.serviceAccountName', to: 'ServiceAccount' },
  { of: 'PipelineRun', field: 'spec.taskRunTemplate.serviceAccountName', to: 'ServiceAccount' },
  // https://fluxcd.io/flux/components/kustomize/kustomizations/#role-based-access-control
  { of: 'Kustomization HelmRelease', field: 'spec.serviceAccountName', to: 'ServiceAccount' },
  // https://prometheus-operator.dev/docs/api-reference/api/, https://github.com/kubeflow/spark-operator
  { of: 'Prometheus PrometheusAgent ThanosRuler Alertmanager', field: 'spec.serviceAccountName', to: 'ServiceAccount' },
  { of: 'SparkApplication', field: 'spec.driver.serviceAccount', to: 'ServiceAccount' },
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
  { of: 'Gateway', field: 'spec.gatewayClassName', to: 'GatewayClass' },
  // https://cert-manager.io/docs/reference/annotations/
  { of: 'Certificate CertificateRequest', field: 'spec.issuerRef', to: ISSUERS },
  { of: 'Ingress Gateway', field: 'metadata.annotations[cert-manager.io/issuer]', to: 'Issuer' },
  { of: 'Ingress Gateway', field: 'metadata.annotations[cert-manager.io/cluster-issuer]', to: 'ClusterIssuer' },
  {
    of: 'ValidatingWebhookConfiguration MutatingWebhookConfiguration CustomResourceDefinition APIService',
    field: 'metadata.annotations[cert-manager.io/inject-ca-from]',
    to: 'Certificate',
  },
  // https://external-secrets.io/latest/api/spec/
  { of: 'ExternalSecret', field: 'spec.secretStoreRef', to: STORES },
  { of: 'ExternalSecret', field: 'spec.data[].sourceRef.storeRef', to: STORES },
  { of: 'ExternalSecret', field: 'spec.dataFrom[].sourceRef.storeRef', to: STORES },
  { of: 'ClusterExternalSecret', field: 'spec.externalSecretSpec.secretStoreRef', to: STORES },
  { of: 'PushSecret', field: 'spec.secretStoreRefs[]', to: STORES },
  // https://keda.sh/docs/latest/reference/scaledobject-spec/
  { of: 'ScaledObject', field: 'spec.scaleTargetRef', to: WORKLOADS },
  {
    of: 'ScaledObject ScaledJob',
    field: 'spec.triggers[].authenticationRef',
    to: 'TriggerAuthentication ClusterTriggerAuthentication',
  },
  // https://argo-cd.readthedocs.io and https://argo-rollouts.readthedocs.io
  { of: 'Application', field: 'spec.project', to: 'AppProject' },
  { of: 'ApplicationSet', field: 'spec.template.spec.project', to: 'AppProject' },
  ...['canary.canaryService', 'canary.stableService', 'blueGreen.activeService', 'blueGreen.previewService'].map(
    (service) => ({ of: 'Rollout', field: `spec.strategy.${service}`, to: 'Service' }),
  ),
  { of: 'Rollout', field: 'spec.workloadRef', to: 'Deployment' },
  ...[
    'nginx.stableIngress',
    'nginx.stableIngresses[]',
    'nginx.additionalStableIngresses[]',
    'alb.ingress',
    'alb.ingresses[]',
    'istio.virtualService',
    'istio.virtualServices[]',
    'istio.destinationRule',
    'alb.rootService',
    'traefik.weightedTraefikServiceName',
  ].map((field) => ({ of: 'Rollout', field: `spec.strategy.canary.trafficRouting.${field}`, to: routerOf(field) })),
  ...[
    'canary.analysis',
    'canary.steps[].analysis',
    'blueGreen.prePromotionAnalysis',
    'blueGreen.postPromotionAnalysis',
  ].map((field) => ({ of: 'Rollout', field: `spec.strategy.${field}.templates[]`, to: ANALYSES })),
  { of: 'Rollout', field: 'spec.strategy.canary.steps[].experiment.analyses[]', to: ANALYSES },
  // https://doc.traefik.io/traefik/reference/routing-configuration/kubernetes/crd/http/ingressroute/
  { of: 'IngressRoute', field: 'spec.routes[].middlewares[]', to: 'Middleware' },
  { of: 'IngressRoute', field: 'spec.routes[].services[]', to: 'Service TraefikService' },
  { of: 'IngressRoute', field: 'spec.tls.options', to: 'TLSOption' },
  { of: 'IngressRouteTCP IngressRouteUDP', field: 'spec.routes[].services[]', to: 'Service' },
  { of: 'IngressRouteTCP', field: 'spec.routes[].middlewares[]', to: 'MiddlewareTCP' },
  { of: 'Middleware', field: 'spec.chain.middlewares[]', to: 'Middleware' },
  { of: 'TraefikService', field: 'spec.weighted.services[]', to: 'Service TraefikService' },
  // https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/
  { of: 'Ingress', field: 'metadata.annotations[nginx.ingress.kubernetes.io/default-backend]', to: 'Service' },
  { of: 'VerticalPodAutoscaler', field: 'spec.targetRef', to: `${WORKLOADS} DaemonSet` },
  // https://fluxcd.io/flux/components/
  { of: 'Kustomization', field: 'spec.sourceRef', to: SOURCES },
  { of: 'Kustomization', field: 'spec.dependsOn[]', to: 'Kustomization' },
  { of: 'HelmRelease', field: 'spec.chart.spec.sourceRef', to: SOURCES },
  { of: 'HelmRelease', field: 'spec.dependsOn[]', to: 'HelmRelease' },
  { of: 'HelmChart ImageUpdateAutomation', field: 'spec.sourceRef', to: SOURCES },
  // https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/
  { of: 'Backup Database Pooler Publication ScheduledBackup Subscription', field: 'spec.cluster', to: 'Cluster' },
  { of: 'Cluster', field: 'spec.plugins[].parameters.barmanObjectName', to: 'ObjectStore' },
  // https://strimzi.io/docs/operators/latest/deploying
  {
    of: 'KafkaNodePool KafkaRebalance KafkaTopic KafkaUser',
    field: 'metadata.labels[strimzi.io/cluster]',
    to: 'Kafka',
  },
  { of: 'KafkaConnector', field: 'metadata.labels[strimzi.io/cluster]', to: 'KafkaConnect' },
];

/** The kind that routes the traffic of a Rollout: https://argo-rollouts.readthedocs.io/en/stable/features/traffic-management/ */
function routerOf(field: string): string {
  const kinds = { virtualService: 'VirtualService', destinationRule: 'DestinationRule', rootService: 'Service' };
  const [, kind] = Object.entries(kinds).find(([name]) => field.includes(name)) ?? [];
  return kind ?? (field.startsWith('nginx') || field.startsWith('alb') ? 'Ingress' : 'TraefikService');
}
