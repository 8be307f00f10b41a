/** The resources of the API groups of one project, as roles name them. */
export const RESOURCE_GROUPS: readonly Readonly<Record<string, readonly string[]>>[] = [
  // https://agones.dev/site/docs/reference/agones_crd_api_reference/
  {
    'agones.dev': ['fleets', 'gameservers', 'gameserversets'],
    'allocation.agones.dev': ['gameserverallocations'],
    'autoscaling.agones.dev': ['fleetautoscalers'],
    'multicluster.agones.dev': ['gameserverallocationpolicies'],
  },
  // https://cert-manager.io/docs/reference/api-docs/
  {
    'cert-manager.io': ['certificaterequests', 'certificates', 'clusterissuers', 'issuers'],
    'acme.cert-manager.io': ['challenges', 'orders'],
  },
  // https://istio.io/latest/docs/reference/config/
  {
    'networking.istio.io': [
      ...['destinationrules', 'envoyfilters', 'gateways', 'proxyconfigs', 'serviceentries', 'sidecars'],
      ...['virtualservices', 'workloadentries', 'workloadgroups'],
    ],
    'security.istio.io': ['authorizationpolicies', 'peerauthentications', 'requestauthentications'],
    'telemetry.istio.io': ['telemetries'],
  },
  // https://knative.dev/docs/reference/api/
  {
    'serving.knative.dev': ['configurations', 'domainmappings', 'revisions', 'routes', 'services'],
    'eventing.knative.dev': ['brokers', 'eventtypes', 'triggers'],
    'messaging.knative.dev': ['channels', 'subscriptions'],
    'flows.knative.dev': ['parallels', 'sequences'],
  },
  // https://tekton.dev/docs/pipelines/, https://tekton.dev/docs/triggers/
  {
    'tekton.dev': ['customruns', 'pipelineruns', 'pipelines', 'taskruns', 'tasks'],
    'triggers.tekton.dev': [
      ...['clusterinterceptors', 'clustertriggerbindings', 'eventlisteners', 'interceptors'],
      ...['triggerbindings', 'triggers', 'triggertemplates'],
    ],
  },
  // https://fluxcd.io/flux/components/
  {
    'source.toolkit.fluxcd.io': ['buckets', 'gitrepositories', 'helmcharts', 'helmrepositories', 'ocirepositories'],
    'kustomize.toolkit.fluxcd.io': ['kustomizations'],
    'helm.toolkit.fluxcd.io': ['helmreleases'],
    'notification.toolkit.fluxcd.io': ['alerts', 'providers', 'receivers'],
    'image.toolkit.fluxcd.io': ['imagepolicies', 'imagerepositories', 'imageupdateautomations'],
  },
  // https://external-secrets.io/latest/api/spec/
  {
    'external-secrets.io': [
      ...['clusterexternalsecrets', 'clusterpushsecrets', 'clustersecretstores', 'externalsecrets', 'pushsecrets'],
      'secretstores',
    ],
    'generators.external-secrets.io': ['acraccesstokens', 'ecrauthorizationtokens', 'gcraccesstokens', 'passwords'],
  },
  // https://cluster-api.sigs.k8s.io/reference/api/
  {
    'cluster.x-k8s.io': [
      'clusterclasses',
      'clusters',
      'machinedeployments',
      'machinehealthchecks',
      'machines',
      'machinesets',
    ],
    'bootstrap.cluster.x-k8s.io': ['kubeadmconfigs', 'kubeadmconfigtemplates'],
    'controlplane.cluster.x-k8s.io': ['kubeadmcontrolplanes', 'kubeadmcontrolplanetemplates'],
  },
  // https://karpenter.sh/docs/concepts/
  { 'karpenter.sh': ['nodeclaims', 'nodepools'], 'karpenter.k8s.aws': ['ec2nodeclasses'] },
  // https://strimzi.io/docs/operators/latest/configuring
  {
    'kafka.strimzi.io': [
      ...[
        'kafkabridges',
        'kafkaconnectors',
        'kafkaconnects',
        'kafkamirrormaker2s',
        'kafkanodepools',
        'kafkarebalances',
      ],
      ...['kafkas', 'kafkatopics', 'kafkausers'],
    ],
    'core.strimzi.io': ['strimzipodsets'],
  },
];
