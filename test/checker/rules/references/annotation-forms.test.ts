import { describe, expect, test } from '@jest/globals';
import { annotationForms } from '../../../../lib/checker/rules/references/annotation-forms';
import { judge } from '../judge';

describe('annotation-forms', () => {
  const object = (kind: string, metadata: object, spec: object = {}) =>
    judge(annotationForms, JSON.stringify({ apiVersion: 'v1', kind, metadata: { name: 'web', ...metadata }, spec }));
  const nginx = (name: string, value: string) =>
    object('Ingress', { annotations: { [`nginx.ingress.kubernetes.io/${name}`]: value } });

  test('finds a value that the controller of an Ingress does not read', () => {
    expect(nginx('proxy-read-timeout', '60s')).toEqual([annotationForms.example]);
    expect(nginx('proxy-read-timeout', '60')).toEqual([]);
    expect(nginx('proxy-body-size', '64Mi')).toHaveLength(1);
    expect(nginx('proxy-body-size', '64m')).toEqual([]);
    expect(nginx('rewrite-target', 'anything')).toEqual([]);
    expect(object('Pod', { annotations: { 'example.com/inject': 'maybe' } })).toEqual([]);
  });

  test('reads labels, and the metadata of pods', () => {
    expect(object('Namespace', { labels: { 'istio-injection': 'true' } })).toHaveLength(1);
    expect(object('Namespace', { labels: { 'istio-injection': 'enabled' } })).toEqual([]);
    const pods = (value: string) =>
      object(
        'Deployment',
        {},
        { template: { metadata: { annotations: { 'linkerd.io/inject': value } }, spec: { containers: [] } } },
      );
    expect(pods('true')[0]).toContain('spec.template.metadata.annotations[linkerd.io/inject]');
    expect(pods('enabled')).toEqual([]);
  });

  test('names the word that is near', () => {
    const secret = (type: string) => object('Secret', { labels: { 'argocd.argoproj.io/secret-type': type } });
    expect(secret('repo')[0]).toContain('received "repo"; did you mean "repository"?');
    expect(secret('repository')).toEqual([]);
  });

  test.each([
    ['alb.ingress.kubernetes.io/listen-ports', '[{HTTP: 80}]', '[{"HTTP": 80}, {"HTTPS":443}]'],
    ['eks.amazonaws.com/role-arn', 'arn:aws:iam:123456789012:role/web', 'arn:aws-cn:iam::123456789012:role/a/web'],
    ['iam.gke.io/gcp-service-account', 'web', 'web@acme.iam.gserviceaccount.com'],
    ['azure.workload.identity/client-id', 'web', '11111111-2222-3333-4444-555555555555'],
    ['helm.sh/hook', 'pre-instal', 'pre-install,pre-upgrade'],
    ['vault.hashicorp.com/agent-inject', 'yes', 'True'],
    ['sidecar.istio.io/inject', 'yes', '{{ .inject }}'],
  ])('reads %s', (key, wrong, right) => {
    const pod = (value: string) => object('Pod', { annotations: { [key]: value } });
    expect(pod(wrong)).toHaveLength(1);
    expect(pod(right)).toEqual([]);
  });

  test('finds a word for yes with which no relabelling keeps the pod', () => {
    const scraped = (value: string) => object('Service', { annotations: { 'prometheus.io/scrape': value } });
    expect(scraped('yes')).toHaveLength(1);
    expect(scraped('true')).toEqual([]);
  });
});
