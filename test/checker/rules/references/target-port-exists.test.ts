import { describe, expect, test } from '@jest/globals';
import { targetPortExists } from '../../../../lib/checker/rules/references/target-port-exists';
import { answers, judge } from '../judge';
import { object } from '../object';
import { container, deployment, service } from './objects';

describe('target-port-exists', () => {
  const pods = deployment('api', container('ports: [{ name: http, containerPort: 8000 }]'));
  const ports = (...ports: string[]) => service('api', `selector: { app: api }, ports: [${ports}]`);

  test('a number needs no declaration, but for a slip of one digit beside the only port', () => {
    const said = (target: number) =>
      judge(targetPortExists, pods + ports(`{ name: http, port: 80, targetPort: ${target} }`));
    expect([8000, 9090, 80, 8080].flatMap(said)).toHaveLength(1);
    expect(said(8080)).toEqual([
      'Service default/api: spec.ports[http].targetPort: expected a TCP port of the pods (http, 8000), received 8080 [target-port-exists]',
    ]);
  });

  test('a name is the name of one', () => {
    expect(judge(targetPortExists, pods + ports('{ port: 80, targetPort: http }'))).toEqual([]);
    expect(judge(targetPortExists, pods + ports('{ port: 80, targetPort: htp }'))).toEqual([
      'Service default/api: spec.ports[0].targetPort: expected a TCP port of the pods (http, 8000), received "htp"; did you mean "http"? [target-port-exists]',
    ]);
  });

  test('a name that no pod has leads nowhere', () => {
    expect(judge(targetPortExists, pods + ports('{ name: http, port: 80, targetPort: web }'))).toEqual([
      targetPortExists.example,
    ]);
  });

  test('a name belongs to a protocol', () => {
    expect(judge(targetPortExists, pods + ports('{ port: 80, targetPort: http, protocol: UDP }'))).toHaveLength(1);
  });

  test('of several pods, one with a port of that name is enough', () => {
    const other = deployment('worker', container('ports: [{ name: work, containerPort: 9000 }]'), '{ app: api }');
    expect(judge(targetPortExists, pods + other + ports('{ port: 80, targetPort: http }'))).toEqual([]);
  });

  test('a Job with the labels of a server is no server', () => {
    const job = object('Job', 'migrate', 'spec: { template: { metadata: { labels: { app: api } }, spec: {} } }');
    expect(judge(targetPortExists, pods + job + ports('{ port: 8000 }'))).toEqual([]);
  });

  test('a side-car that starts first may serve, a container that ends may not', () => {
    const first = (policy: string) =>
      deployment('api', `initContainers: [{ name: a, ${policy} ports: [{ name: http, containerPort: 8000 }] }]`);
    expect(judge(targetPortExists, first('restartPolicy: Always,') + ports('{ port: 80, targetPort: http }'))).toEqual(
      [],
    );
    expect(judge(targetPortExists, first('') + ports('{ port: 80, targetPort: http }'))).toHaveLength(1);
  });

  test('a Service without pods is the business of another rule', () => {
    expect(judge(targetPortExists, ports('{ port: 80 }'))).toEqual([]);
    expect(judge(targetPortExists, pods + service('api', 'ports: [{ port: 80 }]'))).toEqual([]);
  });

  describe('a number that the pods do not declare', () => {
    const asked = (port: number) =>
      container(`ports: [{ containerPort: 8096 }], readinessProbe: { tcpSocket: { port: ${port} } }`);

    test('is a risk where the kubelet asks another port, to which no Service leads', () => {
      const media = deployment('api', asked(8096)) + ports('{ port: 80, targetPort: 8080 }');
      expect(answers(targetPortExists, media)).toEqual(['risk']);
      expect(
        answers(targetPortExists, media + service('web', 'selector: { app: api }, ports: [{ port: 8096 }]')),
      ).toEqual([]);
      expect(judge(targetPortExists, deployment('api', asked(8080)) + ports('{ port: 80, targetPort: 8080 }'))).toEqual(
        [],
      );
      const told = deployment('api', asked(8096).replace('ports:', 'args: [--admin=:8080], ports:'));
      expect(judge(targetPortExists, told + ports('{ port: 80, targetPort: 8080 }'))).toEqual([]);
    });

    test('is a risk beside a port of the same name, to which no Service leads', () => {
      const git = (more = '') =>
        deployment(
          'api',
          container(`${more} ports: [{ name: http, containerPort: 3000 }, { name: ssh, containerPort: 22 }]`),
        ) + service('web', 'selector: { app: api }, ports: [{ port: 80, targetPort: http }]');
      const ssh = ports('{ name: ssh, port: 22, targetPort: 2222 }');
      expect(answers(targetPortExists, git() + ssh)).toEqual(['risk']);
      expect(judge(targetPortExists, git('args: [--ssh-port=2222],') + ssh)).toEqual([]);
      expect(judge(targetPortExists, git() + ports('{ name: sftp, port: 22, targetPort: 2222 }'))).toEqual([]);
    });

    test('is a risk where other pods have the port, and no Service', () => {
      const redis = deployment('redis', container('ports: [{ containerPort: 6379 }]'));
      expect(answers(targetPortExists, pods + redis + ports('{ port: 6379 }'))).toEqual(['risk']);
      const own = service('redis', 'selector: { app: redis }, ports: [{ port: 6379 }]');
      expect(judge(targetPortExists, pods + redis + own + ports('{ port: 6379 }'))).toEqual([]);
    });
  });
});
