import type { Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { imageReference } from '../../bundle/containers/image-reference';
import { getOrInsert } from '../../manifest/get-or-insert';
import { identity } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The options with the name of a Lease: of controller-runtime, of client-go, and of Kubernetes' own programs. */
const NAME =
  /^--?(?:leader-election-id|leader-election-name|leader-elect-resource-name|leader-elect-lease-name|lease-name|leader-lock-name)=(.+)$/;
const NAMESPACE = /^--?(?:leader-election-namespace|leader-elect-resource-namespace|lease-namespace)=(.+)$/;

interface Elector {
  readonly container: Container;
  readonly image: string;
  readonly name: string;
}

/** Two programs elect their leaders by two Leases. */
export const leasesApart: Rule = {
  id: 'leases-apart',
  answer: 'risk',
  why: 'two controllers with one Lease are two candidates for one leader: one of the controllers never does any work',
  example:
    'Deployment default/quota: spec.template.spec.containers[manager].args: expected a Lease of its own (Deployment default/tenant elects by this one), received "acme-operator" [leases-apart]',
  about: ['leader-elect', 'lease-name', 'leader-lock-name'],
  check: (bundle) => {
    const electors = new Map<string, Elector[]>();
    for (const container of bundle.containers) {
      const line = commandLine(container);
      const name = line.flatMap((word) => NAME.exec(word)?.[1] ?? [])[0];
      const place = line.flatMap((word) => NAMESPACE.exec(word)?.[1] ?? [])[0] ?? container.template.namespace;
      const image = imageReference(container)?.repository;
      if (name === undefined || image === undefined || /[$({]/.test(name)) continue;
      getOrInsert(electors, `${place}/${name}`, () => []).push({ container, image, name });
    }
    return [...electors.values()].flatMap(([first, ...others]) =>
      others
        // One program may run twice: in two zones, or as two shards.
        .filter(
          ({ image, container }) => first && image !== first.image && container.template !== first.container.template,
        )
        .map(({ container, name }): Finding => {
          const expected = `a Lease of its own (${identity(first?.container.template.owner ?? container.template.owner)} elects by this one)`;
          return {
            object: container.template.owner,
            field: `${container.path}.args`,
            expected,
            received: quoted(name),
          };
        }),
    );
  },
};
