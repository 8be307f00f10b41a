import { valueAt } from '../../manifest/manifest';
import { type Demand, forbids, holds, isSet, needs, when } from '../demand';

/** Operators that compare with values, and operators that do not. */
export function selectorOperator(key: string): Demand {
  const demands = [
    when('operator', ['In', 'NotIn'], needs('values')),
    when('operator', ['Exists', 'DoesNotExist'], forbids('values')),
    holds(key, 'a key', (value) => isSet(valueAt(value, key))),
  ];
  return (value, place) => demands.flatMap((demand) => demand(value, place));
}

export const SELECTOR_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  LabelSelectorRequirement: [selectorOperator('key')],
  TopologySelectorLabelRequirement: [needs('values')],
};
