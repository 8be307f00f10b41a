import { describe, expect, test } from '@jest/globals';
import { type Allowance, HttpService, type HttpServiceProps, Internet, Namespace, Probe, type Reach } from '../../lib';
import { Bundle } from '../../lib/checker/bundle/bundle';
import { check, sentence } from '../../lib/checker/check';
import { UNKNOWN_CLUSTER } from '../../lib/checker/known-cluster';
import { type Manifest, stringAt, valueAt } from '../../lib/checker/manifest/manifest';
import * as service from './service-props';
import { CLUSTER, Program } from './synthesize';

const probe = Probe.http('/health');

function render(props: Partial<HttpServiceProps> = {}): Program {
  const program = new Program();
  const namespace = program.namespace('shop');
  const shared = { ...service.minimal, port: 8080, liveness: probe, readiness: probe };
  new HttpService(program.chart('chart'), 'api', { ...shared, namespace, ...props });
  return program;
}

const POLICY = 'NetworkPolicy shop/api';

/** What rules on traffic say of the manifests, with what the constructs declare. */
function findings(program: Program, change: (manifest: Manifest) => Manifest = (same) => same): string[] {
  const cluster = { ...UNKNOWN_CLUSTER, edges: program.edges };
  const verdict = check(new Bundle(program.all.map(change), cluster));
  return verdict.findings.filter(({ rule }) => rule.includes('edges')).map(sentence);
}

const pay = Internet.https('pay.example.com', 'api.pay.example.com');

describe('traffic to elsewhere', () => {
  test('reaches a host of the internet by its port at any public address, since a NetworkPolicy knows no names', () => {
    const program = render({ reaches: [{ to: pay, reason: 'payments' }] });
    const except = ['10.0.0.0/8', '100.64.0.0/10', '169.254.0.0/16', '172.16.0.0/12', '192.168.0.0/16'];
    expect(program.find(POLICY)).toHaveProperty('spec.egress', [
      { to: [{ ipBlock: { cidr: '0.0.0.0/0', except } }], ports: [{ protocol: 'TCP', port: 443 }] },
    ]);
  });

  test('reaches the blocks of a host where the team knows them, and nothing else', () => {
    const program = render({ reaches: [{ to: Internet.tcp(587, '203.0.113.0/24'), reason: 'mail' }] });
    expect(program.find(POLICY)).toHaveProperty('spec.egress', [
      { to: [{ ipBlock: { cidr: '203.0.113.0/24' } }], ports: [{ protocol: 'TCP', port: 587 }] },
    ]);
  });

  test('reaches pods of another program', () => {
    const to = { namespace: 'kafka', podLabels: { app: 'broker' }, port: 9092 };
    expect(render({ reaches: [{ to, reason: 'events' }] }).find(POLICY)).toHaveProperty('spec.egress.0.to', [
      {
        namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kafka' } },
        podSelector: { matchLabels: { app: 'broker' } },
      },
    ]);
  });

  test('is what the rules hold the NetworkPolicy to', () => {
    const program = render({ reaches: [{ to: pay, reason: 'payments' }] });
    expect(findings(program)).toEqual([]);
    const wider = (manifest: Manifest): Manifest => JSON.parse(JSON.stringify(manifest).replace('"10.0.0.0/8",', ''));
    expect(findings(program, wider)).toEqual([
      expect.stringMatching(/^NetworkPolicy shop\/api: spec.egress.*expected only declared traffic/),
    ]);
    const narrower = (manifest: Manifest): Manifest =>
      JSON.parse(JSON.stringify(manifest).replace('"10.0.0.0/8"', '"10.0.0.0/8","8.0.0.0/8"'));
    expect(findings(program, narrower)).toEqual([
      expect.stringMatching(/^Deployment shop\/api: .*expected traffic to 0.0.0.0\/0 on TCP port 443/),
    ]);
  });

  test('is explained in the NetworkPolicy', () => {
    const kafka = { to: { namespace: 'kafka', port: 9092 }, reason: 'events' };
    const program = render({ reaches: [{ to: pay, reason: 'payments' }, kafka] });
    expect(valueAt(program.find(POLICY), 'metadata', 'annotations')).toEqual({
      'verify/reasons':
        'to pay.example.com, api.pay.example.com, port 443: payments\nto namespace kafka, port 9092: events',
    });
  });

  test.each<[string, Reach, string]>([
    ['no reason', { to: pay, reason: ' ' }, 'reaches[0].reason: expected a reason, received " "'],
    [
      'a URL',
      { to: Internet.https('https://pay.example.com'), reason: 'x' },
      'reaches[0].to: expected a host name in lower case, such as "shop.example.com", received "https://pay.example.com"',
    ],
    [
      'no port',
      { to: Internet.tcp(0, 'pay.example.com'), reason: 'x' },
      'reaches[0].to.port: expected a port (a whole number from 1 to 65535), received 0',
    ],
    [
      'an address that is no block',
      { to: { cidrs: ['10.0.0.1'], port: 80 }, reason: 'x' },
      'reaches[0].to.cidrs: expected CIDR blocks such as "10.20.0.0/24", received "10.0.0.1"',
    ],
  ])('is refused %s', (_, reach, sentence) => {
    expect(render({ reaches: [reach] }).problems).toEqual([`chart/api: ${sentence}`]);
  });
});

describe('traffic from elsewhere', () => {
  const scrape: Allowance = { from: { namespace: 'monitoring' }, port: 'metrics', reason: 'Prometheus' };

  test('comes in at the port that it names', () => {
    const program = render({ ports: { metrics: 9100 }, allows: [scrape] });
    expect(program.find(POLICY)).toHaveProperty('spec.ingress', [
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
        ports: [{ protocol: 'TCP', port: 9100 }],
      },
    ]);
    expect(findings(program)).toEqual([]);
    expect(stringAt(program.find(POLICY), 'metadata', 'annotations', 'verify/reasons')).toBe(
      'from namespace monitoring to port 9100: Prometheus',
    );
  });

  test('comes in at the port of the service unless it names another', () => {
    const allows = [{ from: { cidrs: ['10.8.0.0/16'] }, reason: 'the office' }];
    expect(render({ allows }).find(POLICY)).toHaveProperty('spec.ingress', [
      { from: [{ ipBlock: { cidr: '10.8.0.0/16' } }], ports: [{ protocol: 'TCP', port: 8080 }] },
    ]);
  });

  test.each<[string, Allowance, string]>([
    [
      'at a port that there is none of',
      { ...scrape, port: 'metric' },
      'allows[0].port: expected one of http, metrics, received "metric"; did you mean "metrics"?',
    ],
    [
      'from a namespace that cannot be',
      { ...scrape, from: { namespace: 'Monitoring' } },
      'allows[0].from.namespace: expected a DNS label (1 to 63 of a-z, 0-9 and "-", beginning and ending with a letter or digit), received "Monitoring"',
    ],
    ['without a reason', { ...scrape, reason: '' }, 'allows[0].reason: expected a reason, received ""'],
  ])('is refused %s', (_, allowance, sentence) => {
    expect(render({ ports: { metrics: 9100 }, allows: [allowance] }).problems).toEqual([`chart/api: ${sentence}`]);
  });
});

describe('further ports of a service', () => {
  const twoServices = (portName: string) => {
    const program = new Program();
    const shared = { ...service.minimal, port: 8080, liveness: probe, readiness: probe };
    const namespace = program.namespace('shop');
    const users = new HttpService(program.chart('a'), 'users', {
      ...shared,
      namespace,
      name: 'users',
      ports: { grpc: 9090 },
    });
    const calls = { USERS_ADDRESS: users.at(portName) };
    new HttpService(program.chart('b'), 'orders', { ...shared, namespace, name: 'orders', calls });
    return program;
  };

  test('are ports of the container, and of the Service', () => {
    const program = twoServices('grpc');
    expect(program.container('Deployment shop/users')).toHaveProperty('ports', [
      { name: 'http', containerPort: 8080 },
      { name: 'grpc', containerPort: 9090 },
    ]);
    expect(program.find('Service shop/users')).toHaveProperty('spec.ports', [
      { name: 'http', port: 80, targetPort: 'http' },
      { name: 'grpc', port: 9090, targetPort: 'grpc' },
    ]);
  });

  test('are called by host and port, and the policies of both sides open that port', () => {
    const program = twoServices('grpc');
    expect(program.container('Deployment shop/orders')).toHaveProperty('env', [
      { name: 'USERS_ADDRESS', value: 'users.shop.svc.cluster.local:9090' },
    ]);
    expect(program.find('NetworkPolicy shop/orders')).toHaveProperty('spec.egress.0.ports.0.port', 9090);
    expect(program.find('NetworkPolicy shop/users')).toHaveProperty('spec.ingress.0.ports.0.port', 9090);
  });

  test('are refused by a name that no port has', () => {
    expect(twoServices('grcp').problems).toEqual([
      'a/users: at: expected one of http, grpc, received "grcp"; did you mean "grpc"?',
    ]);
  });

  test('tell the program its own port where it reads one', () => {
    expect(render({ portVariable: 'PORT' }).container('Deployment shop/api')).toHaveProperty('env', [
      { name: 'PORT', value: '8080' },
    ]);
  });
});

describe('a namespace with an open network', () => {
  test('has no NetworkPolicy, though its edges are declared', () => {
    const program = new Program();
    const lessClosed = { network: 'open', reason: 'a scanner needs it' } as const;
    const namespace = new Namespace(program.chart('namespaces'), 'shop', {
      name: 'shop',
      cluster: CLUSTER,
      lessClosed,
    });
    const shared = { ...service.minimal, port: 8080, liveness: probe, readiness: probe };
    new HttpService(program.chart('chart'), 'api', { ...shared, namespace, reaches: [{ to: pay, reason: 'x' }] });
    expect(program.all.filter(({ kind }) => kind === 'NetworkPolicy')).toEqual([]);
    expect(program.edges).toHaveLength(1);
    expect(findings(program)).toEqual([]);
  });
});
