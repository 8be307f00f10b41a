import { immutableFields } from '../../checker/rules/updates/immutable-fields';
import type { Consequence } from '../consequence';
import { effectsOfRules } from '../rule-effects';

/** Changes that the API server rejects. */
export const refused: Consequence = {
  id: 'refused',
  why: 'the API server rejects the object, or keeps the field as it was: the apply ends half-way',
  example:
    'refused: StatefulSet shop/db: expected "db" as before: Kubernetes refuses to change it; delete the object with --cascade=orphan first, its pods and claims stay\n  spec.serviceName: "db" → "database"',
  effects: (comparison) => effectsOfRules(comparison, [immutableFields]),
};
