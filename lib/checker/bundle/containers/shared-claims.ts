import { getOrInsert } from '../../manifest/get-or-insert';
import { listAt, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle, Container, PodTemplate } from '../bundle';
import { imageName } from './image-users';
import { type Mount, mounts } from './pod-volumes';

/** A claim in the file system of a container. */
export interface ClaimMount {
  readonly claim: string;
  readonly container: Container;
  readonly mount: Mount;
}

/** The mounts of a volume's claim in other workloads with the image of the container, each of the whole volume. */
export function sameClaimElsewhere(bundle: Bundle, container: Container, { volume, folder }: Mount): ClaimMount[] {
  const { template } = container;
  const claim = folder ? undefined : claimOf(template, volume);
  if (claim === undefined) return [];
  const all = users(bundle).get(`${template.namespace}/${claim}`) ?? [];
  const image = imageName(container);
  return all.filter((each) => each.container.template !== template && imageName(each.container) === image);
}

const claimOf = ({ spec }: PodTemplate, volume: string): string | undefined =>
  stringAt(
    listAt(spec, 'volumes').find((each) => stringAt(each, 'name') === volume),
    'persistentVolumeClaim',
    'claimName',
  );

/** The containers with each claim of the bundle. */
const users = once((bundle: Bundle): ReadonlyMap<string, readonly ClaimMount[]> => {
  const found = new Map<string, ClaimMount[]>();
  for (const container of bundle.containers) {
    for (const mount of mounts(container)) {
      const claim = mount.folder ? undefined : claimOf(container.template, mount.volume);
      if (claim === undefined) continue;
      getOrInsert(found, `${container.template.namespace}/${claim}`, () => []).push({ claim, container, mount });
    }
  }
  return found;
});
