import { type Json, stringAt, valueAt } from '../manifest/manifest';

/** The identity of an item in a list: a field of the item, and the words of a finding. */
export interface ItemIdentity {
  readonly field: string;
  readonly expected: string;
  of(item: Json): Json | undefined;
  /** Another list of the same object. Identities of that list may not be used again. */
  readonly beside?: string;
}

const name = (expected: string): ItemIdentity => ({ field: 'name', expected, of: (item) => valueAt(item, 'name') });

/** Lists with distinct items, by `Type.field`. */
export const UNIQUE_ITEMS: Readonly<Record<string, readonly ItemIdentity[]>> = {
  'Container.ports': [name('a name that no other port of the container has')],
  'Container.volumeMounts': [
    {
      field: 'mountPath',
      expected: 'a path that nothing else is mounted at',
      of: (mount) => valueAt(mount, 'mountPath'),
    },
  ],
  'PodSpec.containers': [{ ...name('a name that no other container of the pod has'), beside: 'initContainers' }],
  'PodSpec.initContainers': [name('a name that no other container of the pod has')],
  'PodSpec.volumes': [name('a name that no other volume of the pod has')],
  'ServiceSpec.ports': [
    name('a name that no other port of the Service has'),
    {
      field: 'port',
      expected: 'a number and protocol that no other port of the Service has',
      of: (port) => `${valueAt(port, 'port')}/${stringAt(port, 'protocol') ?? 'TCP'}`,
    },
  ],
};
