import type { Container } from '../../bundle/bundle';
import { imageName } from '../../bundle/containers/image-users';
import { mounts } from '../../bundle/containers/pod-volumes';
import { pathSlip } from '../../bundle/references/path-slip';
import { isTypo } from '../../problem';
import { IMAGE_FOLDERS } from '../../programs/image-folders';
import { type Finding, quoted, type Rule } from '../../rule';

/** https://grafana.com/docs/grafana/latest/administration/provisioning/ */
const PROVISIONING = /^\/etc\/grafana\/provisioning\/([^/]+)/;

const PROVISIONED = ['access-control', 'alerting', 'dashboards', 'datasources', 'notifiers', 'plugins'];

/** A volume lies where a well-known image has its files. */
export const knownFolders: Rule = {
  id: 'known-folders',
  answer: 'risk',
  why: 'a program reads the folders that it knows, and no others: files in a folder with nearly the name do nothing',
  example:
    'Deployment default/grafana: spec.template.spec.containers[grafana].volumeMounts[sources].mountPath: expected "/etc/grafana/provisioning/datasources", which grafana/grafana reads, received "/etc/grafana/provisioning/datasource" [known-folders]',
  check: ({ containers }) => containers.flatMap(ofImage),
};

/** The folder with the scripts of the first start has a name that nothing else begins with. */
function ofScripts(path: string, known: readonly string[]): string | undefined {
  const begins = (each: string) => /^\/docker-entrypoint[-.\w]*(d|init\w*)(\/|$)/.test(each);
  return begins(path) && !known.some((each) => `${path}/`.startsWith(`${each}/`)) ? known.find(begins) : undefined;
}

function ofImage(container: Container): Finding[] {
  const name = imageName(container);
  const known = IMAGE_FOLDERS.flatMap(([image, folders]) => (image.test(name) ? folders : []));
  if (known.length === 0) return [];
  return mounts(container).flatMap(({ mountPath: place, folder, path }): Finding[] => {
    // A single file lies in the folder that is read.
    const mountPath = folder && /\.\w+$/.test(place) ? place.slice(0, place.lastIndexOf('/')) : place;
    const [, part] = PROVISIONING.exec(mountPath) ?? [];
    const wrong = part !== undefined && !PROVISIONED.includes(part);
    const meant = wrong
      ? PROVISIONED.filter((each) => isTypo(part, each)).map((each) => `/etc/grafana/provisioning/${each}`)[0]
      : (pathSlip(mountPath, known) ?? ofScripts(mountPath, known));
    if (!wrong && meant === undefined) return [];
    const expected =
      meant === undefined ? `one of ${PROVISIONED.join(', ')} below /etc/grafana/provisioning` : quoted(meant);
    return [
      {
        object: container.template.owner,
        field: `${path}.mountPath`,
        expected: `${expected}, which ${name} reads`,
        received: quoted(mountPath),
      },
    ];
  });
}
