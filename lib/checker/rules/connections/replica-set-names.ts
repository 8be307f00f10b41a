import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { imageName } from '../../bundle/containers/image-users';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { setting } from '../../bundle/containers/settings';
import { texts } from '../../bundle/containers/texts';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { runs } from '../../bundle/workloads/members';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { identity } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { type Finding, quoted, type Rule } from '../../rule';

/** A client of MongoDB, and the script that makes the replica set, name the set as its members do. */
export const replicaSetNames: Rule = {
  id: 'replica-set-names',
  answer: 'broken',
  why: 'members of MongoDB refuse a replica set of another name, and clients leave such members out: no server is found',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[MONGO_URL].value: expected "rs0", the replica set of StatefulSet default/mongo, received "rs1" [replica-set-names]',
  about: ['mongo'],
  check: (bundle) => {
    const members = membersOf(bundle);
    if (members.size === 0) return [];
    return texts(bundle).flatMap(({ object, namespace, field, value }): Finding[] => {
      if (!/replicaSet=|_id/.test(value)) return [];
      const urls = [...value.matchAll(/mongodb:\/\/([^\s"'/]{1,500})\/[^\s"']{0,500}?\breplicaSet=([\w-]+)/g)];
      const scripts = [...value.matchAll(/rs\.initiate\(\s*\{[^}]{0,80}?_id["']?\s*:\s*["']([\w-]+)["'](.{0,500})/gs)];
      const named = [
        ...urls.map(([, hosts = '', name = '']) => ({ hosts, name })),
        // A script may put the names of the members together elsewhere.
        ...scripts.map(([, name = '', hosts = '']) => ({ hosts: `${hosts} ${value.slice(0, 4096)}`, name })),
      ];
      return named.flatMap(({ hosts, name }) => {
        const [owner, meant] = hosts
          .split(/[\s,"'@/]+/)
          .map((host) => members.get(serviceOf(bundle, host, namespace)))
          .find((member) => member !== undefined) ?? [undefined, name];
        if (owner === undefined || meant === name) return [];
        const expected =
          meant === '' ? `no replica set: ${owner} is none` : `${quoted(meant)}, the replica set of ${owner}`;
        return [{ object, field, expected, received: quoted(name) }];
      });
    });
  },
};

function serviceOf(bundle: Bundle, host: string, namespace: string): string {
  const name = host.replace(/:\d+$/, '');
  const service = /^[a-z][\w.-]*$/.test(name) ? ClusterDns.of(bundle).answer(name, namespace)?.service : undefined;
  return service === undefined ? '' : identity(service);
}

/** The owner and the replica set of the members behind a Service, by the identity of the Service. */
const membersOf = once((bundle: Bundle): ReadonlyMap<string, readonly [owner: string, name: string]> => {
  const found = new Map<string, readonly [string, string]>();
  for (const service of bundle.ofKind('Service')) {
    for (const container of podsBehind(bundle, service).flatMap(({ containers }) => containers)) {
      if (container.init || !runs(container, /mongo(d|db)?(-enterprise-server|-community-server)?$/)) continue;
      const name = setting(bundle, container, ['replSet', 'replication.replSetName', 'MONGODB_REPLICA_SET_NAME']);
      if (name && /^[\w-]+$/.test(name.value)) {
        found.set(identity(service), [identity(container.template.owner), name.value]);
      } else if (isAlone(bundle, container)) found.set(identity(service), [identity(container.template.owner), '']);
    }
  }
  return found;
});

/** True for a server without any word or file of its own: the image starts a server that is no member of a set. */
function isAlone(bundle: Bundle, container: Container): boolean {
  const names = [...takenVariables(bundle, container), ...ownVariables(bundle, container)].map(({ name }) => name);
  return (
    imageName(container) === 'mongo' &&
    commandLine(container).length === 0 &&
    mountedFiles(bundle, container).length === 0 &&
    !names.some((name) => /REPL|EXTRA|CONFIG/i.test(name))
  );
}
