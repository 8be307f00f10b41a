import { describe, expect, test } from '@jest/globals';
import { loadBalancersReachPods } from '../../../../lib/checker/rules/traffic/load-balancers-reach-pods';
import { judge } from '../judge';
import { object } from '../object';

describe('load-balancers-reach-pods', () => {
  const ALB = 'alb.ingress.kubernetes.io';
  const ingress = (annotations: string, className = 'alb') =>
    `---\n{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web, annotations: { ${annotations} } }, spec: { ingressClassName: ${className}, rules: [{ http: { paths: [{ path: /, backend: { service: { name: web, port: { number: 80 } } } }] } }] } }\n`;
  const service = (type: string) =>
    object(
      'Service',
      'web',
      `spec: { type: ${type}, selector: { app: web }, ports: [{ port: 80, targetPort: 8080 }] }`,
    );
  const pods = object(
    'Deployment',
    'web',
    'spec: { template: { metadata: { labels: { app: web } }, spec: { containers: [{ name: web, ports: [{ containerPort: 8080 }, { containerPort: 9000 }] }] } } }',
  );
  const said = (annotations: string, type = 'ClusterIP', className?: string) =>
    judge(loadBalancersReachPods, service(type) + pods + ingress(annotations, className));

  test('finds nodes as targets of a Service without a port on nodes', () => {
    expect(said(`${ALB}/target-type: instance`)).toEqual([loadBalancersReachPods.example]);
    expect(said(`${ALB}/target-type: instance`, 'NodePort')).toEqual([]);
    expect(said(`${ALB}/target-type: ip`)).toEqual([]);
    expect(said(`${ALB}/target-type: instance`, 'ClusterIP', 'nginx')).toEqual([]);
    const own = service('ClusterIP').replace('name: web }', `name: web, annotations: { ${ALB}/target-type: ip } }`);
    expect(judge(loadBalancersReachPods, own + ingress(`${ALB}/target-type: instance`))).toEqual([]);
  });

  test('finds a redirect to a port without a listener', () => {
    const ports = (list: string, more = '') =>
      said(`${ALB}/ssl-redirect: "443", ${ALB}/listen-ports: '${list}'${more}`);
    expect(ports('[{"HTTP": 80}]')).toEqual([expect.stringContaining('expected a port of HTTPS in listen-ports')]);
    expect(ports('[{"HTTP": 80}, {"HTTPS": 4433}]')).toHaveLength(1);
    expect(ports('[{"HTTP": 80}, {"HTTPS": 443}]')).toEqual([]);
    expect(ports('[{"HTTP": 80}]', `, ${ALB}/group.name: shop`)).toEqual([]);
    expect(said(`${ALB}/ssl-redirect: "443"`)).toEqual([]);
  });

  test('finds a health check at a port that no pod has', () => {
    const port = (number: string, type = 'ip') =>
      said(`${ALB}/target-type: ${type}, ${ALB}/healthcheck-port: "${number}"`, 'NodePort');
    expect(port('8081')).toEqual([expect.stringContaining('a port of the pods (8080, 9000)')]);
    expect(port('9000')).toEqual([]);
    expect(port('traffic-port')).toEqual([]);
    expect(port('30080', 'instance')).toEqual([]);
  });
});
