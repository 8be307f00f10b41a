import type { Bundle, PodTemplate } from '../checker/bundle/bundle';
import { ownVariables, takenVariables } from '../checker/bundle/containers/container-environment';
import type { Text } from '../checker/bundle/containers/texts';
import { podReferences } from '../checker/bundle/references/pod-references';
import { ClusterDns } from '../checker/bundle/traffic/cluster-dns';
import { routesOf } from '../checker/bundle/traffic/ingress-routes';
import { hostsIn, type NamedHost } from '../checker/bundle/traffic/named-hosts';
import { serviceTargets } from '../checker/bundle/traffic/service-targets';
import { getOrInsert } from '../checker/manifest/get-or-insert';
import { listAt, type Manifest, namespaceOf, stringAt, stringsAt } from '../checker/manifest/manifest';
import { type Declared, outsideOf } from './declared-connection';

type Read = Pick<Text, 'key' | 'value'> & { readonly file: boolean };

/** The connections that pods are told of: by hosts in variables, in arguments, and in mounted ConfigMaps and Secrets. */
export function namedConnections(bundle: Bundle): Declared[] {
  const files = filesOf(bundle);
  const ownHosts = new Set(
    bundle
      .ofKind('Ingress')
      .flatMap(routesOf)
      .map(({ host }) => host),
  );
  return bundle.templates.flatMap((source) => {
    const read = [...toldTo(bundle, source), ...(files.get(source.owner) ?? [])];
    return read.flatMap((text) =>
      hostsIn(text)
        .filter(({ name }) => !ownHosts.has(name))
        .flatMap((host) =>
          targetsOf(bundle, source.namespace, host, text.file).map((target) => ({ source, ...target })),
        ),
    );
  });
}

function toldTo(bundle: Bundle, { containers }: PodTemplate): Read[] {
  return containers.flatMap((container) => [
    ...[...ownVariables(bundle, container), ...takenVariables(bundle, container)].flatMap(({ name, value }) =>
      value === undefined ? [] : [{ key: name, value, file: false }],
    ),
    ...['command', 'args'].flatMap((list) =>
      listAt(container.spec, list).map((value) => ({ key: undefined, value: String(value), file: false })),
    ),
  ]);
}

/** By workload, the texts that lie in its volumes. */
function filesOf(bundle: Bundle): Map<Manifest, Read[]> {
  const files = new Map<Manifest, Read[]>();
  for (const kind of ['ConfigMap', 'Secret'] as const) {
    for (const { object, namespace, name, field } of podReferences(bundle, kind)) {
      if (!field.includes('.volumes[')) continue;
      const values =
        kind === 'Secret'
          ? (bundle.secret(namespace, name)?.values ?? []).map(({ key, value }) => [key, value] as const)
          : Object.entries(stringsAt(bundle.find(kind, namespace, name), 'data'));
      const texts = getOrInsert(files, object, () => []);
      for (const [key, value] of values) if (value !== undefined) texts.push({ key, value, file: true });
    }
  }
  return files;
}

function targetsOf(
  bundle: Bundle,
  namespace: string,
  { name, port, doubtful }: NamedHost,
  file: boolean,
): Omit<Declared, 'source'>[] {
  const answer = ClusterDns.of(bundle).answer(name, namespace);
  const protocol = 'TCP';
  if (answer === undefined) {
    // A file holds addresses of manuals and schemas, too.
    const isServer = !file && !doubtful && name.includes('.') && !/^(127\.|0\.0\.0\.0$)|localhost$/.test(name);
    return isServer ? [{ target: outsideOf(name), port, protocol }] : [];
  }
  const { service } = answer;
  if (service === undefined) return [];
  const elsewhere = placesOutside(bundle, service).map(outsideOf);
  if (elsewhere.length > 0) return elsewhere.map((target) => ({ target, port, protocol }));
  return serviceTargets(bundle, service, port).map(({ template, ...rest }) => ({ target: template, ...rest }));
}

/** The server that a Service stands for, if the Service selects no pods. */
function placesOutside(bundle: Bundle, service: Manifest): string[] {
  const name = stringAt(service, 'spec', 'externalName');
  if (name !== undefined) return [name];
  if (Object.keys(stringsAt(service, 'spec', 'selector')).length > 0) return [];
  return bundle
    .ofKind('EndpointSlice')
    .filter((slice) => {
      const of = stringAt(slice, 'metadata', 'labels', 'kubernetes.io/service-name');
      return namespaceOf(slice) === namespaceOf(service) && of === service.metadata.name;
    })
    .flatMap((slice) => listAt(slice, 'endpoints'))
    .flatMap((endpoint) => listAt(endpoint, 'addresses').map(String));
}
