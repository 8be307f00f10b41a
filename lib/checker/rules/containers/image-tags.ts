import { imageReference } from '../../bundle/containers/image-reference';
import { imageName } from '../../bundle/containers/image-users';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** The words in tags of official images: https://github.com/docker-library/official-images */
const WORDS = [
  ...['alpine', 'slim', 'bookworm', 'bullseye', 'buster', 'trixie', 'jammy', 'noble', 'focal', 'windowsservercore'],
  ...['management', 'apache', 'enterprise', 'community', 'perl', 'temurin', 'openssl', 'unprivileged', 'nanoserver'],
  ...['otel', 'latest', 'stable', 'mainline', 'oracle', 'ubuntu', 'debian', 'headless'],
];
const KNOWN = new Set(WORDS);

/** The tag of an official image has words that such tags have. */
export const imageTags: Rule = {
  id: 'image-tags',
  answer: 'risk',
  why: 'a mistyped word in a tag names an image that the registry does not have: ErrImagePull, ImagePullBackOff',
  example:
    'Deployment default/cache: spec.template.spec.containers[redis].image: expected the tag 7.2-alpine, received "redis:7.2-alpin" [image-tags]',
  check: ({ containers }) =>
    containers.flatMap((container): Finding[] => {
      const { tag, digest } = imageReference(container) ?? {};
      // Others may call their images as they like, and a digest wins over the tag.
      if (tag === undefined || digest !== undefined || imageName(container).includes('/')) return [];
      const words = tag.split('-');
      const meant = words.map((word) => {
        // `alpine3.20` is the word with a version.
        const letters = /^[a-z]{4,}/.exec(word)?.[0] ?? '';
        const near = KNOWN.has(letters) ? undefined : WORDS.find((known) => isTypo(letters, known));
        return near === undefined ? word : near + word.slice(letters.length);
      });
      if (meant.join('-') === tag) return [];
      return [
        {
          object: container.template.owner,
          field: `${container.path}.image`,
          expected: `the tag ${meant.join('-')}`,
          received: quoted(`${imageReference(container)?.repository}:${tag}`),
        },
      ];
    }),
};
