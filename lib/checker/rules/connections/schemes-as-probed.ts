import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { type Text, texts } from '../../bundle/containers/texts';
import { PROBES } from '../../bundle/traffic/asked-ports';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { numberOf } from '../../bundle/traffic/probed-ports';
import { serviceTargets } from '../../bundle/traffic/service-targets';
import { urlsIn } from '../../bundle/traffic/urls';
import { identity, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { type Finding, quoted, type Rule } from '../../rule';

/** A client speaks to a port as the kubelet does, which asks the port by its probe. */
export const schemesAsProbed: Rule = {
  id: 'schemes-as-probed',
  answer: 'risk',
  why: 'a port speaks HTTP or HTTPS: a client with the other scheme gets an error of TLS or the answer 400 for each request',
  example:
    'Deployment default/web: spec.template.spec.containers[web].env[API_URL].value: expected http, as the kubelet asks port 8080 of Deployment default/api, received "https" [schemes-as-probed]',
  about: ['http://', 'https://'],
  check: (bundle) => {
    const places = texts(bundle).filter(({ value }) => value.includes('https://') || value.includes('http://'));
    return places.length === 0 ? [] : places.flatMap((text) => mistaken(bundle, text));
  },
};

function mistaken(bundle: Bundle, { object, field, namespace, value }: Text): Finding[] {
  return urlsIn(value).flatMap(({ scheme, hosts }) =>
    (scheme === 'http' || scheme === 'https' ? hosts : []).flatMap(({ name, port }): Finding[] => {
      if (port === undefined) return [];
      const service = ClusterDns.of(bundle).answer(name, namespace)?.service;
      const targets = service === undefined ? [] : serviceTargets(bundle, service, port);
      const spoken = targets.map((target) => ({ ...target, scheme: schemesOf(target.template).get(target.port) }));
      const [first] = spoken;
      // A sidecar of a mesh, or a proxy in front, may speak TLS for the program.
      if (first?.scheme === undefined || spoken.some((each) => each.scheme !== first.scheme)) return [];
      if (first.scheme === scheme || isMeshed(first.template)) return [];
      const expected = `${first.scheme}, as the kubelet asks port ${first.port} of ${identity(first.template.owner)}`;
      return [{ object, field, expected, received: quoted(scheme) }];
    }),
  );
}

/** The scheme of each port that a probe asks over HTTP. */
const schemesOf = once((template: PodTemplate): ReadonlyMap<number, string> => {
  const found = new Map<number, string>();
  for (const { spec, init } of template.containers) {
    for (const probe of init ? [] : PROBES) {
      const asked = valueAt(spec, probe, 'httpGet');
      const port = numberOf(spec, valueAt(asked, 'port'));
      if (port !== undefined) found.set(port, (stringAt(asked, 'scheme') ?? 'HTTP').toLowerCase());
    }
  }
  return found;
});

const isMeshed = ({ labels, annotations }: PodTemplate): boolean =>
  [...Object.keys(labels), ...Object.keys(annotations)].some((key) => /istio|linkerd|consul/.test(key));
