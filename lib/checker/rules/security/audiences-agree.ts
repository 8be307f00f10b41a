import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { settings, settingsNamed } from '../../bundle/containers/settings';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { hostsIn } from '../../bundle/traffic/named-hosts';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { listItems } from '../../manifest/field-path';
import { identity, listAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const AUDIENCE = /(^|[._-])(token[._-]?)?audiences?$/i;
/** Audiences of servers outside of the bundle: of clouds, meshes and the API server. */
const OUTSIDE =
  /^(sts\.amazonaws\.com|vault|istio-ca|api:\/\/.*|https?:\/\/.*|.*\.googleapis\.com|.*\.svc\.id\.goog|)$/;

/** A token of a pod is for the server to which the pod shows the token. */
export const audiencesAgree: Rule = {
  id: 'audiences-agree',
  answer: 'risk',
  why: 'a server refuses a token for another audience: every call of the pod is answered 401',
  example:
    'Deployment default/api: spec.template.spec.volumes[token].projected.sources[0].serviceAccountToken.audience: expected "ledger", the audience of Deployment default/ledger, received "api" [audiences-agree]',
  about: ['audience'],
  check: (bundle) => bundle.templates.flatMap((template) => judge(bundle, template)),
};

function judge(bundle: Bundle, template: PodTemplate): Finding[] {
  const tokens = listItems(template.spec, template.path, 'volumes').flatMap(({ item, path }) =>
    listAt(item, 'projected', 'sources').flatMap((source, index) => {
      const audience = stringAt(source, 'serviceAccountToken', 'audience') ?? '';
      const field = `${path}.projected.sources[${index}].serviceAccountToken.audience`;
      return valueAt(source, 'serviceAccountToken') === undefined || OUTSIDE.test(audience)
        ? []
        : [{ audience, field }];
    }),
  );
  const [token, ...others] = tokens;
  if (token === undefined || others.length > 0) return [];
  const servers = calledBy(bundle, template).flatMap((server) => {
    const audiences = server.containers.flatMap((each) => settingsNamed(bundle, AUDIENCE).get(each) ?? []);
    return audiences.length === 0 ? [] : [{ server, audiences: audiences.map(({ value }) => value) }];
  });
  const [first] = servers;
  const known = servers.flatMap(({ audiences }) => audiences.flatMap((value) => value.split(/[\s,[\]"']+/)));
  if (first === undefined || new Set(servers.map(({ server }) => server)).size > 1 || known.includes(token.audience))
    return [];
  const expected = `${first.audiences.map((each) => quoted(each)).join(' or ')}, the audience of ${identity(first.server.owner)}`;
  return [{ object: template.owner, field: token.field, expected, received: quoted(token.audience) }];
}

/** The pods that the settings of a pod name by a Service. */
function calledBy(bundle: Bundle, { containers, namespace, owner }: PodTemplate): PodTemplate[] {
  const hosts = containers.flatMap((container) =>
    settings(bundle, container).flatMap(({ name, value }) => hostsIn({ key: name, value })),
  );
  const services = new Set(hosts.flatMap(({ name }) => ClusterDns.of(bundle).answer(name, namespace)?.service ?? []));
  return [...services].flatMap((service) => podsBehind(bundle, service).filter((pod) => pod.owner !== owner));
}
