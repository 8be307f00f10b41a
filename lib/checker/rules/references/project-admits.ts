import { apiGroup, listAt, type Manifest, named, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { operatedKind } from '../../operators';
import { type Finding, quoted, type Rule } from '../../rule';

/** An AppProject admits what its Applications deliver: https://argo-cd.readthedocs.io/en/stable/user-guide/projects/ */
export const projectAdmits: Rule = {
  id: 'project-admits',
  answer: 'broken',
  why: 'Argo CD applies nothing of an Application whose repository, namespace or kinds its AppProject does not admit',
  example:
    'CronJob shop/report: kind: expected a kind in spec.namespaceResourceWhitelist of AppProject argocd/shop, received "batch/CronJob" [project-admits]',
  about: ['AppProject'],
  check: (bundle) =>
    bundle.ofKind('Application').flatMap((application): Finding[] => {
      const name = stringAt(application, 'spec', 'project') ?? '';
      const project = bundle.find('AppProject', namespaceOf(application), name);
      const files = operatedKind(application)?.delivers?.(application);
      if (!project || !files) return [];
      const target = stringAt(application, 'spec', 'destination', 'namespace');
      const refused = (object: Manifest, field: string, what: string, list: string, received: string): Finding => {
        const expected = `${what} in spec.${list} of ${named('AppProject', namespaceOf(project), name)}`;
        return { object, field, expected, received: quoted(received) };
      };
      const repository = stringAt(application, 'spec', 'source', 'repoURL') ?? '';
      const admitsRepository = admits(listAt(project, 'spec', 'sourceRepos'), repository);
      const delivered = bundle.manifests.filter(files.reads);
      return [
        ...(admitsRepository
          ? []
          : [refused(application, 'spec.source.repoURL', 'a repository', 'sourceRepos', repository)]),
        ...(target === undefined || delivered.length > 0 || hasDestination(project, application, target)
          ? []
          : [refused(application, 'spec.destination.namespace', 'a namespace', 'destinations', target)]),
        ...delivered.flatMap((object) => {
          const clusterWide = namespaceOf(object) === '';
          const list = clusterWide ? 'clusterResourceWhitelist' : 'namespaceResourceWhitelist';
          const namespace =
            object.metadata.namespace ?? stringAt(application, 'spec', 'destination', 'namespace') ?? '';
          const kind = `${apiGroup(object.apiVersion)}/${object.kind}`;
          return [
            ...(clusterWide || hasDestination(project, application, namespace)
              ? []
              : [refused(object, 'metadata.namespace', 'a namespace', 'destinations', namespace)]),
            ...(hasKind(project, list, object) ? [] : [refused(object, 'kind', 'a kind', list, kind)]),
          ];
        }),
      ];
    }),
};

/** True if the project lets an Application write to a namespace of its cluster. */
function hasDestination(project: Manifest, application: Manifest, namespace: string): boolean {
  const destinations = listAt(project, 'spec', 'destinations').filter((destination) =>
    // A name and a URL may be of one cluster.
    ['name', 'server'].every((field) => {
      const [pattern, cluster] = [stringAt(destination, field), stringAt(application, 'spec', 'destination', field)];
      return pattern === undefined || cluster === undefined || admits([pattern], cluster);
    }),
  );
  return admits(
    destinations.map((destination) => stringAt(destination, 'namespace') ?? ''),
    namespace,
  );
}

/** Without a list, a project admits every kind in namespaces, and no other. */
function hasKind(project: Manifest, list: string, { apiVersion, kind }: Manifest): boolean {
  const isOpen = list === 'namespaceResourceWhitelist' && valueAt(project, 'spec', list) === undefined;
  const isListed = (each: unknown) =>
    admits([stringAt(each, 'group')], apiGroup(apiVersion)) && admits([stringAt(each, 'kind')], kind);
  const refused = listAt(project, 'spec', list.replace('White', 'Black')).some(isListed);
  return !refused && (isOpen || listAt(project, 'spec', list).some(isListed));
}

/** True if a pattern with `*` admits a name, and none that begins with `!` rejects the name. */
function admits(patterns: readonly unknown[], name: string): boolean {
  const matching = patterns.map(String).filter((pattern) => {
    const text = pattern.replace(/^!/, '').replace(/[.+^$()|[\]{}\\?]/g, '\\$&');
    return new RegExp(`^${text.replaceAll('*', '.*')}$`).test(name);
  });
  return matching.length > 0 && matching.every((pattern) => !pattern.startsWith('!'));
}
