import { imageName, imageUser } from '../../bundle/containers/image-users';
import { onWindows, securityContext } from '../../bundle/containers/security-context';
import { outside } from '../../bundle/references/outside';
import { stringAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

/** A container that may not run as root has a numeric user. */
export const numericUser: Rule = {
  id: 'numeric-user',
  answer: 'risk',
  why: 'the kubelet cannot tell whether a user that an image names, or leaves out, is root: it never starts the container',
  example:
    'Deployment default/api: spec.template.spec.securityContext.runAsUser: expected a user id above 0 (for api), or an image with one, received nothing [numeric-user]',
  check: ({ templates }) =>
    templates
      .filter((template) => !onWindows(template))
      .flatMap((template) => {
        const unknown = template.containers.filter(
          (container) =>
            securityContext(container, 'runAsNonRoot') === true &&
            securityContext(container, 'runAsUser') === undefined,
        );
        const root = template.containers
          .filter((each) => securityContext(each, 'runAsNonRoot') === true && securityContext(each, 'runAsUser') === 0)
          .map(({ name }) => ({
            answer: 'broken' as const,
            object: template.owner,
            field: `${template.path}.securityContext.runAsUser`,
            expected: `a user id above 0 (for ${name}), since runAsNonRoot is true`,
            received: '0',
          }));
        const known = unknown.flatMap((container) => {
          const user = imageUser(container);
          if (user === undefined) return [];
          return [
            {
              answer: 'broken' as const,
              object: template.owner,
              field: `${template.path}.securityContext.runAsUser`,
              expected: `a user id above 0 (for ${container.name}): the user of ${imageName(container)} is ${user}`,
              received: quoted(undefined),
            },
          ];
        });
        // The image may have a numeric user of its own.
        const others = unknown.filter((container) => imageUser(container) === undefined);
        const open = others.map(({ spec, name }) => ({
          ...outside('Image', '', stringAt(spec, 'image') ?? name),
          object: template.owner,
          field: `${template.path}.securityContext.runAsUser`,
          expected: `a user id above 0 (for ${name}), or an image with one`,
          received: quoted(undefined),
        }));
        return [...root, ...known, ...open];
      }),
};
