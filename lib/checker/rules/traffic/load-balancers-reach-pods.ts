import type { Bundle } from '../../bundle/bundle';
import { type IngressRoute, routesOf } from '../../bundle/traffic/ingress-routes';
import { serviceTargets } from '../../bundle/traffic/service-targets';
import { identity, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const PREFIX = 'alb.ingress.kubernetes.io/';

/** The load balancer of AWS reaches the pods of an Ingress: https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/annotations/ */
export const loadBalancersReachPods: Rule = {
  id: 'load-balancers-reach-pods',
  answer: 'broken',
  why: 'a load balancer asks nodes or pods by the annotations of its Ingress: with a port or a kind of target that nobody serves, each request is answered with 503 or 504',
  example:
    'Ingress default/web: metadata.annotations[alb.ingress.kubernetes.io/target-type]: expected "ip", or a Service of type NodePort: Service default/web is of type ClusterIP, received "instance" [load-balancers-reach-pods]',
  about: [PREFIX],
  check: (bundle) =>
    bundle
      .ofKind('Ingress')
      .filter((ingress) => routesOf(ingress).some(({ className }) => /(^|-)alb($|-)/.test(className)))
      .flatMap((ingress) => [...unreached(bundle, ingress), ...redirected(ingress), ...unhealthy(bundle, ingress)]),
};

const told = (object: Manifest, name: string): string | undefined =>
  stringAt(object, 'metadata', 'annotations', `${PREFIX}${name}`);

const found = (object: Manifest, name: string, expected: string): Finding[] => [
  { object, field: `metadata.annotations[${PREFIX}${name}]`, expected, received: quoted(told(object, name)) },
];

function servicesOf(bundle: Bundle, ingress: Manifest): Manifest[] {
  const nameOf = ({ backend }: IngressRoute) => stringAt(backend, 'service', 'name') ?? '';
  return routesOf(ingress).flatMap((route) => bundle.find('Service', namespaceOf(ingress), nameOf(route)) ?? []);
}

/** A Service may say the kind of target itself. */
function unreached(bundle: Bundle, ingress: Manifest): Finding[] {
  if (told(ingress, 'target-type') !== 'instance') return [];
  const inner = servicesOf(bundle, ingress).find(
    (service) =>
      (stringAt(service, 'spec', 'type') ?? 'ClusterIP') === 'ClusterIP' && told(service, 'target-type') === undefined,
  );
  if (inner === undefined) return [];
  const expected = `"ip", or a Service of type NodePort: ${identity(inner)} is of type ClusterIP`;
  return found(ingress, 'target-type', expected);
}

function redirected(ingress: Manifest): Finding[] {
  const [port, listeners] = [told(ingress, 'ssl-redirect'), told(ingress, 'listen-ports')];
  // The other Ingresses of a group may have the listener.
  if (port === undefined || listeners === undefined || told(ingress, 'group.name') !== undefined) return [];
  if (new RegExp(`"HTTPS"\\s*:\\s*${port}\\b`).test(listeners)) return [];
  return found(ingress, 'ssl-redirect', `a port of HTTPS in listen-ports (${listeners})`);
}

/** With targets of type ip, the health check asks the pods. */
function unhealthy(bundle: Bundle, ingress: Manifest): Finding[] {
  const port = told(ingress, 'healthcheck-port');
  if (told(ingress, 'target-type') !== 'ip' || port === undefined || !/^\d+$/.test(port)) return [];
  const services = servicesOf(bundle, ingress);
  const pods = services.flatMap((service) => serviceTargets(bundle, service));
  const declared = pods.flatMap(({ template }) =>
    template.containers.flatMap(({ spec }) => listAt(spec, 'ports').map((each) => valueAt(each, 'containerPort'))),
  );
  const open = [...new Set([...declared, ...pods.map((each) => each.port)])];
  const isSaid = pods.some(({ template }) => new RegExp(`(?<!\\d)${port}(?!\\d)`).test(JSON.stringify(template.spec)));
  if (open.length === 0 || isSaid) return [];
  return found(ingress, 'healthcheck-port', `"traffic-port", or a port of the pods (${open.join(', ')})`);
}
