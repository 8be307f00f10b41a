import type { Bundle, Container } from '../../bundle/bundle';
import { variable } from '../../bundle/containers/container-environment';
import { scriptOf } from '../../bundle/containers/container-scripts';
import { imageReference } from '../../bundle/containers/image-reference';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { identity } from '../../manifest/manifest';
import { hostsOfCommands } from '../../programs/command-hosts';
import { quoted, type Rule } from '../../rule';

/** A dump of PostgreSQL is made by a program that is not older than the server. */
export const dumpVersion: Rule = {
  id: 'dump-version',
  answer: 'broken',
  why: 'pg_dump refuses a server that is newer than itself: no dump is ever made',
  example:
    'CronJob default/dump: spec.jobTemplate.spec.template.spec.containers[dump].image: expected PostgreSQL 16 or newer, as StatefulSet default/db, received "postgres:14.13" [dump-version]',
  about: ['pg_dump'],
  check: (bundle) =>
    bundle.containers.flatMap((container) => {
      const own = majorOf(container);
      if (own === undefined) return [];
      const script = scriptOf(bundle, container);
      if (!/\bpg_dump(all)?\b/.test(script)) return [];
      const hosts = [
        variable(bundle, container, 'PGHOST')?.value ?? '',
        ...hostsOfCommands(script).map(({ name }) => name),
      ];
      return hosts
        .flatMap((host) => serversAt(bundle, host, container.template.namespace))
        .filter((server) => (majorOf(server) ?? 0) > own)
        .slice(0, 1)
        .map((server) => ({
          object: container.template.owner,
          field: `${container.path}.image`,
          expected: `PostgreSQL ${majorOf(server)} or newer, as ${identity(server.template.owner)}`,
          received: quoted(`${imageReference(container)?.repository}:${imageReference(container)?.tag}`),
        }));
    }),
};

function serversAt(bundle: Bundle, host: string, namespace: string): readonly Container[] {
  const service = host === '' ? undefined : ClusterDns.of(bundle).answer(host, namespace)?.service;
  return service === undefined ? [] : podsBehind(bundle, service).flatMap(({ containers }) => containers);
}

/** The major version in the tag of the official image: https://hub.docker.com/_/postgres */
function majorOf(container: Container): number | undefined {
  const { repository = '', tag = '' } = imageReference(container) ?? {};
  const [, major] = /^(\d{2})(?:[.-]|$)/.exec(tag) ?? [];
  return /(^|\/)postgres$/.test(repository) && major !== undefined ? Number(major) : undefined;
}
