import { type Json, numberAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** No program that needs a startup probe starts in fewer seconds. */
const LEAST = 10;

/** A startup probe gives a container at least the time that the other probes wait for. */
export const startupOutlastsDelays: Rule = {
  id: 'startup-outlasts-delays',
  answer: 'risk',
  why: 'other probes wait for the start of a container, and a startup probe that gives up earlier restarts the container before its end',
  example:
    'Deployment default/api: spec.template.spec.containers[api].startupProbe: expected at least 90 s, the initialDelaySeconds of livenessProbe, received 30 s (failureThreshold 3, periodSeconds 10) [startup-outlasts-delays]',
  check: ({ containers }) =>
    containers.flatMap(({ template, spec, path }): Finding[] => {
      const startup = valueAt(spec, 'startupProbe') ?? undefined;
      if (startup === undefined) return [];
      const { failureThreshold, periodSeconds, total } = patienceOf(startup);
      const least =
        total >= LEAST
          ? []
          : [
              {
                object: template.owner,
                field: `${path}.startupProbe`,
                expected: `at least ${LEAST} s`,
                received: `${total} s (failureThreshold ${failureThreshold}, periodSeconds ${periodSeconds})`,
              },
            ];
      return [
        ...least,
        ...['livenessProbe', 'readinessProbe']
          .filter((probe) => (numberAt(spec, probe, 'initialDelaySeconds') ?? 0) > total)
          .map((probe) => ({
            object: template.owner,
            field: `${path}.startupProbe`,
            expected: `at least ${quoted(valueAt(spec, probe, 'initialDelaySeconds'))} s, the initialDelaySeconds of ${probe}`,
            received: `${total} s (failureThreshold ${failureThreshold}, periodSeconds ${periodSeconds})`,
          })),
      ];
    }),
};

/** The seconds until a startup probe gives up. */
function patienceOf(startup: Json) {
  const failureThreshold = numberAt(startup, 'failureThreshold') ?? 3;
  const periodSeconds = numberAt(startup, 'periodSeconds') ?? 10;
  const delay = numberAt(startup, 'initialDelaySeconds') ?? 0;
  return { failureThreshold, periodSeconds, total: delay + failureThreshold * periodSeconds };
}
