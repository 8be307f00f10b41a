import { type Json, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { operatedKind } from '../../operators';
import { quoted, type Rule } from '../../rule';

/** Where a server finds its data, or what can read it. */
interface Fact {
  readonly field: string;
  /** What has to stay. */
  readonly value: string | number | undefined;
  /** How the manifest says it. */
  readonly written: string | number | undefined;
}

/** A PostgreSQL with a disk finds the data that it wrote, and can read it. */
export const dataStaysReadable: Rule = {
  id: 'data-stays-readable',
  answer: 'risk',
  why: 'another major version, base image, user or path of PostgreSQL cannot read the data, or starts with none in silence',
  example:
    'StatefulSet shop/db: spec.template.spec.containers[db].image: expected PostgreSQL 16 on alpine as before, which wrote the data: start the other one under a new name, and move the data by dump and restore, received "postgres:18-alpine" [data-stays-readable]',
  about: ['postgres'],
  check: (bundle) =>
    (bundle.previous ?? []).flatMap((previous) => {
      const object = bundle.find(previous.kind, namespaceOf(previous), previous.metadata.name);
      if (!object) return [];
      const now = factsOf(object);
      const changed = factsOf(previous).flatMap(({ field, value }) => {
        const current = now.find((fact) => fact.field === field);
        return current === undefined || value === undefined || current.value === value
          ? []
          : [{ ...current, was: value }];
      });
      // Another image has other paths and another user: that goes without saying.
      return changed.slice(0, 1).map(({ field, was, written }) => ({
        object,
        field,
        expected: `${was} as before, which wrote the data: start the other one under a new name, and move the data by dump and restore`,
        received: quoted(written),
      }));
    }),
};

/** None for what is no PostgreSQL with a disk. */
function factsOf(object: Manifest): Fact[] {
  const operator = operatedKind(object)?.data;
  if (operator) {
    const image = stringAt(object, ...operator.image) ?? '';
    return [{ field: operator.image.join('.'), value: version(image, false), written: image }];
  }
  const claims = listAt(object, 'spec', 'volumeClaimTemplates').map((claim) => stringAt(claim, 'metadata', 'name'));
  if (object.kind !== 'StatefulSet' || claims.length === 0) return [];
  const pod = valueAt(object, 'spec', 'template', 'spec');
  return listAt(pod, 'containers').flatMap((container): Fact[] => {
    const image = stringAt(container, 'image') ?? '';
    const reads = version(image, true);
    if (reads === undefined) return [];
    const path = `spec.template.spec.containers[${stringAt(container, 'name')}]`;
    const data = listAt(container, 'env').find((entry) => stringAt(entry, 'name') === 'PGDATA');
    const mount = listAt(container, 'volumeMounts').find((entry) => claims.includes(stringAt(entry, 'name')));
    const user = valueAt(container, 'securityContext', 'runAsUser') ?? valueAt(pod, 'securityContext', 'runAsUser');
    const same = (field: string, value: Json | undefined): Fact[] => {
      return typeof value === 'string' || typeof value === 'number' ? [{ field, value, written: value }] : [];
    };
    return [
      { field: `${path}.image`, value: reads, written: image },
      ...same(`${path}.env[PGDATA].value`, valueAt(data, 'value')),
      ...same(`${path}.volumeMounts[${stringAt(mount, 'name')}].mountPath`, valueAt(mount, 'mountPath')),
      ...same('spec.template.spec.securityContext.runAsUser', user),
    ];
  });
}

/** What has to stay of an image: its major version, and whether its C library sorts as Alpine's or as Debian's. */
function version(image: string, base: boolean): string | undefined {
  const [, major, rest = ''] = /(?:^|\/)postgres(?:ql)?:(\d+)([^@]*)/.exec(image) ?? [];
  if (major === undefined) return undefined;
  return `PostgreSQL ${major}${base ? ` on ${rest.includes('alpine') ? 'alpine' : 'Debian'}` : ''}`;
}
