import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine, execCommand } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { imageName } from '../../bundle/containers/image-users';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { baseOf, touches } from '../../bundle/containers/path-patterns';
import { mounts } from '../../bundle/containers/pod-volumes';
import { isSet } from '../../bundle/containers/settings';
import { valueAt } from '../../manifest/manifest';
import { CONFIG_PLACES, type ConfigPlace } from '../../programs/config-places';
import { type Finding, quoted, type Rule } from '../../rule';

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
      if (container.init || mountedFiles(bundle, container).length === 0) return [];
      const server = SERVERS.find(({ image }) => image.test(imageName(container)));
      const readers = CONFIG_PLACES.filter(({ image }) => image.test(imageName(container)));
      return [
        ...(server ? unread(bundle, container, server) : []),
        ...readers.flatMap((each) => elsewhere(bundle, container, each)),
      ];
    }),
};

function unread(bundle: Bundle, container: Container, { file, own, word }: Server): Finding[] {
  const { template, path } = container;
  const places = mountedFiles(bundle, container).flatMap(({ mountPath, subPath, files }) => {
    if (subPath !== undefined) return file.test(subPath) ? [mountPath] : [];
    return [...files.keys()].filter((name) => file.test(name)).map((name) => `${mountPath}/${name}`);
  });
  const [place] = places.filter((each) => !own.test(each));
  if (place === undefined) return [];
  const said = wordsAround(bundle, container);
  const folder = place.slice(0, place.lastIndexOf('/'));
  if (said.includes(folder) || /\.(conf|ya?ml)\b|config_file/.test(said)) return [];
  const expected = `${word(place)}, since ${imageName(container)} reads no file by itself`;
  return [{ object: template.owner, field: `${path}.args`, expected, received: 'nothing' }];
}

/** The file lies in a folder that the program does not read, and nothing lies where the program reads. */
function elsewhere(bundle: Bundle, container: Container, reader: ConfigPlace): Finding[] {
  const { file, place, says, text, unless = [] } = reader;
  const folder = says.slice(0, says.lastIndexOf('/'));
  if (isSet(bundle, container, unless)) return [];
  const found = mountedFiles(bundle, container).flatMap(({ mountPath, subPath, files, path }) =>
    [...files]
      .filter(([name, content]) => (subPath ?? name) === name && (text === undefined || text.test(content ?? '')))
      .map(([name]) => ({ path, at: subPath === undefined ? `${mountPath}/${name}` : mountPath }))
      .filter(({ at }) => file.test(baseOf(at))),
  );
  const [first] = found;
  // A file of any name, or another volume, may lie where the program reads.
  const isCovered =
    text === undefined
      ? mounts(container).some(({ mountPath }) => touches(folder, mountPath) || touches(says, mountPath))
      : mounts(container).some(({ mountPath }) => touches(says, mountPath));
  if (first === undefined || found.some(({ at }) => place.test(at))) return [];
  const isHidden = isCovered && !found.some(({ at }) => `${at}/`.startsWith(`${folder}/`));
  const said = wordsAround(bundle, container);
  if (isHidden || said.includes(first.at.slice(0, first.at.lastIndexOf('/')))) return [];
  if (text === undefined && /\.(conf|ya?ml|cfg|ini|toml|json|vcl|cnf)\b|Caddyfile/.test(said)) return [];
  return [
    {
      object: container.template.owner,
      field: `${first.path}.mountPath`,
      expected: `${text === undefined ? 'the file at' : 'the file below'} ${says}, where ${imageName(container)} reads, or a command that names the file`,
      received: quoted(first.at),
    },
  ];
}

/** The texts that may name a file: commands of the pod, variables and scripts of the container. */
function wordsAround(bundle: Bundle, container: Container): string {
  const { template, spec } = container;
  return [
    ...commandLine(container),
    ...execCommand(valueAt(spec, 'lifecycle', 'postStart')),
    ...[...takenVariables(bundle, container), ...ownVariables(bundle, container)].map(({ value }) => value ?? ''),
    // Another container of the pod may copy the file, and a script may name it.
    ...template.containers.filter((each) => each !== container).flatMap(commandLine),
    ...mountedFiles(bundle, container).flatMap(({ files }) =>
      [...files].flatMap(([name, text]) => (/\.sh$/.test(name) ? [text ?? ''] : [])),
    ),
  ].join('\n');
}
