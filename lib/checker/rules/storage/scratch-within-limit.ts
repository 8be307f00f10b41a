import type { PodTemplate } from '../../bundle/bundle';
import { mounts } from '../../bundle/containers/pod-volumes';
import { listItems } from '../../manifest/field-path';
import { stringAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** A scratch volume is full before the limits of its pod are reached. */
export const scratchWithinLimit: Rule = {
  id: 'scratch-within-limit',
  answer: 'risk',
  why: 'the files of a volume in memory count as memory of the container, and the files of an emptyDir as ephemeral storage of the pod: who fills the volume is killed or evicted',
  example:
    'Deployment default/api: spec.template.spec.volumes[work].emptyDir.sizeLimit: expected below the memory limit of container api (1Gi), since the files are in memory, received "3Gi" [scratch-within-limit]',
  check: ({ templates }) =>
    templates.flatMap((template) => {
      const scratch = listItems(template.spec, template.path, 'volumes').flatMap(({ item, path }) => {
        const size = valueAt(item, 'emptyDir', 'sizeLimit');
        const bytes = quantity(size);
        const inMemory = stringAt(item, 'emptyDir', 'medium') === 'Memory';
        const name = stringAt(item, 'name') ?? '';
        return bytes === undefined ? [] : [{ name, size, bytes, inMemory, field: `${path}.emptyDir.sizeLimit` }];
      });
      return [
        ...scratch.filter(({ inMemory }) => inMemory).flatMap((volume) => aboveMemory(template, volume)),
        ...aboveStorage(
          template,
          scratch.filter(({ inMemory }) => !inMemory),
        ),
      ];
    }),
};

interface Scratch {
  readonly name: string;
  readonly size: unknown;
  readonly bytes: number;
  readonly field: string;
}

function aboveMemory({ owner: object, containers }: PodTemplate, { name, size, bytes, field }: Scratch): Finding[] {
  const users = containers.filter((each) => mounts(each).some(({ volume, readOnly }) => volume === name && !readOnly));
  const small = users.find(
    ({ spec }) => bytes >= (quantity(valueAt(spec, 'resources', 'limits', 'memory')) ?? Number.POSITIVE_INFINITY),
  );
  if (small === undefined) return [];
  const limit = valueAt(small.spec, 'resources', 'limits', 'memory');
  const expected = `below the memory limit of container ${small.name} (${limit}), since the files are in memory`;
  return [{ object, field, expected, received: quoted(size) }];
}

/** The kubelet compares all emptyDirs, logs and layers of a pod with the sum of the limits of the containers. */
function aboveStorage({ owner: object, containers }: PodTemplate, scratch: readonly Scratch[]): Finding[] {
  const limits = containers.flatMap(
    ({ spec }) => quantity(valueAt(spec, 'resources', 'limits', 'ephemeral-storage')) ?? [],
  );
  const most = limits.reduce((sum, each) => sum + each, 0);
  const [first] = [...scratch].sort((a, b) => b.bytes - a.bytes);
  if (limits.length === 0 || first === undefined || first.bytes <= most) return [];
  const expected = `at most ${Math.round(most / 2 ** 20)}Mi, the sum of the ephemeral-storage limits of the containers`;
  return [{ object, field: first.field, expected, received: quoted(first.size) }];
}
