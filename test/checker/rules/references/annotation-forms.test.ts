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

  const NUMBER = 'a number without a unit';
  const SIZE = 'a number with k, m or g, which nginx reads, as in 64m';
  const SWITCH = 'one of true, false';
  const HOURS = 'a time in hours, as in';

  test.each([
    ['nginx.ingress.kubernetes.io/', 'limit-rps limit-rpm limit-connections limit-burst-multiplier', '1', '1s', NUMBER],
    ['nginx.ingress.kubernetes.io/', 'proxy-connect-timeout proxy-send-timeout canary-weight', '1', '1s', NUMBER],
    ['nginx.ingress.kubernetes.io/', 'client-body-buffer-size proxy-buffer-size', '8k', '8Ki', SIZE],
    ['nginx.ingress.kubernetes.io/', 'ssl-redirect use-regex enable-cors ssl-passthrough', 'True', 'on', SWITCH],
    ['nginx.ingress.kubernetes.io/', 'backend-protocol', 'grpc', 'TCP', 'HTTP, HTTPS, AUTO_HTTP, GRPC, GRPCS or FCGI'],
    ['nginx.ingress.kubernetes.io/', 'affinity', 'cookie', 'session', 'one of cookie, none'],
    ['nginx.ingress.kubernetes.io/', 'affinity-mode', 'persistent', 'sticky', 'one of balanced, persistent'],
    ['nginx.ingress.kubernetes.io/', 'auth-type', 'digest', 'oauth', 'one of basic, digest'],
    ['nginx.ingress.kubernetes.io/', 'auth-secret-type', 'auth-map', 'map', 'one of auth-file, auth-map'],
    ['nginx.ingress.kubernetes.io/', 'proxy-buffering proxy-request-buffering', 'off', 'false', 'one of on, off'],
    [
      'nginx.ingress.kubernetes.io/',
      'auth-tls-verify-client',
      'optional_no_ca',
      'true',
      'one of on, off, optional, optional_no_ca',
    ],
    ['nginx.ingress.kubernetes.io/', 'auth-url auth-signin', '$a', 'sso', 'a URL with http:// or https://'],
    ['alb.ingress.kubernetes.io/', 'scheme', 'internet-facing', 'public', 'one of internal, internet-facing'],
    ['alb.ingress.kubernetes.io/', 'target-type', 'ip', 'pod', 'one of instance, ip'],
    ['alb.ingress.kubernetes.io/', 'backend-protocol healthcheck-protocol', 'HTTPS', 'https', 'one of HTTP, HTTPS'],
    ['alb.ingress.kubernetes.io/', 'ssl-redirect', '443', 'true', 'the number of a port'],
    [
      'alb.ingress.kubernetes.io/',
      'ip-address-type',
      'dualstack',
      'ipv6',
      'one of ipv4, dualstack, dualstack-without-',
    ],
    ['alb.ingress.kubernetes.io/', 'listen-ports', '[{"HTTP": 80}]', '443', "JSON, as in '[{"],
    ['service.beta.kubernetes.io/', 'aws-load-balancer-type', 'nlb-ip', 'alb', 'one of external, nlb, nlb-ip'],
    ['service.beta.kubernetes.io/', 'aws-load-balancer-scheme', 'internal', 'public', 'one of internal, internet-'],
    ['service.beta.kubernetes.io/', 'aws-load-balancer-nlb-target-type', 'ip', 'pod', 'one of instance, ip'],
    ['service.beta.kubernetes.io/', 'aws-load-balancer-backend-protocol', 'SSL', 'udp', 'tcp, ssl, http or https'],
    ['service.beta.kubernetes.io/', 'azure-load-balancer-internal', 'true', 'yes', SWITCH],
    ['networking.gke.io/', 'load-balancer-type', 'internal', 'private', 'Internal'],
    ['cloud.google.com/', 'load-balancer-type', 'Internal', 'private', 'Internal'],
    ['argocd.argoproj.io/', 'sync-wave', '-1', 'first', NUMBER],
    [
      'argocd.argoproj.io/',
      'hook',
      'PreSync,SyncFail',
      'Presync',
      'one of PreSync, Sync, PostSync, SyncFail, PostDelete,',
    ],
    ['argocd.argoproj.io/', 'hook-delete-policy', 'HookFailed', 'Failed', 'one of HookSucceeded, HookFailed, Before'],
    ['argocd.argoproj.io/', 'refresh', 'hard', 'true', 'one of normal, hard'],
    ['helm.sh/', 'hook-weight', '-5', 'first', NUMBER],
    ['helm.sh/', 'hook-delete-policy', 'hook-failed', 'failed', 'one of before-hook-creation, hook-succeeded, hook-'],
    ['helm.sh/', 'resource-policy', 'keep', 'retain', 'one of keep'],
    ['kustomize.toolkit.fluxcd.io/', 'prune reconcile', 'disabled', 'false', 'one of enabled, disabled'],
    ['istio.io/', 'dataplane-mode', 'ambient', 'sidecar', 'one of ambient, none'],
    ['traefik.ingress.kubernetes.io/', 'service.serversscheme', 'h2c', 'grpc', 'one of http, https, h2c'],
    ['traefik.ingress.kubernetes.io/', 'router.tls', 'T', 'yes', SWITCH],
    [
      'traefik.ingress.kubernetes.io/',
      'router.middlewares',
      'a-b@file, c@d',
      'strip',
      '<namespace>-<name>@kubernetescrd',
    ],
    ['prometheus.io/', 'port', '9090', 'http', 'the number of a port'],
    ['prometheus.io/', 'scheme', 'https', 'tls', 'one of http, https'],
    ['prometheus.io/', 'probe', 'true', 'True', SWITCH],
    ['cluster-autoscaler.kubernetes.io/', 'safe-to-evict scale-down-disabled', 'false', 'no', SWITCH],
    ['karpenter.sh/', 'do-not-disrupt', 'true', 'yes', SWITCH],
    ['external-dns.alpha.kubernetes.io/', 'ttl', '5m', '5 minutes', 'a number of seconds, or a time such as 5m'],
    [
      'external-dns.alpha.kubernetes.io/',
      'hostname',
      'a.example.com',
      'http://a',
      'a host without a scheme and a path',
    ],
    ['rbac.authorization.kubernetes.io/', 'autoupdate', 'true', 'yes', SWITCH],
    ['storageclass.kubernetes.io/', 'is-default-class', 'true', 'yes', SWITCH],
    ['ingressclass.kubernetes.io/', 'is-default-class', 'true', 'yes', SWITCH],
    ['controller.kubernetes.io/', 'pod-deletion-cost', '-100', 'high', NUMBER],
    [
      'pod-security.kubernetes.io/',
      'enforce audit warn',
      'baseline',
      'strict',
      'one of privileged, baseline, restricted',
    ],
    ['autoscaling.keda.sh/', 'paused-replicas', '0', 'all', NUMBER],
    ['cert-manager.io/', 'private-key-algorithm', 'ECDSA', 'EC', 'one of RSA, ECDSA, Ed25519'],
    ['dapr.io/', 'enabled', '1', 'on', SWITCH],
    ['reloader.stakater.com/', 'auto', 'TRUE', 'yes', SWITCH],
    ['cert-manager.io/', 'duration', '2160h', '90d', `${HOURS} 2160h`],
    ['cert-manager.io/', 'renew-before', '720h', '30d', `${HOURS} 720h`],
  ])('%s%s may be %s, and not %s', (prefix, names, right, wrong, expected) => {
    for (const name of names.split(' ')) {
      const key = `${prefix}${name}`;
      expect(object('Any', { annotations: { [key]: wrong } })[0]).toContain(`[${key}]: expected ${expected}`);
      expect(object('Any', { annotations: { [key]: right } })).toEqual([]);
    }
  });
});
