import { PROBES } from '../../bundle/traffic/asked-ports';
import { numberAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The default of progressDeadlineSeconds: https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#progress-deadline-seconds */
const DEFAULT = 600;

/** A pod can be ready before the rollout of its Deployment is given up. */
export const rolloutsHaveTime: Rule = {
  id: 'rollouts-have-time',
  answer: 'broken',
  why: 'a Deployment reports ProgressDeadlineExceeded if no pod gets ready in time: each rollout fails, and tools that wait for it roll back a version without a fault',
  example:
    'Deployment default/api: spec.progressDeadlineSeconds: expected more than 120, the initialDelaySeconds of readinessProbe of container api, received 60 [rollouts-have-time]',
  check: ({ containers }) =>
    containers.flatMap(({ template: { owner }, spec, name, init }): Finding[] => {
      if (owner.kind !== 'Deployment' || init) return [];
      const deadline = numberAt(owner, 'spec', 'progressDeadlineSeconds') ?? DEFAULT;
      const least = PROBES.filter((probe) => probe !== 'livenessProbe')
        .map((probe) => ({ probe, delay: numberAt(valueAt(spec, probe), 'initialDelaySeconds') ?? 0 }))
        .find(({ delay }) => delay >= deadline);
      if (least === undefined) return [];
      const expected = `more than ${least.delay}, the initialDelaySeconds of ${least.probe} of container ${name}`;
      const told = numberAt(owner, 'spec', 'progressDeadlineSeconds');
      const received = told === undefined ? `nothing (${DEFAULT})` : quoted(told);
      return [{ object: owner, field: 'spec.progressDeadlineSeconds', expected, received }];
    }),
};
