import { onWindows, securityContext } from '../../bundle/security-context';
import { quoted, type Rule } from '../../rule';

/** A container that may not run as root has a numeric user. */
export const numericUser: Rule = {
  id: 'numeric-user',
  answer: 'risk',
  why: 'the kubelet cannot tell whether a user that an image names, or leaves out, is root: it never starts the container',
  example:
    'Deployment default/api: spec.template.spec.securityContext.runAsUser: expected a user id above 0 (for api), received nothing [numeric-user]',
  check: ({ templates }) =>
    templates
      .filter((template) => !onWindows(template))
      .flatMap((template) => {
        const unknown = template.containers.filter(
          (container) =>
            securityContext(container, 'runAsNonRoot') === true &&
            securityContext(container, 'runAsUser') === undefined,
        );
        if (unknown.length === 0) return [];
        return [
          {
            object: template.owner,
            field: `${template.path}.securityContext.runAsUser`,
            expected: `a user id above 0 (for ${unknown.map(({ name }) => name).join(', ')})`,
            received: quoted(undefined),
          },
        ];
      }),
};
