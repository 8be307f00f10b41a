import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { accountOf, grantsOf, permits, requestOf } from '../../bundle/containers/grants';
import { imageReference } from '../../bundle/containers/image-reference';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { setting } from '../../bundle/containers/settings';
import { CONTROLLERS, SIDECAR } from '../../programs/controllers';
import type { Finding, Rule } from '../../rule';

/** A well-known controller may read and write what its options ask for. */
export const controllersPermitted: Rule = {
  id: 'controllers-permitted',
  answer: 'risk',
  why: 'a controller without one of its rights starts, gets "forbidden" for the rest of its life, and does nothing',
  example:
    'Deployment default/dns: spec.template.spec.serviceAccountName: expected a role with list for httproutes.gateway.networking.k8s.io, which external-dns asks for, received none for ServiceAccount default/dns [controllers-permitted]',
  about: ['RoleBinding'],
  check: (bundle) =>
    bundle.containers.flatMap((container): Finding[] => {
      const asks = asksOf(bundle, container);
      const own = asks.length === 0 ? undefined : grantsOf(bundle, container.template);
      if (own === undefined) return [];
      const isGranted = (need: string, everywhere: boolean) => {
        const request = requestOf(need);
        if (everywhere) return permits(own, { ...request, namespace: undefined });
        return own.some((grant) => permits([grant], { ...request, namespace: grant.namespace }));
      };
      const missing = asks.find(({ ask, everywhere }) => {
        const ways = ask.split(' or ').map((need, _, [first = '']) => whole(need, first));
        return !ways.some((need) => isGranted(need, everywhere));
      });
      if (missing === undefined) return [];
      const [verb, ...resources] = missing.ask.split(' ');
      const place = missing.everywhere ? ' in all namespaces (a ClusterRoleBinding)' : '';
      const name = imageReference(container)?.repository.split('/').at(-1);
      return [
        {
          object: container.template.owner,
          field: `${container.template.path}.serviceAccountName`,
          expected: `a role with ${verb} for ${resources.join(' ')}${place}, which ${name} asks for`,
          received: `none for ServiceAccount ${accountOf(container.template)}`,
        },
      ];
    }),
};

interface Ask {
  readonly ask: string;
  readonly everywhere: boolean;
}

function asksOf(bundle: Bundle, container: Container): Ask[] {
  const { repository = '', tag = '' } = imageReference(container) ?? {};
  const rows = CONTROLLERS.filter((row) => row.image.test(repository) && row.tag?.test(tag) !== false);
  const isSidecar = SIDECAR.test(repository);
  if (rows.length === 0 && !isSidecar) return [];
  const line = commandLine(container).join(' ');
  // Another kubeconfig is another identity.
  if (/--?kubeconfig/.test(line)) return [];
  const kinds = isSidecar ? (setting(bundle, container, ['RESOURCE'])?.value ?? 'configmap') : '';
  const texts = rows.some(({ file }) => file !== undefined) ? filesOf(bundle, container) : [];
  const told = rows.filter(({ option, file }) => {
    return option?.test(line) !== false && (!file || texts.some((text) => file.test(text)));
  });
  const watched = [
    ...(/configmap|both/.test(kinds) ? ['list configmaps'] : []),
    ...(/secret|both/.test(kinds) ? ['list secrets'] : []),
  ];
  return [
    ...told.flatMap(({ asks, everywhere = false }) => asks.map((ask) => ({ ask, everywhere }))),
    ...watched.map((ask) => ({ ask, everywhere: false })),
  ];
}

/** The files of a pod: an init container may copy a file of a Secret to the program. */
function filesOf(bundle: Bundle, { template: { namespace, containers } }: Container): string[] {
  const mounted = containers.flatMap((each) => mountedFiles(bundle, each));
  const secrets = mounted.flatMap(({ kind, configMap }) => {
    return kind === 'Secret' ? (bundle.secret(namespace, configMap)?.values ?? []) : [];
  });
  const files = mounted.flatMap((each) => [...each.files.values()]);
  return [...files, ...secrets.map(({ value }) => value)].filter((text) => text !== undefined);
}

/** The second of `list a or b` has the verb of the first. */
const whole = (need: string, first: string): string => (need.includes(' ') ? need : `${first.split(' ')[0]} ${need}`);
