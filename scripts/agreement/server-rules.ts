import {
  Bundle,
  check,
  type Json,
  type KubernetesVersion,
  type Manifest,
  RULES_BY_SUBJECT,
  type RuleFinding,
  UNKNOWN_CLUSTER,
} from '../../lib/checker';
import { type Shape, shapes } from '../../lib/checker/kubernetes/object-shapes';
import { listAt, stringAt } from '../../lib/checker/manifest/manifest';

/** The findings of the rules that say what an API server would say. */
export function findingsOf(manifest: Manifest, kubernetes: KubernetesVersion): readonly RuleFinding[] {
  const bundle = new Bundle([manifest], { ...UNKNOWN_CLUSTER, kubernetes });
  return check(bundle, [], RULES_BY_SUBJECT['api-server']).findings;
}

/** The names of a path, without the items of lists: a server counts items, and the rules name items. */
const namesOf = (field: string): string => field.replace(/\[[^\]]*\]/g, '');

/** True for a finding at a path, or below. */
export const isWithin = ({ field }: RuleFinding, path: string): boolean =>
  path === '' || namesOf(field) === path || namesOf(field).startsWith(`${path}.`);

/** The longest path on which a finding and the answer of a server agree. Empty without one. */
export function agreedPath(findings: readonly RuleFinding[], answered: Json): string {
  const complaints = listAt(answered, 'details', 'causes').map((cause) => namesOf(stringAt(cause, 'field') ?? ''));
  const shared = findings.flatMap((finding) =>
    complaints.flatMap((path) => {
      if (isWithin(finding, path)) return path;
      return path.startsWith(`${namesOf(finding.field)}.`) ? namesOf(finding.field) : [];
    }),
  );
  return shared.sort((a, b) => b.length - a.length)[0] ?? '';
}

/** `Type.field` of a finding. */
export function typedField({ object, field }: RuleFinding, kubernetes: KubernetesVersion): string {
  let shape: Shape | undefined = shapes(kubernetes).kindOf(object)?.structure;
  let found = '';
  for (const name of namesOf(field).split('.')) {
    while (shape?.type === 'list' || shape?.type === 'map') shape = shape.of;
    if (shape?.type !== 'object' || !shape.fields.has(name)) break;
    found = `${shape.name}.${name}`;
    shape = shape.fields.get(name)?.shape;
  }
  return found;
}
