import { describe, expect, test } from '@jest/globals';
import { App, Chart, Size } from 'cdk8s';
import { type Cluster, Cpu, Namespace, type NamespaceProps } from '../../lib';
import { applyAfter } from '../../lib/constructs/workload/apply-order';
import { manifestsOf } from '../../lib/synthesis/manifests';
import { toFolder } from '../../lib/synthesis/rendered-folder';
import { CLUSTER, Program } from './synthesize';

const cluster: Required<Cluster> = {
  kubernetes: '1.31',
  importedImages: true,
  imagePullSecrets: ['registry'],
  largestContainer: { cpu: Cpu.units(64), memory: Size.gibibytes(512) },
  ingress: { className: 'nginx', namespace: 'ingress-nginx', controller: 'ingress-nginx' },
  gateway: {
    className: 'envoy',
    name: 'public',
    namespace: 'edge',
    listeners: { http: 'web', https: 'websecure' },
    dataPlane: { namespace: 'edge', labels: { app: 'proxy' } },
    upload: 'unlimited',
  },
};

const minimal: NamespaceProps = { name: 'shop-prod', cluster: CLUSTER };

const everything: Required<NamespaceProps> = {
  name: 'shop-prod',
  cluster,
  lessClosed: { network: 'open', podSecurity: 'baseline', reason: 'moved next year' },
};

function render(props: Partial<NamespaceProps> = {}): Program {
  const program = new Program();
  new Namespace(program.chart('chart'), 'shop', { ...minimal, cluster, ...props });
  return program;
}

describe('a namespace', () => {
  test('is a Namespace and its default-deny policy', () => {
    expect(render().objects('chart')).toEqual(['Namespace shop-prod', 'NetworkPolicy shop-prod/default-deny']);
  });

  test('has the name that it was given', () => {
    expect(render({ name: 'till' }).objects('chart')).toEqual(['Namespace till', 'NetworkPolicy till/default-deny']);
  });

  test('enforces the Pod Security standard "restricted"', () => {
    const labels = ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'];
    expect(render().find('Namespace shop-prod')).toHaveProperty(labels, 'restricted');
  });

  test('pins that standard to the version of its cluster', () => {
    const labels = ['metadata', 'labels', 'pod-security.kubernetes.io/enforce-version'];
    expect(render().find('Namespace shop-prod')).toHaveProperty(labels, 'v1.31');
  });

  test.each(['Namespace shop-prod', 'NetworkPolicy shop-prod/default-deny'])('says who manages %s', (object) => {
    const labels = ['metadata', 'labels', 'app.kubernetes.io/managed-by'];
    expect(render().find(object)).toHaveProperty(labels, 'cdk8s');
  });

  test.each([
    ['open', 'restricted', { network: 'open', reason: 'moved next year' }],
    ['closed', 'baseline', { podSecurity: 'baseline', reason: 'moved next year' }],
    ['open', 'baseline', everything.lessClosed],
  ] as const)('may have an %s network and enforce %s, for a reason', (network, standard, lessClosed) => {
    const program = render({ lessClosed });
    const labels = ['metadata', 'labels', 'pod-security.kubernetes.io/enforce'];
    expect(program.find('Namespace shop-prod')).toHaveProperty(labels, standard);
    expect(program.objects('chart').includes('NetworkPolicy shop-prod/default-deny')).toBe(network === 'closed');
    expect(program.problems).toEqual([]);
  });

  test('is less closed for no reason that nobody gives', () => {
    expect(render({ lessClosed: { network: 'open', reason: '' } }).problems).toEqual([
      'chart/shop: lessClosed.reason: expected a reason, received ""',
    ]);
  });

  test('promises the Secrets that images are pulled with', () => {
    expect(render().promised).toEqual({ 'shop-prod/registry': ['.dockerconfigjson'] });
  });

  test('knows the name of a Service in it that every client can use', () => {
    const program = new Program();
    expect(program.namespace('shop').host('api')).toBe('api.shop.svc.cluster.local');
  });

  test('comes before whatever is applied after it', () => {
    const program = new Program();
    const chart = program.chart('tenant');
    new Namespace(chart, 'inner', { name: 'inner', cluster });
    applyAfter(chart, program.namespace('shop'));
    expect(program.files).toEqual(['0-namespaces.k8s.yaml', '1-tenant.k8s.yaml']);
  });

  test('keeps every byte when its construct and its chart are renamed', () => {
    const texts = (chartId: string, id: string) => {
      const chart = new Chart(new App(), chartId);
      new Namespace(chart, id, everything);
      return toFolder(manifestsOf({ chart }), 'test');
    };
    expect(texts('renamed', 'other')).toEqual(texts('chart', 'shop'));
  });
});

describe('by default, in a namespace', () => {
  const policy = () => render().find('NetworkPolicy shop-prod/default-deny');

  test('the rules are for every pod', () => {
    expect(policy()).toHaveProperty('spec.podSelector', {});
  });

  test('traffic is refused in both directions', () => {
    expect(policy()).toHaveProperty('spec.policyTypes', ['Ingress', 'Egress']);
  });

  test('nobody gets in', () => {
    expect(policy()).not.toHaveProperty('spec.ingress');
  });

  test('pods may ask the DNS server of the cluster, and nobody else', () => {
    const to = [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } },
        podSelector: { matchLabels: { 'k8s-app': 'kube-dns' } },
      },
    ];
    expect(policy()).toHaveProperty('spec.egress', [expect.objectContaining({ to })]);
  });

  test('DNS is asked over UDP and, for long answers, over TCP', () => {
    expect(policy()).toHaveProperty('spec.egress.0.ports', [
      { protocol: 'UDP', port: 53 },
      { protocol: 'TCP', port: 53 },
    ]);
  });
});

describe('the name of a namespace', () => {
  test.each(['Shop', 'shop_prod', 'shop.prod', '-shop', 'shop-', ''])('is not %j', (name) => {
    expect(render({ name }).problems).toEqual([
      `chart/shop: name: expected a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit), received "${name}"`,
    ]);
  });

  test('has at most 63 characters', () => {
    expect(render({ name: 's'.repeat(63) }).problems).toEqual([]);
    expect(render({ name: 's'.repeat(64) }).problems).toHaveLength(1);
  });
});
