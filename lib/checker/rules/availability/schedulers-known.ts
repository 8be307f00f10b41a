import { stringAt } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

const OWN = 'default-scheduler';
/** Names that people take for that of the scheduler of Kubernetes. */
const TAKEN = new Set(['default', 'kube-scheduler', 'scheduler', 'kubernetes']);

/** The scheduler of a pod is that of Kubernetes, or another one that runs. */
export const schedulersKnown: Rule = {
  id: 'schedulers-known',
  answer: 'broken',
  why: 'a pod for a scheduler that does not run stays Pending, without an event that says why',
  example:
    'Deployment default/api: spec.template.spec.schedulerName: expected "default-scheduler", received "default" [schedulers-known]',
  about: ['schedulerName'],
  check: (bundle) =>
    bundle.templates.flatMap(({ owner, spec, path }): Finding[] => {
      const name = stringAt(spec, 'schedulerName');
      if (name === undefined || !(TAKEN.has(name) || isTypo(name, OWN))) return [];
      // A second scheduler may have a profile of that name.
      const isOther = bundle.manifests.some(({ kind, metadata }) => kind !== 'Namespace' && metadata.name === name);
      if (isOther) return [];
      return [{ object: owner, field: `${path}.schedulerName`, expected: quoted(OWN), received: quoted(name) }];
    }),
};
