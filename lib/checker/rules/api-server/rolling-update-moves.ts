import { type Json, valueAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

/** The fields of both numbers. `surges` is false if `maxSurge` defaults to 0. */
const UPDATES = [
  { kind: 'Deployment', strategy: 'strategy', surges: true },
  { kind: 'DaemonSet', strategy: 'updateStrategy', surges: false },
];

const none = (value: Json | undefined) => value === 0 || (typeof value === 'string' && /^0+%$/.test(value));

/** A rolling update may add a pod or remove a pod. */
export const rollingUpdateMoves: Rule = {
  id: 'rolling-update-moves',
  answer: 'broken',
  why: 'an update that may neither add a pod nor take one away cannot begin: the API server rejects it',
  example:
    'Deployment default/api: spec.strategy.rollingUpdate.maxUnavailable: expected above 0, as maxSurge is 0, received 0 [rolling-update-moves]',
  check: (bundle) =>
    UPDATES.flatMap(({ kind, strategy, surges }) =>
      bundle.ofKind(kind).flatMap((object) => {
        if ((valueAt(object, 'spec', strategy, 'type') ?? 'RollingUpdate') !== 'RollingUpdate') return [];
        const update = valueAt(object, 'spec', strategy, 'rollingUpdate');
        const surge = valueAt(update, 'maxSurge') ?? (surges ? '25%' : 0);
        const unavailable = valueAt(update, 'maxUnavailable');
        if (!none(surge) || !none(unavailable)) return [];
        return [
          {
            object,
            field: `spec.${strategy}.rollingUpdate.maxUnavailable`,
            expected: 'above 0, as maxSurge is 0',
            received: quoted(unavailable),
          },
        ];
      }),
    ),
};
