import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { PROBES } from '../../bundle/traffic/asked-ports';
import { isGrpc, portOf } from '../../bundle/traffic/grpc-services';
import { nginxAnnotation, routesOf } from '../../bundle/traffic/ingress-routes';
import { numberOf } from '../../bundle/traffic/probed-ports';
import { serviceTargets } from '../../bundle/traffic/service-targets';
import { identity, type Manifest, namespaceOf, numberAt, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** ingress-nginx speaks the protocol of the backend: https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#backend-protocol */
export const backendProtocols: Rule = {
  id: 'backend-protocols',
  answer: 'broken',
  why: 'ingress-nginx speaks HTTP with a backend unless an annotation says otherwise: a backend with TLS answers 400, one with gRPC 502',
  example:
    'Ingress default/web: metadata.annotations[nginx.ingress.kubernetes.io/backend-protocol]: expected "HTTPS", since the kubelet asks port 8443 of Deployment web so, received nothing [backend-protocols]',
  about: ['scheme', 'grpc'],
  check: (bundle) => bundle.ofKind('Ingress').flatMap((object) => misspoken(bundle, object)),
};

function misspoken(bundle: Bundle, object: Manifest): Finding[] {
  const className =
    stringAt(object, 'spec', 'ingressClassName') ??
    stringAt(object, 'metadata', 'annotations', 'kubernetes.io/ingress.class');
  const said = nginxAnnotation(object, 'backend-protocol');
  // Where nobody names nginx, another controller may read the Ingress.
  const names = [className ?? '', ...Object.keys(stringsAt(object, 'metadata', 'annotations'))];
  if (!names.some((name) => /nginx/.test(name))) return [];
  if (nginxAnnotation(object, 'ssl-passthrough') === 'true' || /^(AUTO_HTTP|FCGI)$/i.test(said ?? '')) return [];
  const spoken = protocolOf(said ?? 'HTTP');
  const field = 'metadata.annotations[nginx.ingress.kubernetes.io/backend-protocol]';
  for (const { backend } of routesOf(object)) {
    const service = bundle.find('Service', namespaceOf(object), stringAt(backend, 'service', 'name') ?? '');
    const port = valueAt(backend, 'service', 'port');
    const wanted = numberAt(port, 'number') ?? stringAt(port, 'name');
    if (service === undefined || wanted === undefined) continue;
    for (const { template, port: target } of serviceTargets(bundle, service, wanted)) {
      const proven = provenAt(template, target);
      if (proven === undefined || proven === spoken) continue;
      const { kind, metadata } = template.owner;
      const expected = `${quoted(proven)}, since the kubelet asks port ${target} of ${kind} ${metadata.name} so`;
      return [{ object, field, expected, received: quoted(said) }];
    }
    // https://kubernetes.github.io/ingress-nginx/examples/grpc/
    const open = portOf(service, wanted);
    if (!isGrpc(open) || /^GRPCS?$/.test(spoken)) continue;
    const expected = `"GRPC": ${identity(service)} has gRPC at the port ${stringAt(open, 'name') ?? wanted}`;
    return [{ object, field, expected, received: quoted(said), answer: 'risk' }];
  }
  return [];
}

const protocolOf = (text: string): string => text.toUpperCase();

/** The protocol in which the probes ask a port, if the probes agree. Plain HTTP is left to `probe-scheme`. */
function provenAt({ containers }: PodTemplate, port: number): 'HTTPS' | 'GRPC' | undefined {
  const asked = containers.flatMap(({ spec }) =>
    PROBES.flatMap((probe) => {
      const [http, grpc] = [valueAt(spec, probe, 'httpGet'), valueAt(spec, probe, 'grpc')];
      if (grpc !== undefined && numberAt(grpc, 'port') === port) return ['GRPC' as const];
      if (http === undefined || numberOf(spec, valueAt(http, 'port')) !== port) return [];
      return [stringAt(http, 'scheme') === 'HTTPS' ? ('HTTPS' as const) : undefined];
    }),
  );
  const [first, ...others] = new Set(asked);
  return others.length > 0 ? undefined : first;
}
