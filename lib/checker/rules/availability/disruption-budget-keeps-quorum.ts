import type { Bundle } from '../../bundle/bundle';
import { settings } from '../../bundle/containers/settings';
import { budgetOwners, shareOf } from '../../bundle/workloads/disruption-budgets';
import { runs } from '../../bundle/workloads/members';
import { identity, type Manifest, numberAt, valueAt } from '../../manifest/manifest';
import { MAJORITIES } from '../../programs/quorums';
import { type Finding, quoted, type Rule } from '../../rule';

/** A disruption budget leaves the members of a cluster more than half of them. */
export const disruptionBudgetKeepsQuorum: Rule = {
  id: 'disruption-budget-keeps-quorum',
  answer: 'risk',
  why: 'a cluster with half of its members takes no writes: a budget that lets so many go at once stops the cluster with each drain of nodes',
  example:
    'PodDisruptionBudget default/db: spec.maxUnavailable: expected at most 1, since 2 of the 3 members of StatefulSet default/db have to stay, received 2 [disruption-budget-keeps-quorum]',
  about: ['StatefulSet'],
  check: (bundle) =>
    bundle.ofKind('PodDisruptionBudget').flatMap((object): Finding[] => {
      const [owner, ...others] = budgetOwners(bundle, object);
      const members = numberAt(owner, 'spec', 'replicas') ?? 1;
      if (owner?.kind !== 'StatefulSet' || others.length > 0 || members < 3 || !hasQuorum(bundle, owner)) return [];
      const most = Math.floor((members - 1) / 2);
      const staying = `${members - most} of the ${members} members of ${identity(owner)} have to stay`;
      const available = valueAt(object, 'spec', 'minAvailable') ?? undefined;
      const unavailable = valueAt(object, 'spec', 'maxUnavailable') ?? undefined;
      const [field, expected, value, going] =
        unavailable === undefined
          ? [
              'minAvailable',
              `at least ${members - most}`,
              available,
              members - (shareOf(available ?? null, members) ?? members),
            ]
          : ['maxUnavailable', `at most ${most}`, unavailable, shareOf(unavailable, members) ?? 0];
      if (going <= most) return [];
      return [{ object, field: `spec.${field}`, expected: `${expected}, since ${staying}`, received: quoted(value) }];
    }),
};

function hasQuorum(bundle: Bundle, owner: Manifest): boolean {
  const template = bundle.templates.find((each) => each.owner === owner);
  return (template?.containers ?? []).some((container) => {
    const rows = container.init ? [] : MAJORITIES.filter(([program]) => runs(container, program));
    return rows.some(([, sign]) =>
      settings(bundle, container).some(({ name, value }) => sign.test(`${name}=${value}`)),
    );
  });
}
