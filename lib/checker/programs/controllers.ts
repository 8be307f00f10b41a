/** What a controller asks the API server for, always or with an option: `list pods`, `list endpointslices.discovery.k8s.io or endpoints`. */
interface Controller {
  /** The end of the image's name. */
  readonly image: RegExp;
  readonly tag?: RegExp;
  readonly option?: RegExp;
  /** Stands in a file of the pod. */
  readonly file?: RegExp;
  readonly asks: readonly string[];
  /** True if the program asks across all namespaces. @default a right in one namespace is enough */
  readonly everywhere?: true;
}

const GATEWAYS = 'gateway.networking.k8s.io';

const SLICES = 'list endpointslices.discovery.k8s.io or endpoints';

export const CONTROLLERS: readonly Controller[] = [
  // https://github.com/kubernetes-sigs/metrics-server/blob/master/charts/metrics-server/templates/clusterrole.yaml
  {
    image: /(^|\/)metrics-server$/,
    tag: /^v?0\.([6-9]|\d\d)/,
    asks: ['get nodes/metrics', 'list nodes', 'list pods'],
    everywhere: true,
  },
  // https://github.com/kubernetes-sigs/descheduler/blob/master/kubernetes/base/rbac.yaml
  { image: /(^|\/)descheduler$/, asks: ['list nodes', 'list pods', 'create pods/eviction', 'list namespaces'] },
  // https://github.com/kubernetes/autoscaler/tree/master/cluster-autoscaler/cloudprovider/aws/examples
  {
    image: /(^|\/)cluster-autoscaler(-\w+)?$/,
    asks: [
      ...['list nodes', 'list pods', 'create pods/eviction', 'list replicasets.apps', 'list daemonsets.apps'],
      ...['list statefulsets.apps', 'list poddisruptionbudgets.policy', 'list persistentvolumeclaims'],
    ],
    everywhere: true,
  },
  // https://kured.dev/docs/installation/
  {
    image: /(^|\/)kured$/,
    asks: ['get nodes', 'patch nodes or update nodes', 'list pods', 'create pods/eviction'],
    everywhere: true,
  },
  { image: /(^|\/)kured$/, asks: ['get daemonsets.apps'] },
  // https://kubernetes.github.io/ingress-nginx/deploy/rbac/
  {
    image: /ingress-nginx\/controller(-chroot)?$/,
    asks: ['list services', 'list secrets', 'list ingresses.networking.k8s.io', SLICES],
  },
  // https://doc.traefik.io/traefik/reference/dynamic-configuration/kubernetes-crd/#rbac
  {
    image: /(^|\/)traefik$/,
    option: /--providers\.kubernetescrd/i,
    asks: [
      'list services',
      'list secrets',
      SLICES,
      'list ingressroutes.traefik.io or ingressroutes.traefik.containo.us',
    ],
  },
  {
    image: /(^|\/)traefik$/,
    option: /--providers\.kubernetesingress/i,
    asks: ['list services', 'list secrets', SLICES, 'list ingresses.networking.k8s.io'],
  },
  {
    image: /(^|\/)traefik$/,
    option: /--providers\.kubernetesgateway/i,
    asks: ['list services', `list gateways.${GATEWAYS}`, `list httproutes.${GATEWAYS}`],
  },
  // https://kubernetes-sigs.github.io/external-dns/latest/docs/sources/about/
  {
    image: /(^|\/)external-dns$/,
    option: /--source[= ]ingress\b/,
    asks: ['list ingresses.networking.k8s.io'],
    everywhere: true,
  },
  { image: /(^|\/)external-dns$/, option: /--source[= ]service\b/, asks: ['list services'], everywhere: true },
  { image: /(^|\/)external-dns$/, option: /--source[= ]node\b/, asks: ['list nodes'] },
  { image: /(^|\/)external-dns$/, option: /--source[= ]crd\b/, asks: ['list dnsendpoints.externaldns.k8s.io'] },
  ...['http', 'grpc', 'tls', 'tcp', 'udp'].map((route) => ({
    image: /(^|\/)external-dns$/,
    option: new RegExp(`--source[= ]gateway-${route}route\\b`),
    asks: [`list ${route}routes.${GATEWAYS}`, `list gateways.${GATEWAYS}`, 'list namespaces'],
  })),
  {
    image: /(^|\/)external-dns$/,
    option: /--source[= ]istio-gateway\b/,
    asks: ['list gateways.networking.istio.io', 'list services'],
  },
  {
    image: /(^|\/)external-dns$/,
    option: /--source[= ]istio-virtualservice\b/,
    asks: ['list virtualservices.networking.istio.io'],
  },
  // https://cert-manager.io/docs/installation/
  {
    image: /(^|\/)cert-manager-controller$/,
    asks: ['list certificates.cert-manager.io', 'list issuers.cert-manager.io', 'list secrets', 'create secrets'],
  },
  // https://jupyterhub-kubespawner.readthedocs.io/en/latest/overview.html
  {
    image: /(^|\/)(k8s-hub|jupyterhub)$/,
    file: /kubespawner|KubeSpawner/,
    asks: ['list pods', 'watch pods', 'create pods', 'delete pods', 'list events'],
  },
  // https://coredns.io/plugins/kubernetes/
  { image: /(^|\/)coredns$/, asks: ['list services', 'list namespaces', SLICES] },
  // https://github.com/stakater/Reloader
  {
    image: /(^|\/)reloader$/,
    asks: ['list configmaps or list secrets', 'update deployments.apps or patch deployments.apps'],
    everywhere: true,
  },
  // https://github.com/kubernetes-sigs/nfs-subdir-external-provisioner/blob/master/deploy/rbac.yaml
  {
    image: /(^|\/)(nfs-subdir-external-provisioner|local-path-provisioner|csi-provisioner)$/,
    asks: ['create persistentvolumes', 'list persistentvolumeclaims', 'list storageclasses.storage.k8s.io'],
  },
  // https://github.com/kubernetes-csi/external-attacher, external-resizer, external-snapshotter: deploy/kubernetes/rbac.yaml
  { image: /(^|\/)csi-attacher$/, asks: ['list persistentvolumes', 'list volumeattachments.storage.k8s.io'] },
  {
    image: /(^|\/)csi-resizer$/,
    asks: ['list persistentvolumes', 'list persistentvolumeclaims', 'patch persistentvolumeclaims/status'],
  },
  { image: /(^|\/)csi-snapshotter$/, asks: ['list volumesnapshotcontents.snapshot.storage.k8s.io'] },
  // https://github.com/bitnami-labs/sealed-secrets and https://external-secrets.io
  { image: /(^|\/)sealed-secrets-controller$/, asks: ['list sealedsecrets.bitnami.com', 'create secrets'] },
  {
    image: /external-secrets\/external-secrets$/,
    option: /^(?!.*\b(webhook|certcontroller)\b)/,
    asks: ['list externalsecrets.external-secrets.io', 'create secrets'],
  },
  // https://github.com/resmoio/kubernetes-event-exporter
  { image: /(^|\/)kubernetes-event-exporter$/, asks: ['list events or list events.events.k8s.io'] },
  // https://metallb.io/installation/
  { image: /metallb\/speaker$/, asks: ['list services', 'list nodes', SLICES] },
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller
  {
    image: /(^|\/)aws-load-balancer-controller$/,
    asks: ['list services', 'list ingresses.networking.k8s.io', 'list targetgroupbindings.elbv2.k8s.aws'],
  },
  // https://github.com/kubernetes/node-problem-detector/blob/master/deployment/rbac.yaml
  { image: /(^|\/)node-problem-detector$/, asks: ['get nodes', 'patch nodes/status', 'create events'] },
  // https://github.com/kubernetes/kube-state-metrics/blob/main/examples/standard/cluster-role.yaml
  {
    image: /(^|\/)kube-state-metrics$/,
    option: /^(?!.*--(resources|namespaces?|custom-resource-state-only|config)\b)/,
    asks: ['list nodes', 'list pods', 'list services', 'list deployments.apps', 'list jobs.batch'],
  },
  // https://docs.fluentbit.io/manual/pipeline/filters/kubernetes
  {
    image: /(^|\/)fluent-bit$/,
    file: /^\s*(- )?name[ \t:]+kubernetes\s*$/im,
    asks: ['get pods or list pods or get nodes/proxy'],
    everywhere: true,
  },
  // https://vector.dev/docs/reference/configuration/sources/kubernetes_logs/
  {
    image: /(^|\/)vector$/,
    file: /\btype["']?\s*[:=]\s*["']?kubernetes_logs\b/,
    asks: ['list pods', 'list namespaces', 'list nodes'],
  },
  // https://github.com/open-telemetry/opentelemetry-collector-contrib/blob/main/processor/k8sattributesprocessor
  { image: /(^|\/)opentelemetry-collector(-contrib|-k8s)?$/, file: /^\s*k8sattributes(\/\w+)?:/m, asks: ['list pods'] },
  {
    image: /(^|\/)opentelemetry-collector(-contrib|-k8s)?$/,
    file: /^\s*k8s_cluster:/m,
    asks: ['list nodes', 'list pods'],
  },
  { image: /(^|\/)opentelemetry-collector(-contrib|-k8s)?$/, file: /^\s*kubeletstats:/m, asks: ['get nodes/stats'] },
  // https://www.elastic.co/docs/reference/beats/filebeat/running-on-kubernetes
  { image: /(^|\/)(filebeat|metricbeat)$/, file: /add_kubernetes_metadata|type: kubernetes/, asks: ['list pods'] },
  // https://www.rabbitmq.com/docs/3.13/cluster-formation#peer-discovery-k8s
  {
    image: /(^|\/)rabbitmq$/,
    tag: /^3\./,
    file: /^\s*cluster_formation\.peer_discovery_backend\s*=\s*(k8s|rabbit_peer_discovery_k8s)\s*$/m,
    asks: ['get endpoints'],
  },
  // https://docs.gitlab.com/runner/executors/kubernetes/#configure-runner-api-permissions
  {
    image: /(^|\/)gitlab-runner$/,
    file: /executor\s*=\s*"kubernetes"/,
    asks: ['create pods', 'delete pods', 'create secrets', 'create pods/attach or create pods/exec'],
  },
  // https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/, https://argoproj.github.io/argo-rollouts/
  { image: /argoproj\/workflow-controller$/, asks: ['list workflows.argoproj.io', 'create pods'] },
  {
    image: /argoproj\/argo-rollouts$/,
    asks: ['list rollouts.argoproj.io', 'create replicasets.apps', 'list services'],
  },
];

/** https://github.com/kiwigrid/k8s-sidecar: the kinds that a sidecar watches. */
export const SIDECAR = /(^|\/)k8s-sidecar$/;
