import { stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const PART = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const HOST = '(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9a-fA-F:]+\\])(?::\\d+)?';
/** https://github.com/distribution/reference: a host, a path in small letters, a tag, a digest. */
const REFERENCE = new RegExp(
  `^(?:${HOST}/)?${PART}(?:/${PART})*(?::\\w[\\w.-]{0,127})?(?:@[a-z0-9+._-]+:[0-9a-f]{32,})?$`,
);

/** The name of an image can be read by the kubelet. */
export const imageNames: Rule = {
  id: 'image-names',
  answer: 'broken',
  why: 'the API server accepts any text for an image; the kubelet pulls nothing for one that it cannot read: InvalidImageName',
  example:
    'Deployment default/api: spec.template.spec.containers[api].image: expected a name such as ghcr.io/acme/api:1.0.0, in small letters and without https://, received "https://ghcr.io/Acme/api:1.0.0" [image-names]',
  check: ({ containers }) =>
    containers.flatMap(({ template: { owner: object }, spec, path }): Finding[] => {
      const image = stringAt(spec, 'image') ?? '';
      // ko builds an image, and puts its name in the place of a ko:// path.
      if (image === '' || REFERENCE.test(image) || image.startsWith('ko://')) return [];
      const expected = 'a name such as ghcr.io/acme/api:1.0.0, in small letters and without https://';
      return [{ object, field: `${path}.image`, expected, received: quoted(image) }];
    }),
};
