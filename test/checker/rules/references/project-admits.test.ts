import { describe, expect, test } from '@jest/globals';
import { projectAdmits } from '../../../../lib/checker/rules/references/project-admits';
import { application, judgeFiles } from '../delivered';
import { judge } from '../judge';

const project = (spec = ''): string => `
apiVersion: argoproj.io/v1alpha1
kind: AppProject
metadata: { name: shop, namespace: argocd }
spec:
  sourceRepos: [https://git.example.com/shop]
  destinations: [{ server: https://kubernetes.default.svc, namespace: shop }]
  clusterResourceWhitelist: [{ group: '', kind: Namespace }]
  namespaceResourceWhitelist: [{ group: apps, kind: Deployment }]
${spec}`;

const object = (kind: string, apiVersion = 'apps/v1', metadata = 'name: report, namespace: shop'): string =>
  `{ apiVersion: ${apiVersion}, kind: ${kind}, metadata: { ${metadata} } }`;

const said = (
  text: string,
  of = project(),
  source = 'directory: { include: 1-api.yaml }',
  file = 'dist/live/1-api.yaml',
) => judgeFiles(projectAdmits, { 'gitops/live/argo-cd.yaml': `${of}\n---${application(source)}`, [file]: text });

describe('an AppProject admits what its Applications deliver', () => {
  test('a kind that the list lacks is refused', () => {
    expect(said(object('CronJob', 'batch/v1'))).toEqual([projectAdmits.example]);
    expect(said(object('Deployment'))).toEqual([]);
  });

  test('a kind of another group is another kind', () => {
    expect(said(object('Deployment', 'example.com/v1'))).toEqual([
      expect.stringContaining('received "example.com/Deployment"'),
    ]);
  });

  test('a namespace that is no destination is refused', () => {
    expect(said(object('Deployment', 'apps/v1', 'name: api, namespace: shop-2'))).toEqual([
      'Deployment shop-2/api: metadata.namespace: expected a namespace in spec.destinations of AppProject argocd/shop, received "shop-2" [project-admits]',
    ]);
    expect(said(object('Deployment', 'apps/v1', 'name: api'))).toEqual([]);
  });

  test('a namespace of another cluster is no destination', () => {
    const elsewhere = project().replace('https://kubernetes.default.svc', 'https://10.0.0.1');
    expect(said(object('Deployment'), elsewhere)).toHaveLength(1);
    // A name and a URL may be of one cluster.
    expect(said(object('Deployment'), project().replace('server: https://kubernetes.default.svc', 'name: x'))).toEqual(
      [],
    );
  });

  test('an object without a namespace needs an entry of its own list', () => {
    expect(said(object('Namespace', 'v1', 'name: shop'))).toEqual([]);
    expect(said(object('ClusterRole', 'rbac.authorization.k8s.io/v1', 'name: shop'))).toEqual([
      expect.stringContaining('a kind in spec.clusterResourceWhitelist'),
    ]);
  });

  test('another repository is refused', () => {
    expect(said(object('Deployment'), project().replace('example.com/shop', 'example.com/store'))).toEqual([
      'Application argocd/shop-api: spec.source.repoURL: expected a repository in spec.sourceRepos of AppProject argocd/shop, received "https://git.example.com/shop" [project-admits]',
    ]);
  });

  test('a pattern admits what it matches, and one with ! rejects it', () => {
    const open = project().replace('namespace: shop }', "namespace: 'sh*' }, { namespace: '!shop-2' }");
    expect(said(object('Deployment'), open)).toEqual([]);
    expect(said(object('Deployment', 'apps/v1', 'name: api, namespace: shop-2'), open)).toHaveLength(1);
  });

  test('without a list of kinds in namespaces, every kind is admitted that no other list names', () => {
    const open = project().replace(/ +namespaceResourceWhitelist.*\n/, '');
    expect(said(object('CronJob', 'batch/v1'), open)).toEqual([]);
    const closed = `${open}  namespaceResourceBlacklist: [{ group: batch, kind: '*' }]`;
    expect(said(object('CronJob', 'batch/v1'), closed)).toHaveLength(1);
  });

  test('an object in a file that no Application reads is not judged', () => {
    const job = object('CronJob', 'batch/v1');
    const include = 'directory: { include: 1-api.yaml }';
    expect(said(job, project(), include, 'dist/live/1-web.yaml')).toEqual([]);
    expect(said(job, project(), include, 'dist/stage/1-api.yaml')).toEqual([]);
    expect(said(job, project(), '', 'dist/live/below/1-api.yaml')).toEqual([]);
  });

  test.each(["'1-{api,web}.yaml'", "'*.yaml'", "'?-api.yaml'"])('an Application may include files as %s', (glob) => {
    expect(said(object('CronJob', 'batch/v1'), project(), `directory: { include: ${glob} }`)).toHaveLength(1);
  });

  test('the file may be named from a folder further down', () => {
    expect(said(object('CronJob', 'batch/v1'), project(), '', 'live/1-api.yaml')).toHaveLength(1);
  });

  test('the namespace of an Application is one of the project, whatever is delivered', () => {
    const project =
      '---\n{ apiVersion: argoproj.io/v1alpha1, kind: AppProject, metadata: { name: shop, namespace: argocd }, spec: { sourceRepos: ["*"], destinations: [{ namespace: "shop-*", server: "*" }] } }\n';
    const to = (namespace: string) =>
      judge(
        projectAdmits,
        `${project}---\n{ apiVersion: argoproj.io/v1alpha1, kind: Application, metadata: { name: web, namespace: argocd }, spec: { project: shop, source: { repoURL: a }, destination: { namespace: ${namespace} } } }\n`,
      );
    expect(to('shop-web')).toEqual([]);
    expect(to('web')).toEqual([
      expect.stringContaining('spec.destination.namespace: expected a namespace in spec.destinations'),
    ]);
  });
});
