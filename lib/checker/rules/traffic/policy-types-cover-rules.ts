import { listAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const DIRECTIONS = [
  { type: 'Ingress', field: 'ingress' },
  { type: 'Egress', field: 'egress' },
] as const;

/** A NetworkPolicy names the direction of its rules in policyTypes. */
export const policyTypesCoverRules: Rule = {
  id: 'policy-types-cover-rules',
  answer: 'broken',
  why: 'Kubernetes does not read the rules of a direction that policyTypes leaves out: all traffic of the direction stays open',
  example:
    'NetworkPolicy default/api: spec.policyTypes: expected "Egress" among them, since the policy has rules of egress, received ["Ingress"] [policy-types-cover-rules]',
  check: (bundle) =>
    bundle.ofKind('NetworkPolicy').flatMap((object) => {
      const types = listAt(object, 'spec', 'policyTypes');
      // Without the field, the rules say the types.
      if (valueAt(object, 'spec', 'policyTypes') === undefined || types.length === 0) return [];
      return DIRECTIONS.filter(
        ({ type, field }) => listAt(object, 'spec', field).length > 0 && !types.includes(type),
      ).map(({ type, field }): Finding => {
        const expected = `"${type}" among them, since the policy has rules of ${field}`;
        return { object, field: 'spec.policyTypes', expected, received: quoted(types) };
      });
    }),
};
