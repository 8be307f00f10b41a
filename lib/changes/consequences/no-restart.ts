import { identity, type Manifest } from '../../checker/manifest/manifest';
import { causeOf, causeOfObject } from '../cause';
import type { Comparison } from '../comparison';
import type { Consequence, Effect } from '../consequence';
import { podsOf, restartCommand } from '../pods';
import { changedSettings, isFolded, templateCauses } from '../settings';

/** Changes that take effect in place, or that pods do not notice. */
export const noRestart: Consequence = {
  id: 'no-restart',
  why: 'pods read variables at their start only: a changed ConfigMap without a restart changes nothing until the next one',
  example:
    'no-restart: Deployment shop/api: its pods keep the old value until kubectl rollout restart deployment/api --namespace shop\n  ConfigMap shop/api: data.LOG_LEVEL: "info" → "debug"',
  effects: (comparison, earlier) => {
    const kept = keptSettings(comparison);
    const named = new Set(
      [...earlier, ...kept].flatMap(({ causes }) => causes).map((cause) => idOf(cause.object, cause.field)),
    );
    const successors = new Set(comparison.renamed.values());
    return [
      ...kept,
      ...comparison.changed.flatMap(({ after, changes }) =>
        changes
          .filter((change) => !named.has(idOf(after, change.path)) && !isFolded(comparison, after, change))
          .map((change) => ({ object: after, says: 'changes in place', causes: [causeOf(comparison, after, change)] })),
      ),
      ...comparison.created
        .filter((object) => !named.has(idOf(object, '')) && !successors.has(object))
        .map((object) => ({ object, says: 'is created', causes: [causeOfObject(object, 'is new')] })),
    ];
  },
};

const idOf = (object: Manifest, field: string): string => `${identity(object)} ${field}`;

/** Workloads with variables from changed ConfigMaps or Secrets, and without a restart. */
function keptSettings(comparison: Comparison): Effect[] {
  return comparison.after.templates.flatMap(({ owner }): Effect[] => {
    const pair = comparison.pair(owner);
    if (!pair || podsOf(comparison.after, owner) === undefined || templateCauses(comparison, pair).length > 0)
      return [];
    const causes = changedSettings(comparison, owner, true);
    if (causes.length === 0) return [];
    return [{ object: owner, says: `its pods keep the old value until ${restartCommand(owner)}`, causes }];
  });
}
