import { Construct } from 'constructs';
import { Application, AppProject, type AppProjectSpecDestinations } from '../../../imports/argoproj.io';
import { apiGroup, type Manifest, namespaceOf } from '../../checker/manifest/manifest';
import { type ArgoCd, deliveredFolder, namespaceOfTool } from '../../values/delivery';
import type { DeliveredManifests } from './delivered-manifests';

/** Deletes the objects of an Application together with the Application: https://argo-cd.readthedocs.io/en/stable/user-guide/app_deletion/ */
const FINALIZERS = ['resources-finalizer.argocd.argoproj.io'];

/** The order of the Applications where another Application applies them: https://argo-cd.readthedocs.io/en/stable/user-guide/sync-waves/ */
const WAVE = 'argocd.argoproj.io/sync-wave';

const SYNC_POLICY = {
  automated: { prune: true, selfHeal: true },
  // The first try may come before the namespace: the last of ten follows about twenty minutes later.
  retry: { limit: 10, backoff: { duration: '5s', factor: 2, maxDuration: '3m' } },
  syncOptions: ['PruneLast=true', 'FailOnSharedResource=true'],
};

/**
 * The objects by which Argo CD applies an environment: an Application for each file, and an AppProject that admits the
 * repository, the kinds and the namespaces of the manifests, and nothing else.
 */
export class ArgoCdObjects extends Construct {
  constructor(scope: Construct, id: string, argoCd: ArgoCd, { environment, cluster, files }: DeliveredManifests) {
    super(scope, id);
    const { product, repository, revision } = argoCd;
    const namespace = namespaceOfTool({ argoCd });
    const project = `${product}-${environment}`;
    const name = argoCd.cluster ?? cluster;
    const place = name === undefined ? { server: 'https://kubernetes.default.svc' } : { name };
    const manifests = [...files.values()].flat();

    new AppProject(this, 'project', {
      metadata: { name: project, namespace, annotations: { [WAVE]: '-1' } },
      spec: {
        sourceRepos: [repository],
        destinations: namespacesOf(manifests).map(
          (each): AppProjectSpecDestinations => ({ ...place, namespace: each }),
        ),
        clusterResourceWhitelist: kindsOf(manifests.filter((manifest) => namespaceOf(manifest) === '')),
        namespaceResourceWhitelist: kindsOf(manifests.filter((manifest) => namespaceOf(manifest) !== '')),
      },
    });
    for (const [file, objects] of files) {
      const [, depth = '0', system = file] = /^(\d+)-(.+)\.k8s\.yaml$/.exec(file) ?? [];
      new Application(this, `application-${system}`, {
        metadata: { name: `${project}-${system}`, namespace, annotations: { [WAVE]: depth }, finalizers: FINALIZERS },
        spec: {
          project,
          source: {
            repoUrl: repository,
            targetRevision: revision,
            path: deliveredFolder({ argoCd }, environment),
            directory: { include: file },
          },
          // Argo CD asks whether the project admits the namespace of the Application itself, too.
          destination: { ...place, namespace: namespacesOf(objects)[0] ?? namespacesOf(manifests)[0] ?? 'default' },
          syncPolicy: SYNC_POLICY,
        },
      });
    }
  }
}

/** The namespaces of objects, and those that are made here. */
function namespacesOf(manifests: readonly Manifest[]): string[] {
  const names = manifests.map(
    (manifest) => namespaceOf(manifest) || (manifest.kind === 'Namespace' ? manifest.metadata.name : ''),
  );
  return [...new Set(names)].filter((name) => name !== '').sort();
}

function kindsOf(manifests: readonly Manifest[]): { group: string; kind: string }[] {
  const ids = new Set(manifests.map(({ apiVersion, kind }) => `${apiGroup(apiVersion)}/${kind}`));
  return [...ids].sort().map((id) => {
    const [group = '', kind = ''] = id.split('/');
    return { group, kind };
  });
}
