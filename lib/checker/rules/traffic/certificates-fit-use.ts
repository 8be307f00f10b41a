import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { podReferences } from '../../bundle/references/pod-references';
import { getOrInsert } from '../../manifest/get-or-insert';
import { listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { type Finding, quoted, type Rule } from '../../rule';

/** A Certificate has the usage of the holder, and an issuer for the names. */
export const certificatesFitUse: Rule = {
  id: 'certificates-fit-use',
  answer: 'risk',
  why: 'a server refuses a client whose certificate is for servers alone, and an ACME server issues a wildcard for DNS-01 alone',
  example:
    'Certificate shop/client: spec.usages: expected "client auth" among them, since the pods of the Secret serve nobody, received ["server auth"] [certificates-fit-use]',
  about: ['usages', 'dnsNames'],
  check: (bundle) =>
    bundle.ofKind('Certificate').flatMap((object): Finding[] => {
      const found = misused(bundle, object);
      return [...(found.length > 0 ? found : misnamed(object)), ...unissued(bundle, object)];
    }),
};

/** A certificate for servers in the hands of clients alone. */
function misused(bundle: Bundle, object: Manifest): Finding[] {
  const usages = listAt(object, 'spec', 'usages').map(String);
  const secret = `${namespaceOf(object)}/${stringAt(object, 'spec', 'secretName')}`;
  const holders = [...(holdersOf(bundle).get(secret) ?? [])];
  const isServer = (owner: Manifest) => bundle.templates.some((each) => each.owner === owner && serves(bundle, each));
  const isForServers = usages.includes('server auth') && !usages.includes('client auth') && !usages.includes('any');
  if (!isForServers || holders.length === 0 || holders.some(isServer)) return [];
  const expected = '"client auth" among them, since the pods of the Secret serve nobody';
  return [{ object, field: 'spec.usages', expected, received: quoted(usages) }];
}

/** A certificate that is named after one side is for this side. */
function misnamed(object: Manifest): Finding[] {
  const usages = listAt(object, 'spec', 'usages').map(String);
  const names = [object.metadata.name, stringAt(object, 'spec', 'secretName') ?? ''];
  const sides = [
    ...new Set(names.flatMap((name) => /-(client|server)(?:-(?:tls|cert|certificate))?$/.exec(name)?.[1] ?? [])),
  ];
  const [side, ...others] = sides;
  if (side === undefined || others.length > 0 || usages.includes('any') || usages.includes(`${side} auth`)) return [];
  if (!usages.some((usage) => /^(client|server) auth$/.test(usage))) return [];
  const expected = `"${side} auth" among them, since the certificate is named after a ${side}`;
  return [{ object, field: 'spec.usages', expected, received: quoted(usages) }];
}

/** True if a container has a port, or a Service leads to the pods. */
function serves(bundle: Bundle, { containers, namespace, labels }: PodTemplate): boolean {
  return (
    containers.some(({ spec }) => listAt(spec, 'ports').length > 0) ||
    bundle.ofKind('Service').some((service) => {
      const selector = Object.entries((valueAt(service, 'spec', 'selector') ?? {}) as Record<string, unknown>);
      return (
        namespaceOf(service) === namespace &&
        selector.length > 0 &&
        selector.every(([key, value]) => labels[key] === value)
      );
    })
  );
}

/** The workloads with each Secret, and the Ingresses. */
const holdersOf = once((bundle: Bundle): ReadonlyMap<string, ReadonlySet<Manifest>> => {
  const found = new Map<string, Set<Manifest>>();
  for (const { namespace, name, object } of podReferences(bundle, 'Secret')) {
    getOrInsert(found, `${namespace}/${name}`, () => new Set()).add(object);
  }
  return found;
});

/** https://letsencrypt.org/docs/challenge-types/: a wildcard is validated by DNS-01 alone. */
function unissued(bundle: Bundle, object: Manifest): Finding[] {
  const wildcard = listAt(object, 'spec', 'dnsNames').findIndex((name) => String(name).startsWith('*.'));
  const kind = stringAt(object, 'spec', 'issuerRef', 'kind') ?? 'Issuer';
  const namespace = kind === 'ClusterIssuer' ? '' : namespaceOf(object);
  const issuer = bundle.find(kind, namespace, stringAt(object, 'spec', 'issuerRef', 'name') ?? '');
  const solvers = listAt(issuer, 'spec', 'acme', 'solvers');
  if (wildcard === -1 || solvers.length === 0 || solvers.some((each) => valueAt(each, 'dns01') !== undefined))
    return [];
  const expected = `a name without *, since ${kind} ${issuer?.metadata.name} has no dns01 solver`;
  const received = quoted(listAt(object, 'spec', 'dnsNames')[wildcard]);
  return [{ object, field: `spec.dnsNames[${wildcard}]`, expected, received, answer: 'broken' }];
}
