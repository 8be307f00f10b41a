import type { Bundle, Container } from '../../bundle/bundle';
import { containerCommands } from '../../bundle/containers/command-line';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { type Mount, mounts } from '../../bundle/containers/pod-volumes';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

const INTERPRETERS = /^(node|python3?|ruby|php|perl|deno|bun|sh|bash)$/;
/** A file that an interpreter is given. */
const SCRIPT = /^[\w./-]+\.(m?js|cjs|ts|py|rb|php|pl|sh)$/;

/** No volume hides the program of a container. */
export const programsStayVisible: Rule = {
  id: 'programs-stay-visible',
  answer: 'broken',
  why: 'a volume hides all files that the image has in the folder: the program below is not found, and the container never starts',
  example:
    'Deployment default/api: spec.template.spec.containers[api].volumeMounts[config].mountPath: expected another folder than that of /app/server, which the volume does not hold, received "/app" [programs-stay-visible]',
  about: ['command'],
  check: (bundle) =>
    bundle.containers.flatMap((container): Finding[] => {
      const places = mounts(container);
      if (places.length === 0) return [];
      const program = programOf(container);
      const mount = program === undefined ? undefined : placeOf(places, program);
      if (program === undefined || mount === undefined || !isKnownEmpty(bundle, container, mount, program)) return [];
      return [
        {
          object: container.template.owner,
          field: `${mount.path}.mountPath`,
          expected: `another folder than that of ${program}, which the volume does not hold`,
          received: JSON.stringify(mount.mountPath),
        },
      ];
    }),
};

/** The path of the program, or of the script that its interpreter reads. */
function programOf(container: Container): string | undefined {
  if (listAt(container.spec, 'command').length === 0) return undefined;
  // The first command of a script may make the program.
  const [[first = '', ...rest] = []] = containerCommands(container);
  const folder = stringAt(container.spec, 'workingDir');
  const script = INTERPRETERS.test(first.slice(first.lastIndexOf('/') + 1)) ? rest[0] : undefined;
  const word = script !== undefined && SCRIPT.test(script) ? script : first;
  if (word.startsWith('/')) return word;
  const isFile = word === script || word.startsWith('./');
  return isFile && folder?.startsWith('/') ? `${folder.replace(/\/+$/, '')}/${word.replace(/^\.\//, '')}` : undefined;
}

/** The volume in which a path lies: that with the longest path. */
function placeOf(places: readonly Mount[], path: string): Mount | undefined {
  return places
    .filter(({ mountPath }) => path === mountPath || path.startsWith(`${mountPath === '/' ? '' : mountPath}/`))
    .sort((one, other) => other.mountPath.length - one.mountPath.length)[0];
}

/** True for files of the bundle without the program, and for a scratch volume that nobody fills before. */
function isKnownEmpty(bundle: Bundle, container: Container, mount: Mount, program: string): boolean {
  if (mount.folder) return false;
  const volume = listAt(container.template.spec, 'volumes').find((each) => stringAt(each, 'name') === mount.volume);
  if (valueAt(volume, 'emptyDir') !== undefined) {
    const others = container.template.containers.filter((each) => each !== container);
    return !others.some((each) => mounts(each).some((other) => other.volume === mount.volume));
  }
  const held = mountedFiles(bundle, container).find(({ path }) => path === mount.path);
  const rest = program.slice(mount.mountPath.length + 1);
  return held?.names !== undefined && !held.names.has(rest);
}
