import { stringAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

/** Only a cluster with imported images may skip pulling. */
export const pullPolicyNever: Rule = {
  id: 'pull-policy-never',
  answer: 'risk',
  why: 'a node that does not happen to hold the image never starts the pod (ErrImageNeverPull)',
  example:
    'Deployment default/api: spec.template.spec.containers[api].imagePullPolicy: expected IfNotPresent or Always: nobody declared that images are imported into this cluster, received "Never" [pull-policy-never]',
  about: ['Never'],
  check: ({ containers, cluster }) =>
    containers
      .filter(({ spec }) => !cluster.importedImages && stringAt(spec, 'imagePullPolicy') === 'Never')
      .map(({ template, spec, path }) => ({
        // A name without a registry or an owner is that of an image made on the spot.
        answer: /^[^/]+$/.test(stringAt(spec, 'image') ?? '') ? 'opinion' : undefined,
        object: template.owner,
        field: `${path}.imagePullPolicy`,
        expected: 'IfNotPresent or Always: nobody declared that images are imported into this cluster',
        received: quoted('Never'),
      })),
};
