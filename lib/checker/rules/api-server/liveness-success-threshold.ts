import { numberAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A single success is enough for liveness and startup probes. */
export const livenessSuccessThreshold: Rule = {
  id: 'liveness-success-threshold',
  answer: 'broken',
  why: 'the API server rejects a liveness or startup probe that wants more than one success',
  example:
    'Deployment default/api: spec.template.spec.containers[api].livenessProbe.successThreshold: expected 1, received 2 [liveness-success-threshold]',
  about: ['successThreshold'],
  check: ({ containers }) =>
    containers.flatMap(({ template, spec, path }) =>
      ['startupProbe', 'livenessProbe'].flatMap((probe): Finding[] => {
        // 0 is read as the default, which is 1.
        const threshold = numberAt(spec, probe, 'successThreshold') || 1;
        if (threshold === 1) return [];
        const field = `${path}.${probe}.successThreshold`;
        return [{ object: template.owner, field, expected: '1', received: quoted(threshold) }];
      }),
    ),
};
