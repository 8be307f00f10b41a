import type { Bundle } from '../../bundle/bundle';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { imageName } from '../../bundle/containers/image-users';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { type IngressRoute, nginxAnnotation, routesOf } from '../../bundle/traffic/ingress-routes';
import { httpProbes } from '../../bundle/traffic/probed-ports';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { type Manifest, namespaceOf, stringAt, stringsAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The root of a site or of an API: below it stands all that clients call. */
const ROOT =
  /^\/$|^\/(api|rest|graphql|v\d+)(\/v\d+)?(\/[\w-]+)?\/?$|^\/(oauth2|app|ui|console|dashboard|portal|static|assets|media)\/?$/;
/** The sizes of a request that a program takes: of PHP, of nginx, of Spring, and of variables. */
const SIZES = [
  /^\s*(?:upload_max_filesize|post_max_size)\s*=\s*"?(\d+)([kmg]?)/gim,
  /^\s*client_max_body_size\s+(\d+)([kmg]?)/gim,
  /max-(?:request|file)-size\s*[:=]\s*"?(\d+)([kmg]?)b?/gim,
];
const VARIABLE =
  /(MAX_?(UPLOAD|BODY|REQUEST|FILE)_?(SIZE|MB|LIMIT)?|(UPLOAD|BODY)_?(SIZE_?LIMIT|LIMIT|MAX(_SIZE|_FILESIZE)?))$/i;
/** Programs whose clients send layers and packages of any size, by the name of the image. */
const STORES = new Set(['registry', 'distribution/distribution', 'sonatype/nexus3', 'goharbor/registry-photon']);
const UNITS: Readonly<Record<string, number>> = { '': 1, k: 2 ** 10, m: 2 ** 20, g: 2 ** 30 };

/** An Ingress lets through the paths and the bodies that the program behind takes. */
export const wholeRequestsPass: Rule = {
  id: 'whole-requests-pass',
  answer: 'risk',
  why: 'a controller answers 404 for all below an exact path, and 413 for a body above its own limit, before the program sees the request',
  example:
    'Ingress shop/api: spec.rules[shop.example.com].http.paths[/api].pathType: expected Prefix, since no other path of the host leads below /api, received "Exact" [whole-requests-pass]',
  about: ['Exact', 'proxy-body-size', ...STORES],
  check: (bundle) =>
    bundle
      .ofKind('Ingress')
      .flatMap((object) => [
        ...exact(object),
        ...answeredBelow(bundle, object),
        ...small(bundle, object),
        ...unset(bundle, object),
      ]),
};

function exact(object: Manifest): Finding[] {
  const routes = routesOf(object);
  return routes
    .filter((route) => route.pathType === 'Exact' && ROOT.test(route.path) && route.path !== '/graphql')
    .filter((route) => !routes.some((other) => other !== route && other.host === route.host))
    .map(({ field, path }) => ({
      object,
      field: `${field}.pathType`,
      expected: `Prefix, since no other path of the host leads below ${path}`,
      received: quoted('Exact'),
    }));
}

/** A program whose health the kubelet asks below the path answers there, and the paths below go to another program. */
function answeredBelow(bundle: Bundle, object: Manifest): Finding[] {
  const routes = routesOf(object);
  const nameOf = ({ backend }: IngressRoute) => stringAt(backend, 'service', 'name') ?? '';
  return routes.flatMap((route): Finding[] => {
    const { path, pathType, host } = route;
    const isOwn = (other: IngressRoute) =>
      other !== route && other.host === host && nameOf(other) === nameOf(route) && other.path.startsWith(path);
    const service = bundle.find('Service', namespaceOf(object), nameOf(route));
    if (pathType !== 'Exact' || path === '/' || routes.some(isOwn) || service === undefined) return [];
    const asked = podsBehind(bundle, service)
      .flatMap(({ containers }) => containers)
      .flatMap(httpProbes)
      .find((probe) => probe.path.startsWith(`${path.replace(/\/+$/, '')}/`));
    if (asked === undefined) return [];
    const expected = `Prefix, since the program answers below ${path} (${asked.path})`;
    return [{ object, field: `${route.field}.pathType`, expected, received: quoted('Exact') }];
  });
}

function small(bundle: Bundle, object: Manifest): Finding[] {
  const [, amount = '', unit = ''] = /^(\d+)([kmg]?)$/i.exec(nginxAnnotation(object, 'proxy-body-size') ?? '') ?? [];
  const limit = Number(amount) * (UNITS[unit.toLowerCase()] ?? 1);
  if (amount === '' || limit === 0) return [];
  const services = new Set(routesOf(object).map(({ backend }) => stringAt(backend, 'service', 'name') ?? ''));
  const taken = [...services].flatMap((name) => {
    const service = bundle.find('Service', namespaceOf(object), name);
    return service === undefined
      ? []
      : podsBehind(bundle, service).flatMap(({ containers }) => containers.flatMap((each) => sizesOf(bundle, each)));
  });
  const [more] = taken.filter(({ bytes }) => bytes > limit);
  if (more === undefined) return [];
  const field = 'metadata.annotations[nginx.ingress.kubernetes.io/proxy-body-size]';
  return [
    {
      object,
      field,
      expected: `at least ${more.text}, as the program takes (${more.says})`,
      received: quoted(amount + unit),
    },
  ];
}

/** https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#custom-max-body-size: 1m by default. */
function unset(bundle: Bundle, object: Manifest): Finding[] {
  const annotations = Object.entries(stringsAt(object, 'metadata', 'annotations'));
  const isNginx =
    /^nginx/.test(stringAt(object, 'spec', 'ingressClassName') ?? '') ||
    annotations.some(([key]) => key.startsWith('nginx.ingress.kubernetes.io/'));
  const isSaid = annotations.some(([key, value]) => /body-size/.test(key) || value.includes('client_max_body_size'));
  if (!isNginx || isSaid) return [];
  const stores = routesOf(object).flatMap(({ backend }) => {
    const service = bundle.find('Service', namespaceOf(object), stringAt(backend, 'service', 'name') ?? '');
    const pods = service === undefined ? [] : podsBehind(bundle, service);
    return pods.flatMap(({ containers }) => containers.map(imageName)).filter((name) => STORES.has(name));
  });
  if (stores[0] === undefined) return [];
  // The controller may have a size for all.
  const isForAll = bundle.ofKind('ConfigMap').some((each) => stringAt(each, 'data', 'proxy-body-size') !== undefined);
  if (isForAll) return [];
  const expected = `"0", since clients of ${stores[0]} send more than the 1m of the default`;
  return [
    {
      object,
      field: `metadata.annotations[nginx.ingress.kubernetes.io/proxy-body-size]`,
      expected,
      received: 'nothing',
    },
  ];
}

function sizesOf(bundle: Bundle, container: Parameters<typeof mountedFiles>[1]) {
  const size = (amount: string, unit: string, says: string) => ({
    bytes: Number(amount) * (UNITS[unit.toLowerCase()] ?? 1),
    text: `${amount}${unit}`,
    says,
  });
  const files = mountedFiles(bundle, container).flatMap(({ files }) => [...files]);
  return [
    ...files.flatMap(([name, text = '']) =>
      SIZES.flatMap((form) => [...text.matchAll(form)].map(([, amount = '', unit = '']) => size(amount, unit, name))),
    ),
    ...[...takenVariables(bundle, container), ...ownVariables(bundle, container)].flatMap(({ name, value, secret }) => {
      const [, amount, unit] = /^(\d+)\s?([kmg])i?b?$/i.exec(value ?? '') ?? [];
      return secret || !VARIABLE.test(name) || !amount || !unit ? [] : [size(amount, unit, name)];
    }),
  ];
}
