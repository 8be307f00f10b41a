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
});
