import type { Bundle, Container } from '../../bundle/bundle';
import { imageReference } from '../../bundle/containers/image-reference';
import { setting } from '../../bundle/containers/settings';
import { stringAt } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

interface Controller {
  /** The end of the image's name. */
  readonly image: RegExp;
  readonly kind: 'IngressClass' | 'GatewayClass';
  readonly field: 'controller' | 'controllerName';
  /** The name that the controller compares with, unless an option says another one. */
  readonly name: string;
  readonly option?: string;
}

const CONTROLLERS: readonly Controller[] = [
  // https://kubernetes.github.io/ingress-nginx/user-guide/multiple-ingress/
  ingress(/ingress-nginx\/controller(-chroot)?$/, 'k8s.io/ingress-nginx', 'controller-class'),
  // https://doc.traefik.io/traefik/reference/install-configuration/providers/kubernetes/kubernetes-ingress/
  ingress(/(^|\/)traefik$/, 'traefik.io/ingress-controller'),
  // https://docs.nginx.com/nginx-ingress-controller/configuration/ingress-resources/basic-configuration/
  ingress(/nginx\/nginx-(plus-)?ingress$/, 'nginx.org/ingress-controller'),
  // https://haproxy-ingress.github.io/docs/configuration/keys/#ingress-class
  ingress(/jcmoraisjr\/haproxy-ingress$/, 'haproxy-ingress.github.io/controller', 'controller-class'),
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/guide/ingress/ingress_class/
  ingress(/aws-load-balancer-controller$/, 'ingress.k8s.aws/alb'),
  // https://docs.konghq.com/kubernetes-ingress-controller/
  ingress(/kong\/kubernetes-ingress-controller$/, 'ingress-controllers.konghq.com/kong'),
  // https://gateway.envoyproxy.io, https://doc.traefik.io/traefik/, https://docs.nginx.com/nginx-gateway-fabric/
  gateway(/envoyproxy\/gateway$/, 'gateway.envoyproxy.io/gatewayclass-controller'),
  gateway(/(^|\/)traefik$/, 'traefik.io/gateway-controller'),
  gateway(/nginx-gateway-fabric$/, 'gateway.nginx.org/nginx-gateway-controller', 'gateway-ctlr-name'),
  gateway(/cilium\/operator(-generic)?$/, 'io.cilium/gateway-controller'),
  gateway(/istio\/pilot$/, 'istio.io/gateway-controller'),
];

/** A class names the controller that runs beside. */
export const classControllers: Rule = {
  id: 'class-controllers',
  answer: 'risk',
  why: 'a controller serves the classes with its own name alone: it leaves out each route of a class with another name, and answers 404',
  example:
    'IngressClass nginx: spec.controller: expected "k8s.io/ingress-nginx", as Deployment ingress-nginx is called, received "k8s.io/nginx-ingress" [class-controllers]',
  check: (bundle) => [
    ...unserved(bundle),
    ...CONTROLLERS.flatMap(({ kind, field, name }) =>
      bundle.ofKind(kind).flatMap((object): Finding[] => {
        const written = stringAt(object, 'spec', field) ?? '';
        const isOwn = CONTROLLERS.some((each) => each.name === written) || !isSlip(written, name);
        return isOwn ? [] : [{ object, field: `spec.${field}`, expected: quoted(name), received: quoted(written) }];
      }),
    ),
  ],
};

/** The controllers that serve no class of the bundle, where the one class is called as the controller. */
function unserved(bundle: Bundle): Finding[] {
  const single = CONTROLLERS.filter(({ kind }) => bundle.ofKind(kind).length === 1);
  if (single.length === 0) return [];
  return bundle.containers.flatMap((container) => single.flatMap((each) => unservedBy(bundle, container, each)));
}

function unservedBy(bundle: Bundle, container: Container, { image, kind, field, option, name }: Controller): Finding[] {
  const repository = imageReference(container)?.repository ?? '';
  const [object] = bundle.ofKind(kind);
  if (object === undefined || !image.test(repository)) return [];
  const told = option === undefined ? undefined : setting(bundle, container, [option])?.value;
  const [wanted, written] = [told || name, stringAt(object, 'spec', field) ?? ''];
  // A class of another well-known controller, which runs elsewhere.
  const isForeign = written !== name && CONTROLLERS.some((each) => each.name === written);
  if (written === wanted || wanted.includes('$') || isForeign || isSlip(written, name)) return [];
  const own = setting(bundle, container, ['ingress-class'])?.value;
  const isMeant = own ? own === object.metadata.name : repository.includes(object.metadata.name);
  if (!isMeant) return [];
  const { kind: owner, metadata } = container.template.owner;
  const expected = `${quoted(wanted)}, as ${owner} ${metadata.name} is called`;
  return [{ object, field: `spec.${field}`, expected, received: quoted(written) }];
}

/** The words of one name are those of the other, in another order or with a slip. */
const isSlip = (written: string, name: string): boolean =>
  written !== name && written.includes('/') && isTypo(written.replaceAll('/', '-'), name.replaceAll('/', '-'));

function ingress(image: RegExp, name: string, option?: string): Controller {
  return { image, kind: 'IngressClass', field: 'controller', name, ...(option !== undefined && { option }) };
}

function gateway(image: RegExp, name: string, option?: string): Controller {
  return { image, kind: 'GatewayClass', field: 'controllerName', name, ...(option !== undefined && { option }) };
}
