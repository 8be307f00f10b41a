import { FieldWatch, type Occurrence } from '../../bundle/field-watch';
import { itemPath } from '../../manifest/field-path';
import { type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** What tells the items of a list apart: a field, and how a sentence calls it. */
interface Identity {
  readonly field: string;
  readonly expected: string;
  of(item: Json): Json | undefined;
  /** Another list of the same object, whose names may not be used again. */
  readonly beside: string | undefined;
}

const name = (expected: string, beside?: string): Identity => {
  return { field: 'name', expected, of: (item) => valueAt(item, 'name'), beside };
};

export const LISTS_OF_NAMES = new FieldWatch<readonly Identity[]>({
  'Container.ports': [name('a name that no other port of the container has')],
  'Container.volumeMounts': [
    {
      field: 'mountPath',
      expected: 'a path that nothing else is mounted at',
      of: (mount) => valueAt(mount, 'mountPath'),
      beside: undefined,
    },
  ],
  'PodSpec.containers': [name('a name that no other container of the pod has', 'initContainers')],
  'PodSpec.initContainers': [name('a name that no other container of the pod has')],
  'PodSpec.volumes': [name('a name that no other volume of the pod has')],
  'ServiceSpec.ports': [
    name('a name that no other port of the Service has'),
    {
      field: 'port',
      expected: 'a number and protocol that no other port of the Service has',
      of: (port) => `${valueAt(port, 'port')}/${stringAt(port, 'protocol') ?? 'TCP'}`,
      beside: undefined,
    },
  ],
});

/** What is told apart by its name has a name of its own, within its pod or Service. */
export const uniqueNames: Rule = {
  id: 'unique-names',
  why: 'the API server refuses two containers, volumes or ports with one name in one pod or Service',
  example:
    'Service default/api: spec.ports[http].name: expected a name that no other port of the Service has, received "http" [unique-names]',
  check: (bundle) => LISTS_OF_NAMES.findings(bundle, (list) => [...repeated(list), ...nameless(list)]),
};

function repeated({ object, path, owner, value, entry }: Occurrence<readonly Identity[]>): Finding[] {
  return entry.flatMap(({ field, expected, of, beside }) => {
    const seen = new Set(beside === undefined ? [] : listAt(owner, beside).map(of));
    return listAt(value).flatMap((item, index): Finding[] => {
      const own = of(item);
      if (own === undefined || own === '') return [];
      if (!seen.has(own)) {
        seen.add(own);
        return [];
      }
      const at = `${itemPath(path, item, index)}.${field}`;
      return [{ object, field: at, expected, received: quoted(valueAt(item, field)) }];
    });
  });
}

/** The ports of a Service that has more than one need names. */
function nameless({ object, path, field, value }: Occurrence<readonly Identity[]>): Finding[] {
  const ports = listAt(value);
  if (field.name !== 'ports' || object.kind !== 'Service' || ports.length < 2) return [];
  return ports.flatMap((port, index): Finding[] => {
    if ((valueAt(port, 'name') ?? '') !== '') return [];
    const expected = 'a name, since the Service has several ports';
    return [
      { object, field: `${itemPath(path, port, index)}.name`, expected, received: quoted(valueAt(port, 'name')) },
    ];
  });
}
