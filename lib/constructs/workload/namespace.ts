import { Construct } from 'constructs';
import type { LessClosedNamespace } from '../../checker/known-cluster';
import { problem } from '../../checker/problem';
import { k8s } from '../../kubernetes';
import type { Cluster } from '../../values/cluster';
import { checkEntrances } from '../../values/entrance';
import { checkDnsLabel, checkSubdomain } from '../../values/name';
import { ExistingSecret } from '../secret/existing-object';

export interface NamespaceProps {
  /** A DNS label; also the `app.kubernetes.io/instance` of every workload inside. */
  readonly name: string;
  /** The cluster it lies in. */
  readonly cluster: Cluster;
  /** What the namespace leaves open, with the reason. Each run prints the reason. @default nothing */
  readonly lessClosed?: Omit<LessClosedNamespace, 'namespace'>;
}

/**
 * A namespace that trusts nobody, unless said otherwise: it enforces the Pod Security standard `restricted`, and lets no packet in or out but
 * DNS queries. What else may flow, the workloads inside declare.
 *
 * Renders a Namespace and the NetworkPolicy `default-deny`. With `lessClosed`, the namespace enforces a weaker standard, or
 * holds no NetworkPolicy at all. Refuses a name that is no DNS label, and an opening without a reason.
 */
export class Namespace extends Construct {
  readonly name: string;
  readonly cluster: Cluster;
  readonly lessClosed: NamespaceProps['lessClosed'];

  constructor(scope: Construct, id: string, { name, cluster, lessClosed }: NamespaceProps) {
    super(scope, id);
    this.name = name;
    this.cluster = cluster;
    this.lessClosed = lessClosed;
    this.node.addValidation({
      validate: () => [
        ...checkDnsLabel('name', name),
        ...checkEntrances('cluster', cluster),
        ...(lessClosed?.reason.trim() === '' ? [problem('lessClosed.reason', 'a reason', lessClosed.reason)] : []),
        ...(cluster.imagePullSecrets ?? []).flatMap((secret) => checkSubdomain('cluster.imagePullSecrets', secret)),
      ],
    });

    for (const secret of cluster.imagePullSecrets ?? []) {
      const keys = { '.dockerconfigjson': 'CREDENTIALS' };
      new ExistingSecret(this, `pull-secret-${secret}`, { namespace: name, name: secret, keys });
    }
    new k8s.KubeNamespace(this, 'namespace', {
      metadata: {
        name,
        labels: {
          'app.kubernetes.io/managed-by': 'cdk8s',
          'pod-security.kubernetes.io/enforce': lessClosed?.podSecurity ?? 'restricted',
          // The standard grows with Kubernetes: a pinned one does not start to refuse pods on the day of an upgrade.
          'pod-security.kubernetes.io/enforce-version': `v${cluster.kubernetes}`,
        },
      },
    });
    if (lessClosed?.network === 'open') return;
    new k8s.KubeNetworkPolicy(this, 'default-deny', {
      metadata: { name: 'default-deny', namespace: name, labels: { 'app.kubernetes.io/managed-by': 'cdk8s' } },
      spec: {
        podSelector: {},
        policyTypes: ['Ingress', 'Egress'],
        egress: [
          {
            to: [
              {
                namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
                podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
              },
            ],
            ports: ['UDP', 'TCP'].map((protocol) => ({ protocol, port: k8s.IntOrString.fromNumber(53) })),
          },
        ],
      },
    });
  }

  /** Fully qualified name of a Service in here: the same for every client, in whichever namespace it runs. */
  host(service: string): string {
    return `${service}.${this.name}.svc.cluster.local`;
  }
}
