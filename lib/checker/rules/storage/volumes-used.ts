import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { isOrphan } from '../../bundle/references/words';
import { listItems } from '../../manifest/field-path';
import { entriesAt, listAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Folders that a container has for itself. */
const OWN = /(^|[/-])(\.?cache|home|run|shm|te?mp|scratch|spool|work|var)([/-]|$)/;
/** The claim of a pod of a StatefulSet: `data-db-0`. */
const OF_POD = /-\d+$/;

/** What a pod is given, somebody uses. */
export const volumesUsed: Rule = {
  id: 'volumes-used',
  answer: 'risk',
  why: 'a volume without a mount holds nothing up: the program finds no files, or writes its data beside the disk that was made for it',
  example:
    'Deployment default/api: spec.template.spec.volumes[config]: expected a container that mounts the volume, received none [volumes-used]',
  check: (bundle) => [
    ...bundle.templates.flatMap((template) => [...unmounted(template), ...dropped(template)]),
    ...unclaimed(bundle),
  ],
};

const namesIn = (spec: unknown): (string | undefined)[] =>
  [...listAt(spec, 'volumeMounts'), ...listAt(spec, 'volumeDevices')].map((mount) => stringAt(mount, 'name'));

const ownClaims = (owner: Manifest): Set<string | undefined> =>
  new Set(listAt(owner, 'spec', 'volumeClaimTemplates').map((claim) => stringAt(claim, 'metadata', 'name')));

/** Claims have a rule of their own. */
function unmounted({ owner: object, spec, path, containers }: PodTemplate): Finding[] {
  const used = new Set(containers.flatMap((container) => namesIn(container.spec)));
  const known = new Set(listAt(spec, 'volumes').map((volume) => stringAt(volume, 'name')));
  // A mount of no volume of the pod is a name that was mistyped, of which another rule speaks.
  if (containers.length === 0 || [...used].some((name) => !known.has(name) && !ownClaims(object).has(name))) return [];
  return listItems(spec, path, 'volumes')
    .filter(({ item }) => !used.has(stringAt(item, 'name')) && valueAt(item, 'persistentVolumeClaim') === undefined)
    .map(({ path: field }) => ({ object, field, expected: 'a container that mounts the volume', received: 'none' }));
}

/** Files that init containers prepare in an emptyDir that no other container sees. */
function dropped({ owner: object, spec, path, containers }: PodTemplate): Finding[] {
  const running = new Set(containers.filter(({ init }) => !init).flatMap((each) => namesIn(each.spec)));
  const before = containers.filter(({ init }) => init);
  const users = (name: string) => before.filter((each) => namesIn(each.spec).includes(name));
  return listItems(spec, path, 'volumes').flatMap(({ item, path: field }): Finding[] => {
    const name = stringAt(item, 'name') ?? '';
    const [user, ...more] = users(name);
    if (valueAt(item, 'emptyDir') === undefined || running.has(name) || !user || more.length > 0 || OWN.test(name))
      return [];
    const places = listAt(user.spec, 'volumeMounts').filter((mount) => stringAt(mount, 'name') === name);
    if (places.some((mount) => OWN.test(stringAt(mount, 'mountPath') ?? ''))) return [];
    return [
      { object, field, expected: `a container that reads what ${user.name} writes to the volume`, received: 'none' },
    ];
  });
}

function unclaimed(bundle: Bundle): Finding[] {
  return bundle
    .ofKind('PersistentVolumeClaim')
    .filter(
      (object) =>
        !OF_POD.test(object.metadata.name) && !isMarked(object) && isOrphan(bundle, object.metadata.name, object),
    )
    .filter(({ metadata }) => bundle.templates.some(({ namespace }) => namespace === (metadata.namespace ?? 'default')))
    .map((object) => ({ object, field: 'metadata.name', expected: 'a pod that mounts the claim', received: 'none' }));
}

/** A claim that another program fills or reads says so. */
const isMarked = ({ metadata, spec }: Manifest): boolean =>
  entriesAt(metadata, 'annotations').length > 0 ||
  valueAt(spec, 'dataSource') !== undefined ||
  valueAt(spec, 'dataSourceRef') !== undefined;
