import { describe, expect, test } from '@jest/globals';
import { names } from '../../../../lib/checker/rules/api-server/names';
import { judge } from '../judge';
import { configMap, container, networkPolicy, object, pod, said, secret, service } from './objects';

describe('names', () => {
  test('prints its example word for word', () => {
    expect(judge(names, object('Namespace', 'v1', '', 'Board_API'))).toEqual([names.example]);
  });

  test.each([
    ['ConfigMap', 'v1', 'my_config'],
    ['ConfigMap', 'v1', 'a..b'],
    ['ConfigMap', 'v1', 'a'.repeat(254)],
    ['Namespace', 'v1', 'a.b'],
    ['Namespace', 'v1', 'a'.repeat(64)],
    ['Service', 'v1', 'api-'],
    ['StatefulSet', 'apps/v1', 'post.gres'],
    ['CronJob', 'batch/v1', 'a'.repeat(53)],
    ['Job', 'batch/v1', 'a'.repeat(64)],
    ['Role', 'rbac.authorization.k8s.io/v1', 'a/b'],
    ['Backup', 'example.com/v1', 'My_Backup'],
  ])('finds that a %s of %s cannot be called %s', (kind, apiVersion, name) => {
    expect(said(names, object(kind, apiVersion, '', name))).toEqual([
      expect.stringMatching(/^metadata\.name: expected a .*, received "/),
    ]);
  });

  test('lets the name of a Service begin with a digit from 1.36 on', () => {
    const found = (kubernetes: '1.35' | '1.36') =>
      judge(names, object('Service', 'v1', '', '1st'), { kubernetes }).length;
    expect([found('1.35'), found('1.36')]).toEqual([1, 0]);
  });

  test.each([
    ['ConfigMap', 'v1', 'kube-root-ca.crt'],
    ['ConfigMap', 'v1', 'a'.repeat(253)],
    ['Namespace', 'v1', '1st'],
    ['Service', 'v1', 'a'.repeat(63)],
    ['StatefulSet', 'apps/v1', '1-postgres'],
    ['CronJob', 'batch/v1', 'a'.repeat(52)],
    ['ClusterRole', 'rbac.authorization.k8s.io/v1', '"system:Reader"'],
    ['Service', 'serving.knative.dev/v1', '1.st'],
  ])('passes a %s of %s called %s', (kind, apiVersion, name) => {
    expect(judge(names, object(kind, apiVersion, '', name))).toEqual([]);
  });

  const metadata = (text: string): string => `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a, ${text} }\n`;
  const env = (name: string): string => container(`env: [{ name: ${name}, value: a }]`);
  const ingress = (spec: string): string => object('Ingress', 'networking.k8s.io/v1', `spec: { ${spec} }`);
  test.each([
    ['a namespace', metadata('namespace: My.Space'), 'metadata.namespace', 'My.Space'],
    ['a label', metadata('labels: { a b: c }'), 'metadata.labels', 'a b'],
    ['the domain of a label', metadata('labels: { Example.com/a: c }'), 'metadata.labels', 'Example.com/a'],
    ['a label with two domains', metadata('labels: { a/b/c: d }'), 'metadata.labels', 'a/b/c'],
    ['a label without a name', metadata('labels: { example.com/: d }'), 'metadata.labels', 'example.com/'],
    ['a value of a label', metadata('labels: { example.com/a: a b }'), 'metadata.labels[example.com/a]', 'a b'],
    ['a long value of a label', metadata(`labels: { a: ${'b'.repeat(64)} }`), 'metadata.labels.a', 'b'.repeat(64)],
    ['an annotation', metadata('annotations: { a b: c }'), 'metadata.annotations', 'a b'],
    ['a label of a selector', service('selector: { app: -api }'), 'spec.selector.app', '-api'],
    ['a label of a node', pod('nodeSelector: { disk: s d }'), 'spec.nodeSelector.disk', 's d'],
    [
      'a value of a selector',
      networkPolicy('podSelector: { matchExpressions: [{ key: app, operator: In, values: [a, b b] }] }'),
      'spec.podSelector.matchExpressions[0].values[1]',
      'b b',
    ],
    ['a container', pod('containers: [{ name: My_App }]'), 'spec.containers[My_App].name', 'My_App'],
    ['an empty container name', pod('containers: [{ name: "" }]'), 'spec.containers[].name', ''],
    ['a volume', pod('volumes: [{ name: my.volume }]'), 'spec.volumes[my.volume].name', 'my.volume'],
    ['a port in capitals', container('ports: [{ name: HTTP }]'), 'spec.containers[api].ports[HTTP].name', 'HTTP'],
    [
      'a long port',
      container('ports: [{ name: a-long-port-name }]'),
      'spec.containers[api].ports[a-long-port-name].name',
      'a-long-port-name',
    ],
    ['a port of digits', container('ports: [{ name: "8080" }]'), 'spec.containers[api].ports[8080].name', '8080'],
    ['a port with two dashes', container('ports: [{ name: a--b }]'), 'spec.containers[api].ports[a--b].name', 'a--b'],
    ['a port of a Service', service('ports: [{ name: my_port }]'), 'spec.ports[my_port].name', 'my_port'],
    ['a key of a ConfigMap', configMap('data: { a/b: c }'), 'data', 'a/b'],
    ['a key that leads out of a folder', configMap('data: { ..a: c }'), 'data', '..a'],
    ['a key of a Secret', secret('stringData: { a b: c }'), 'stringData', 'a b'],
    ['an environment variable', env('A=B'), 'spec.containers[api].env[A=B].name', 'A=B'],
    ['a host with capitals', ingress('rules: [{ host: Example.com }]'), 'spec.rules[0].host', 'Example.com'],
    ['an address for a host', ingress('rules: [{ host: 10.0.0.1 }]'), 'spec.rules[0].host', '10.0.0.1'],
    ['a host of a certificate', ingress('tls: [{ hosts: ["*"] }]'), 'spec.tls[0].hosts[0]', '*'],
    [
      'a claim of a StatefulSet',
      object('StatefulSet', 'apps/v1', 'spec: { volumeClaimTemplates: [{ metadata: { name: Data } }] }'),
      'spec.volumeClaimTemplates[0].metadata.name',
      'Data',
    ],
  ])('finds %s', (_, yaml, field, received) => {
    const found = said(names, yaml);
    expect(found).toHaveLength(1);
    expect(found[0]?.startsWith(`${field}: expected `)).toBe(true);
    expect(found[0]?.endsWith(`, received ${JSON.stringify(received)}`)).toBe(true);
  });

  test('passes names that only look odd', () => {
    const good = [
      metadata(
        'labels: { example.com/A_b.c: "", UPPER: v1.2_3 }, annotations: { Example.COM/a: any text, checksum/a: a }',
      ),
      container('ports: [{ name: http-2 }, { name: "" }]'),
      service('ports: [{ name: a-port-name-longer-than-fifteen }]'),
      configMap('data: { .env: a, app_conf.yaml: a, a..b: a }'),
      ingress('rules: [{ host: "*.example.com" }, { host: "" }, { host: 1.example }], tls: [{ hosts: [a.example] }]'),
      env('my.VAR-1'),
    ];
    expect(good.flatMap((yaml) => judge(names, yaml))).toEqual([]);
  });

  test('knows that environment variables may be called almost anything from 1.32 on', () => {
    expect(judge(names, env('"Logging:Level 1"'), { kubernetes: '1.32' })).toEqual([]);
    expect(said(names, env('"Logging:Level"'), { kubernetes: '1.31' })).toEqual([
      'spec.containers[api].env[Logging:Level].name: expected a name of letters, digits, _, - and . that does not begin with a digit, received "Logging:Level"',
    ]);
  });
});
