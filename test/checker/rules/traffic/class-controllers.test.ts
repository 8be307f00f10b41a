import { describe, expect, test } from '@jest/globals';
import { classControllers } from '../../../../lib/checker/rules/traffic/class-controllers';
import { judge } from '../judge';

const ingressClass = (controller: string, name = 'nginx') =>
  `---\n{ apiVersion: networking.k8s.io/v1, kind: IngressClass, metadata: { name: ${name} }, spec: { controller: ${controller} } }\n`;
const controller = (args = '') =>
  `---\n{ apiVersion: apps/v1, kind: Deployment, metadata: { name: ingress-nginx }, spec: { template: { spec: { containers: [{ name: controller, image: "registry.k8s.io/ingress-nginx/controller:v1.10.1", args: [/nginx-ingress-controller, --ingress-class=nginx, ${args}] }] } } } }\n`;

describe('class-controllers', () => {
  test('finds a class that no controller of the set serves', () => {
    expect(judge(classControllers, ingressClass('k8s.io/nginx-ingress') + controller())).toEqual([
      classControllers.example,
    ]);
    expect(
      judge(classControllers, ingressClass('k8s.io/ingress-nginx') + controller('--controller-class=k8s.io/internal')),
    ).toHaveLength(1);
  });

  test('finds a slip in the name of a controller that stands elsewhere', () => {
    expect(judge(classControllers, ingressClass('k8s.io/ingress-ngnix'))).toHaveLength(1);
  });

  test.each([
    ['the name of the controller', ingressClass('k8s.io/ingress-nginx') + controller()],
    [
      'the name that an option says',
      ingressClass('k8s.io/internal') + controller('--controller-class=k8s.io/internal'),
    ],
    ['a class of another controller', ingressClass('traefik.io/ingress-controller', 'traefik') + controller()],
    ['several classes', ingressClass('k8s.io/a') + ingressClass('k8s.io/b', 'other') + controller()],
    [
      'a class of a controller elsewhere',
      ingressClass('example.com/edge', 'edge') + controller('--ingress-class=nginx'),
    ],
    ['a controller that nobody knows', ingressClass('example.com/edge')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(classControllers, yaml)).toEqual([]);
  });

  const pod = (image: string, args: string) =>
    `---\n{ apiVersion: apps/v1, kind: Deployment, metadata: { name: edge }, spec: { template: { spec: { containers: [{ name: c, image: "${image}:v1", args: [${args}] }] } } } }\n`;
  const gatewayClass = (controller: string, name: string) =>
    `---\n{ apiVersion: gateway.networking.k8s.io/v1, kind: GatewayClass, metadata: { name: ${name} }, spec: { controllerName: ${controller} } }\n`;

  test.each([
    ['registry.k8s.io/ingress-nginx/controller', 'nginx', 'k8s.io/ingress-nginx', ingressClass],
    ['traefik', 'traefik', 'traefik.io/ingress-controller', ingressClass],
    ['nginx/nginx-ingress', 'nginx', 'nginx.org/ingress-controller', ingressClass],
    ['jcmoraisjr/haproxy-ingress', 'haproxy', 'haproxy-ingress.github.io/controller', ingressClass],
    ['public.ecr.aws/eks/aws-load-balancer-controller', 'aws', 'ingress.k8s.aws/alb', ingressClass],
    ['kong/kubernetes-ingress-controller', 'kong', 'ingress-controllers.konghq.com/kong', ingressClass],
    ['envoyproxy/gateway', 'envoy', 'gateway.envoyproxy.io/gatewayclass-controller', gatewayClass],
    ['traefik', 'traefik', 'traefik.io/gateway-controller', gatewayClass],
    ['nginx/nginx-gateway-fabric', 'nginx', 'gateway.nginx.org/nginx-gateway-controller', gatewayClass],
    ['quay.io/cilium/operator-generic', 'cilium', 'io.cilium/gateway-controller', gatewayClass],
    ['istio/pilot', 'istio', 'istio.io/gateway-controller', gatewayClass],
  ])('%s serves the class %s of %s', (image, name, controller, classOf) => {
    expect(judge(classControllers, classOf(controller, name) + pod(image, ''))).toEqual([]);
    expect(judge(classControllers, classOf('example.com/edge', name) + pod(image, ''))[0]).toContain(
      `expected "${controller}", as Deployment edge is called, received "example.com/edge"`,
    );
    expect(judge(classControllers, classOf('example.com/edge', 'other') + pod(image, ''))).toEqual([]);
    expect(judge(classControllers, classOf(`${controller}r`, 'other'))[0]).toContain(`expected "${controller}"`);
  });

  test.each([
    ['jcmoraisjr/haproxy-ingress', 'haproxy', 'controller-class', ingressClass],
    ['nginx/nginx-gateway-fabric', 'nginx', 'gateway-ctlr-name', gatewayClass],
  ])('%s may be called otherwise', (image, name, option, classOf) => {
    const called = (args: string) => judge(classControllers, classOf('example.com/edge', name) + pod(image, args));
    expect(called(`--${option}=example.com/edge`)).toEqual([]);
    expect(called(`--${option}=example.com/own`)).toHaveLength(1);
    expect(called(`"--${option}=$(NAME)"`)).toEqual([]);
  });

  test('an option may name the class', () => {
    const named = (option: string) =>
      judge(classControllers, ingressClass('example.com/edge', 'edge') + pod('traefik', option));
    expect(named('--ingress-class=edge')).toHaveLength(1);
    expect(named('--ingress-class=other')).toEqual([]);
  });
});
