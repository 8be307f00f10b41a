import { imageReference } from '../../bundle/containers/image-reference';
import { stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** An image name always means the same version. */
export const fixedImageTag: Rule = {
  id: 'fixed-image-tag',
  answer: 'opinion',
  why: 'behind `latest` stands another image tomorrow: pods of one deployment differ, and there is nothing to roll back to',
  example:
    'Deployment default/api: spec.template.spec.containers[api].image: expected a tag other than latest, or a digest, received "api:latest" [fixed-image-tag]',
  check: ({ containers, cluster }) =>
    containers.flatMap((container): Finding[] => {
      const { template, spec, path } = container;
      const image = imageReference(container);
      if (image === undefined || image.digest !== undefined || (image.tag ?? 'latest') !== 'latest') return [];
      // It is built where it runs: no registry can put another behind the name.
      if (cluster.importedImages && stringAt(spec, 'imagePullPolicy') === 'Never') return [];
      return [
        {
          // A node keeps the image that it pulled once: nodes differ for ever.
          answer: stringAt(spec, 'imagePullPolicy') === 'IfNotPresent' ? 'risk' : undefined,
          object: template.owner,
          field: `${path}.image`,
          expected: 'a tag other than latest, or a digest',
          received: quoted(stringAt(spec, 'image')),
        },
      ];
    }),
};
