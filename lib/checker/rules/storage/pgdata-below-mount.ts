import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine, commands, program } from '../../bundle/containers/command-line';
import { variable } from '../../bundle/containers/container-environment';
import { type ImageReference, imageReference } from '../../bundle/containers/image-reference';
import { claimedVolumes, mounts } from '../../bundle/containers/pod-volumes';
import { listAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The data folder of official images before 18. From 18 on, the path is a link to the folder above. */
const OLD_DATA = '/var/lib/postgresql/data';

/** A PostgreSQL server keeps its data in a folder of a claimed volume. */
export const pgdataBelowMount: Rule = {
  id: 'pgdata-below-mount',
  answer: 'risk',
  why: 'data beside the volume is gone with the pod, and initdb rejects the root of a volume, which holds lost+found',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].env[PGDATA]: expected a folder below the mounted volume, such as /var/lib/postgresql/data/pgdata, received nothing (/var/lib/postgresql/data) [pgdata-below-mount]',
  about: ['postgres'],
  check: (bundle) =>
    bundle.containers.flatMap((container) => {
      const image = imageReference(container);
      return image !== undefined && /(^|\/)postgres$/.test(image.repository) && serves(container)
        ? misplaced(bundle, container, image)
        : [];
    }),
};

function misplaced(bundle: Bundle, container: Container, { tag }: ImageReference): Finding[] {
  const { template, path } = container;
  const finding = (field: string, expected: string, received: string): Finding[] => [
    { object: template.owner, field: `${path}.${field}`, expected, received },
  ];
  const claims = new Set(claimedVolumes(template).map(({ name }) => name));
  const all = mounts(container);
  const claimed = all.filter(({ volume }) => claims.has(volume));
  const major = Number(/^(\d+)(?=[.-]|$)/.exec(tag ?? '')?.[1]);
  const old = major >= 18 ? claimed.find(({ mountPath }) => mountPath === OLD_DATA) : undefined;
  if (old) {
    const expected = `/var/lib/postgresql: from PostgreSQL ${major} on the image keeps its data beside ${OLD_DATA}`;
    return finding(`volumeMounts[${old.volume}].mountPath`, expected, quoted(old.mountPath));
  }

  const given = variable(bundle, container, 'PGDATA');
  const preset = major >= 18 ? `/var/lib/postgresql/${major}/docker` : major < 18 ? OLD_DATA : undefined;
  const data = (given ? given.value : preset)?.replace(/(?<=.)\/+$/, '');
  if (data === undefined) return [];
  const received = given?.secret ? 'another folder' : given ? quoted(given.value) : `nothing (${data})`;
  const place = given?.path.slice(path.length + 1) ?? 'env[PGDATA]';

  const around = all.filter(({ mountPath }) => data === mountPath || data.startsWith(`${mountPath}/`));
  // Where the pod claims nothing, the data is meant to be lost.
  if (claims.size === 0) return [];
  const [mount] = around.sort((a, b) => b.mountPath.length - a.mountPath.length);
  if (mount === undefined || (!claims.has(mount.volume) && claimed.length > 0)) {
    const places = claimed.map(({ mountPath }) => mountPath).join(', ') || 'none is mounted';
    return finding(place, `a folder below a claimed volume (${places})`, received);
  }
  // A folder of a volume holds no lost+found.
  if (!claims.has(mount.volume) || mount.folder || data !== mount.mountPath) return [];
  const example = given?.secret ? OLD_DATA : data;
  return finding(place, `a folder below the mounted volume, such as ${example}/pgdata`, received);
}

/** True for a server, false for a client with the same image, such as `psql` or `pg_dump`. */
function serves(container: Container): boolean {
  if (container.init) return false;
  const line = commandLine(container);
  if (listAt(container.spec, 'command').length === 0 && (line[0] ?? '-').startsWith('-')) return true;
  return commands(line).some((command) => ['postgres', 'docker-entrypoint.sh'].includes(program(command)));
}
