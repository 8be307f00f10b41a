import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine, execCommand } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { imageName } from '../../bundle/containers/image-users';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** A server that reads no file of settings unless a word of its command names the file. */
interface Server {
  readonly image: RegExp;
  readonly file: RegExp;
  /** Folders in which the image reads the file by itself. */
  readonly own: RegExp;
  readonly word: (path: string) => string;
}

const SERVERS: readonly Server[] = [
  // https://hub.docker.com/_/postgres: the file of the data folder counts
  {
    image: /^(postgres|postgis\/postgis|pgvector\/pgvector)$/,
    file: /^postgresql\.conf$/,
    own: /^\/var\/lib\/postgresql|^\/usr\/share\/postgresql/,
    word: (path) => `-c config_file=${path}`,
  },
  // https://hub.docker.com/_/redis
  { image: /^(redis|valkey\/valkey)$/, file: /^(redis|valkey)\.conf$/, own: /^$/, word: (path) => path },
  // https://hub.docker.com/_/mongo
  { image: /^mongo$/, file: /^mongod\.(conf|ya?ml)$/, own: /^$/, word: (path) => `--config ${path}` },
];

/** A server is told where its mounted configuration lies. */
export const configsRead: Rule = {
  id: 'configs-read',
  answer: 'risk',
  why: 'some images read no configuration unless their command names the file: the server runs with the settings of the image',
  example:
    'Deployment default/cache: spec.template.spec.containers[redis].args: expected /usr/local/etc/redis/redis.conf, since redis reads no file by itself, received nothing [configs-read]',
  check: (bundle) =>
    bundle.containers.flatMap((container) => {
      const server = container.init ? undefined : SERVERS.find(({ image }) => image.test(imageName(container)));
      return server ? unread(bundle, container, server) : [];
    }),
};

function unread(bundle: Bundle, container: Container, { file, own, word }: Server): Finding[] {
  const { template, path, spec } = container;
  const places = mountedFiles(bundle, container).flatMap(({ mountPath, subPath, files }) => {
    if (subPath !== undefined) return file.test(subPath) ? [mountPath] : [];
    return [...files.keys()].filter((name) => file.test(name)).map((name) => `${mountPath}/${name}`);
  });
  const [place] = places.filter((each) => !own.test(each));
  if (place === undefined) return [];
  const said = [
    ...commandLine(container),
    ...execCommand(valueAt(spec, 'lifecycle', 'postStart')),
    ...[...takenVariables(bundle, container), ...ownVariables(bundle, container)].map(({ value }) => value ?? ''),
    // Another container of the pod may copy the file, and a script may name it.
    ...template.containers.filter((each) => each !== container).flatMap(commandLine),
    ...mountedFiles(bundle, container).flatMap(({ files }) =>
      [...files].flatMap(([name, text]) => (/\.sh$/.test(name) ? [text ?? ''] : [])),
    ),
  ].join('\n');
  const folder = place.slice(0, place.lastIndexOf('/'));
  if (said.includes(folder) || /\.(conf|ya?ml)\b|config_file/.test(said)) return [];
  const expected = `${word(place)}, since ${imageName(container)} reads no file by itself`;
  return [{ object: template.owner, field: `${path}.args`, expected, received: 'nothing' }];
}
