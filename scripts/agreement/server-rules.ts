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

/** The paths on which findings and the answer of a server agree. A path says what the paths above it say. */
export function agreedPaths(findings: readonly RuleFinding[], answered: Json): readonly string[] {
  const complaints = listAt(answered, 'details', 'causes').map((cause) => namesOf(stringAt(cause, 'field') ?? ''));
  const shared = findings.flatMap((finding) =>
    complaints.flatMap((path) => {
      if (isWithin(finding, path)) return path;
      return path.startsWith(`${namesOf(finding.field)}.`) ? namesOf(finding.field) : [];
    }),
  );
  const isAbove = (path: string) => shared.some((other) => path === '' || other.startsWith(`${path}.`));
  return [...new Set(shared)].filter((path) => !isAbove(path)).sort();
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
