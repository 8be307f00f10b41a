import { App, Chart, Duration, JsonPatch, Size } from 'cdk8s';
import { type Cluster, Cpu, HttpService, Image, k8s, Namespace, Probe } from '../../lib';

const cluster: Cluster = { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } };

const k8sResources: k8s.ResourceRequirements = {
  requests: { cpu: k8s.Quantity.fromString('50m'), memory: k8s.Quantity.fromString('64Mi') },
  limits: { memory: k8s.Quantity.fromString('128Mi') },
};

const reportRole = 'arn:aws:iam::111111111111:role/search';

/** What docs/workloads.md writes, beside the shop: a search in its own namespace. */
export function assemble(): Readonly<Record<string, Chart>> {
  const chart = new Chart(new App(), 'search');
  const namespace = new Namespace(chart, 'namespace', {
    name: 'search',
    cluster,
    lessClosed: { podSecurity: 'baseline', reason: 'the scanner of the auditors runs as root' },
  });
  const metadata = { name: 'search', namespace: 'search' };
  new k8s.KubePersistentVolumeClaim(chart, 'claim', {
    metadata,
    spec: { accessModes: ['ReadWriteMany'], resources: { requests: { storage: k8s.Quantity.fromString('1Gi') } } },
  });
  const search = new HttpService(chart, 'search', {
    namespace,
    name: 'search',
    image: Image.tagged('registry.example.com/shop/search', '1.0.0'),
    port: 8080,
    startup: Duration.seconds(90),
    liveness: Probe.http('/healthz'),
    readiness: Probe.http('/readyz'),
    resources: { cpu: { request: Cpu.millis(100) }, memory: { request: Size.mebibytes(256) } },
    files: { '/etc/search': { 'search.yaml': 'language: ko\n' } },
    volumes: {
      '/data': { name: 'data', persistentVolumeClaim: { claimName: 'search' } },
      '/etc/ssl/own.pem': { name: 'own', configMap: { name: 'authorities' }, mount: { subPath: 'own.pem' } },
    },
    configMaps: { authorities: { existing: { 'own.pem': 'CERTIFICATES' }, mountAs: 'reference' } },
    secrets: { 'search-keys': { existing: { TOKEN: 'TOKEN' }, mountAs: 'reference' } },
    env: [
      { name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
      { name: 'SEARCH_TOKEN', valueFrom: { secretKeyRef: { name: 'search-keys', key: 'TOKEN' } } },
    ],
    sidecars: [
      {
        name: 'indexer',
        image: 'registry.example.com/shop/indexer:1.2.0',
        resources: k8sResources,
        volumeMounts: [{ name: 'data', mountPath: '/data' }],
      },
    ],
    scheduling: {
      nodeSelector: { pool: 'spot' },
      tolerations: [{ key: 'spot', operator: 'Exists', effect: 'NoSchedule' }],
    },
    scaling: {
      minReplicas: 2,
      maxReplicas: 8,
      metrics: [
        { type: 'Resource', resource: { name: 'memory', target: { type: 'Utilization', averageUtilization: 80 } } },
      ],
      behavior: { scaleDown: { stabilizationWindowSeconds: 600 } },
    },
    access: {
      annotations: { 'eks.amazonaws.com/role-arn': reportRole },
      rules: [{ apiGroups: [''], resources: ['configmaps'], verbs: ['get'] }],
    },
  });
  search.patch('Deployment', JsonPatch.add('/spec/template/spec/hostUsers', false));
  return { search: chart };
}
