import { App, Chart } from 'cdk8s';
import { k8s } from '../../lib/kubernetes';

/**
 * The same services as one would write them with cdk8s alone: one App, a chart per environment, plain objects, no rules:
 * `<services> <outdir>`. A chart per service would cost cdk8s the square of their number.
 */
const [count = '', outdir = ''] = process.argv.slice(2);
const { IntOrString, Quantity } = k8s;
const app = new App({ outdir });
for (const environment of ['local', 'dev', 'staging', 'prod']) {
  const namespace = `shop-${environment}`;
  const chart = new Chart(app, environment);
  new k8s.KubeNamespace(chart, 'namespace', { metadata: { name: namespace } });
  for (let i = 0; i < Number(count); i++) {
    const name = `service-${i}`;
    const selector = { 'app.kubernetes.io/name': name, 'app.kubernetes.io/instance': namespace };
    const metadata = { name, namespace, labels: { ...selector, 'app.kubernetes.io/managed-by': 'cdk8s' } };
    const id = (kind: string) => `${name}-${kind}`;
    const probe = { httpGet: { path: '/health', port: IntOrString.fromString('http') } };
    new k8s.KubeServiceAccount(chart, id('account'), { metadata, automountServiceAccountToken: false });
    new k8s.KubeConfigMap(chart, id('config'), {
      metadata,
      data: { LOG_LEVEL: 'info', APP_ENV: environment, SERVICE: name },
    });
    new k8s.KubeDeployment(chart, id('deployment'), {
      metadata,
      spec: {
        selector: { matchLabels: selector },
        strategy: {
          type: 'RollingUpdate',
          rollingUpdate: { maxSurge: IntOrString.fromNumber(1), maxUnavailable: IntOrString.fromNumber(0) },
        },
        template: {
          metadata: { labels: metadata.labels },
          spec: {
            serviceAccountName: name,
            enableServiceLinks: false,
            terminationGracePeriodSeconds: 45,
            topologySpreadConstraints: [
              {
                maxSkew: 1,
                topologyKey: 'kubernetes.io/hostname',
                whenUnsatisfiable: 'ScheduleAnyway',
                labelSelector: { matchLabels: selector },
              },
            ],
            securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: 'RuntimeDefault' } },
            containers: [
              {
                name,
                image: `ghcr.io/shop/${name}:1.0.0`,
                imagePullPolicy: 'IfNotPresent',
                ports: [{ name: 'http', containerPort: 8000 }],
                env: [{ name: 'POD_NAME', valueFrom: { fieldRef: { fieldPath: 'metadata.name' } } }],
                envFrom: [{ configMapRef: { name } }],
                resources: {
                  requests: { cpu: Quantity.fromString('100m'), memory: Quantity.fromString('256Mi') },
                  limits: { cpu: Quantity.fromString('200m'), memory: Quantity.fromString('512Mi') },
                },
                livenessProbe: { ...probe, initialDelaySeconds: 10 },
                readinessProbe: probe,
                lifecycle: { preStop: { exec: { command: ['sleep', '10'] } } },
                securityContext: {
                  allowPrivilegeEscalation: false,
                  readOnlyRootFilesystem: true,
                  capabilities: { drop: ['ALL'] },
                },
                volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
              },
            ],
            volumes: [{ name: 'tmp', emptyDir: {} }],
          },
        },
      },
    });
    new k8s.KubeHorizontalPodAutoscalerV2(chart, id('autoscaler'), {
      metadata,
      spec: {
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name },
        minReplicas: 2,
        maxReplicas: 6,
        metrics: [
          { type: 'Resource', resource: { name: 'cpu', target: { type: 'Utilization', averageUtilization: 70 } } },
        ],
      },
    });
    new k8s.KubePodDisruptionBudget(chart, id('budget'), {
      metadata,
      spec: { maxUnavailable: IntOrString.fromNumber(1), selector: { matchLabels: selector } },
    });
    new k8s.KubeService(chart, id('service'), {
      metadata,
      spec: { selector, ports: [{ name: 'http', port: 80, targetPort: IntOrString.fromString('http') }] },
    });
    new k8s.KubeIngress(chart, id('ingress'), {
      metadata,
      spec: {
        ingressClassName: 'nginx',
        rules: [
          {
            host: `${name}.${environment}.example.com`,
            http: {
              paths: [{ path: '/', pathType: 'Prefix', backend: { service: { name, port: { number: 80 } } } }],
            },
          },
        ],
      },
    });
    new k8s.KubeNetworkPolicy(chart, id('policy'), {
      metadata,
      spec: {
        podSelector: { matchLabels: selector },
        policyTypes: ['Ingress'],
        ingress: [
          {
            from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'ingress-nginx' } } }],
            ports: [{ protocol: 'TCP', port: IntOrString.fromNumber(8000) }],
          },
        ],
      },
    });
  }
}
app.synth();
console.log(`peak memory: ${Math.round(process.resourceUsage().maxRSS / 1024)} MB`);
