import type { Bundle, Container } from '../../bundle/bundle';
import { ClusterDns } from '../../bundle/cluster-dns';
import { commandLine } from '../../bundle/command-line';
import { variable } from '../../bundle/container-environment';
import { imageReference } from '../../bundle/image-reference';
import { imageName } from '../../bundle/image-users';
import { mountedFiles } from '../../bundle/mounted-files';
import { podsBehind } from '../../bundle/pod-selection';
import { identity } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A dump is made by a client that is not older than its server. */
export const dumpFitsServer: Rule = {
  id: 'dump-fits-server',
  answer: 'broken',
  why: 'pg_dump ends with "server version mismatch" when the server is newer: no backup is ever made',
  example:
    'CronJob default/dump: spec.jobTemplate.spec.template.spec.containers[dump].image: expected PostgreSQL 16 or newer, as in StatefulSet default/db, received "postgres:14" [dump-fits-server]',
  check: (bundle) => bundle.containers.flatMap((container) => older(bundle, container)),
};

function older(bundle: Bundle, container: Container): Finding[] {
  const own = majorOf(container);
  const text = [
    commandLine(container).join(' '),
    ...mountedFiles(bundle, container).flatMap(({ files }) => [...files.values()].map((each) => each ?? '')),
  ].find((each) => /\bpg_(dump|dumpall|basebackup)\b/.test(each));
  if (own === undefined || text === undefined) return [];
  const [, told] = /(?:\s-h\s*|--host[= ])["']?([\w.-]+)/.exec(text) ?? [];
  const [, inUrl] = /postgres(?:ql)?:\/\/[^\s@/]{0,200}@([\w.-]+)/.exec(text) ?? [];
  const host = told ?? inUrl ?? variable(bundle, container, 'PGHOST')?.value;
  const service =
    host === undefined ? undefined : ClusterDns.of(bundle).answer(host, container.template.namespace)?.service;
  if (!service) return [];
  for (const { containers, owner } of podsBehind(bundle, service)) {
    const major = containers.map(majorOf).find((each) => each !== undefined);
    if (major === undefined || major <= own) continue;
    return [
      {
        object: container.template.owner,
        field: `${container.path}.image`,
        expected: `PostgreSQL ${major} or newer, as in ${identity(owner)}`,
        received: quoted(imageOf(container)),
      },
    ];
  }
  return [];
}

function imageOf(container: Container): string {
  const { repository, tag } = imageReference(container) ?? { repository: '', tag: '' };
  return `${repository}:${tag}`;
}

/** The major version of an official image. */
function majorOf(container: Container): number | undefined {
  const major = /^(\d+)(?=[.-]|$)/.exec(imageReference(container)?.tag ?? '')?.[1];
  return /^(postgres|bitnami\/postgresql)$/.test(imageName(container)) && major !== undefined
    ? Number(major)
    : undefined;
}
