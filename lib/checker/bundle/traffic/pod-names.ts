import { listAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Text } from '../containers/texts';

/** The variables with the name of the pod, of a StatefulSet's containers. The kubelet sets HOSTNAME. */
const variablesOf = once((set: Manifest): readonly string[] => {
  const containers = ['initContainers', 'containers'].flatMap((list) => listAt(set, 'spec', 'template', 'spec', list));
  const named = containers
    .flatMap((container) => listAt(container, 'env'))
    .filter((entry) => stringAt(valueAt(entry, 'valueFrom', 'fieldRef'), 'fieldPath') === 'metadata.name');
  return ['HOSTNAME', ...named.flatMap((entry) => stringAt(entry, 'name') ?? [])];
});

const NAME = /\$(?:\((hostname)\)|\((\w+)\)|\{(\w+)\}|(\w+))(?=\.)/g;

/** A text of a StatefulSet with the name of its first pod where the variable with the name of the pod stands. */
export function forFirstPod({ object, value }: Pick<Text, 'object' | 'value'>): string {
  if (object.kind !== 'StatefulSet' || !value.includes('$')) return value;
  const known = variablesOf(object);
  return value.replace(NAME, (written, command?: string, ...names: (string | undefined)[]) => {
    const name = names.slice(0, 3).find((each) => each !== undefined);
    return command !== undefined || known.includes(name ?? '') ? `${object.metadata.name}-0` : written;
  });
}
