import { numberAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const PROBES = ['startupProbe', 'readinessProbe', 'livenessProbe'];
const LEAST = { initialDelaySeconds: 0, periodSeconds: 1, timeoutSeconds: 1, failureThreshold: 1 };

/** The times and counts of a probe are possible. */
export const probeTiming: Rule = {
  id: 'probe-timing',
  answer: 'broken',
  why: 'the API server rejects a time below zero, and silently puts its default where 0 stands',
  example:
    'Deployment default/api: spec.template.spec.containers[api].readinessProbe.periodSeconds: expected at least 1, received 0 [probe-timing]',
  check: ({ containers }) =>
    containers.flatMap(({ template, spec, path }) =>
      PROBES.flatMap((probe) =>
        Object.entries(LEAST).flatMap(([name, least]): Finding[] => {
          const value = numberAt(spec, probe, name);
          if (value === undefined || value >= least) return [];
          const field = `${path}.${probe}.${name}`;
          return [{ object: template.owner, field, expected: `at least ${least}`, received: quoted(value) }];
        }),
      ),
    ),
};
