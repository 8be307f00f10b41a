import type { Container } from '../../bundle/bundle';
import { imageWord } from '../../bundle/containers/image-reference';
import { PROBES } from '../../bundle/traffic/asked-ports';
import { type Json, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { SPRING, START_TIMES } from '../../programs/start-times';
import { type Finding, quoted, type Rule } from '../../rule';

/** No program that needs a startup probe starts in fewer seconds. */
const LEAST = 10;

/** A container has the time that its program takes to start, and that the other probes wait for. */
export const startupOutlastsDelays: Rule = {
  id: 'startup-outlasts-delays',
  answer: 'risk',
  why: 'other probes wait for the start of a container, and a startup probe that gives up earlier restarts the container before its end',
  example:
    'Deployment default/api: spec.template.spec.containers[api].startupProbe: expected at least 90 s, the initialDelaySeconds of livenessProbe, received 30 s (failureThreshold 3, periodSeconds 10) [startup-outlasts-delays]',
  check: ({ containers }) => containers.filter(({ init }) => !init).flatMap((container) => hasty(container)),
};

function hasty(container: Container): Finding[] {
  const { template, spec, path } = container;
  const startup = valueAt(spec, 'startupProbe') ?? undefined;
  const liveness = valueAt(spec, 'livenessProbe') ?? undefined;
  const [name, first] = startup === undefined ? ['livenessProbe', liveness] : ['startupProbe', startup];
  if (first === undefined) return [];
  const { failureThreshold, periodSeconds, total } = patienceOf(first);
  const least = leastOf(container);
  const finding = (expected: string): Finding => ({
    object: template.owner,
    field: `${path}.${name}`,
    expected,
    received: `${total} s (failureThreshold ${failureThreshold}, periodSeconds ${periodSeconds})`,
  });
  if (startup === undefined) {
    return least === undefined || total >= least
      ? []
      : [finding(`a startupProbe, or at least ${least} s before the first restart`)];
  }
  const needed = least ?? LEAST;
  return [
    ...(total >= needed ? [] : [finding(`at least ${needed} s`)]),
    ...['livenessProbe', 'readinessProbe']
      .filter((probe) => (numberAt(spec, probe, 'initialDelaySeconds') ?? 0) > total)
      .map((probe) =>
        finding(
          `at least ${quoted(valueAt(spec, probe, 'initialDelaySeconds'))} s, the initialDelaySeconds of ${probe}`,
        ),
      ),
  ];
}

/** The seconds that a well-known program takes. */
function leastOf(container: Container): number | undefined {
  const word = imageWord(container);
  const [, seconds] = START_TIMES.find(([image]) => image.test(word)) ?? [];
  const isOfSpring = (probe: string) => SPRING.path.test(stringAt(container.spec, probe, 'httpGet', 'path') ?? '');
  return seconds ?? (PROBES.some(isOfSpring) ? SPRING.seconds : undefined);
}

/** The seconds until a probe gives up. */
function patienceOf(startup: Json) {
  const failureThreshold = numberAt(startup, 'failureThreshold') ?? 3;
  const periodSeconds = numberAt(startup, 'periodSeconds') ?? 10;
  const delay = numberAt(startup, 'initialDelaySeconds') ?? 0;
  return { failureThreshold, periodSeconds, total: delay + failureThreshold * periodSeconds };
}
