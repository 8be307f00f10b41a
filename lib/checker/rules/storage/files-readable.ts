import type { Container } from '../../bundle/bundle';
import { mounts } from '../../bundle/containers/pod-volumes';
import { securityContext } from '../../bundle/containers/security-context';
import { listItems } from '../../manifest/field-path';
import { listAt, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

const SOURCES = ['configMap', 'secret', 'downwardAPI', 'projected'];
/** The kubelet gives a token to the user of the pod, if all containers have one user. */
const OWN = ['serviceAccountToken', 'podCertificate'];

/** The user of a container may read the files that the container mounts. */
export const filesReadable: Rule = {
  id: 'files-readable',
  answer: 'broken',
  why: 'the files of a Secret belong to root: a process of another user cannot read a file of mode 0400, unless fsGroup gives the file to its group',
  example:
    'Deployment default/api: spec.template.spec.volumes[key].secret.defaultMode: expected a mode with which user 1000 of api may read, such as 0444, or an fsGroup of the pod, received 0400 [files-readable]',
  about: ['defaultMode'],
  check: ({ templates }) =>
    templates.flatMap((template) => {
      const { spec, path, containers, owner } = template;
      if (valueAt(spec, 'securityContext', 'fsGroup') !== undefined) return [];
      return listItems(spec, path, 'volumes').flatMap((volume): Finding[] => {
        const kind = SOURCES.find((each) => valueAt(volume.item, each) !== undefined);
        if (kind === undefined) return [];
        const source = valueAt(volume.item, kind);
        const mode = numberAt(source, 'defaultMode');
        const isOwn = listAt(source, 'sources').some((part) => OWN.some((each) => valueAt(part, each) !== undefined));
        const itemModes = listAt(source, 'items').flatMap((item) => numberAt(item, 'mode') ?? []);
        if (mode === undefined || isOwn || itemModes.length > 0) return [];
        const name = stringAt(volume.item, 'name');
        const users = containers.filter((each) => mounts(each).some((mount) => mount.volume === name));
        const stuck = users.find((each) => !mayRead(each, mode));
        // A container that is root may copy the files for the others.
        if (stuck === undefined || users.some((each) => each.init && isRoot(each))) return [];
        return [
          {
            object: owner,
            field: `${volume.path}.${kind}.defaultMode`,
            expected: `a mode with which user ${securityContext(stuck, 'runAsUser')} of ${stuck.name} may read, such as 0444, or an fsGroup of the pod`,
            received: `0${mode.toString(8)}`,
          },
        ];
      });
    }),
};

const isRoot = (container: Container): boolean => (securityContext(container, 'runAsUser') ?? 0) === 0;

function mayRead(container: Container, mode: number): boolean {
  const user = securityContext(container, 'runAsUser');
  const groups = [
    securityContext(container, 'runAsGroup') ?? 0,
    ...listAt(container.template.spec, 'securityContext', 'supplementalGroups'),
  ];
  const isOfRoot = groups.includes(0) && (mode & 0o040) !== 0;
  return typeof user !== 'number' || user === 0 || (mode & 0o004) !== 0 || isOfRoot;
}
