import { describe, expect, test } from '@jest/globals';
import { NEEDED_ANNOTATIONS } from '../../../../lib/checker/programs/needed-annotations';
import { annotationsComplete } from '../../../../lib/checker/rules/references/annotations-complete';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('annotations-complete', () => {
  const of = (annotations: string, kind = 'Ingress') =>
    `---\n{ apiVersion: v1, kind: ${kind}, metadata: { name: web, annotations: { ${annotations} } } }\n`;
  const nginx = (name: string, value: string) => `nginx.ingress.kubernetes.io/${name}: "${value}"`;

  test('finds a weight of an Ingress that is no canary', () => {
    expect(judge(annotationsComplete, of(nginx('canary-weight', '20')))).toEqual([annotationsComplete.example]);
  });

  test.each([
    ['the name of a cookie without affinity', of(nginx('session-cookie-name', 'route'))],
    ['a cookie with another affinity', of(`${nginx('session-cookie-name', 'r')}, ${nginx('affinity', 'ip')}`)],
    ['a password file without the type', of(nginx('auth-secret', 'basic'))],
    ['a redirect to TLS without a listener', of('alb.ingress.kubernetes.io/ssl-redirect: "443"')],
    ['the port of metrics that nobody scrapes', of('prometheus.io/port: "9090"', 'Service')],
    ['the weight of no hook', of('helm.sh/hook-weight: "1"', 'Job')],
    ['the duration of no certificate', of('cert-manager.io/duration: 24h')],
  ])('finds %s', (_, yaml) => {
    expect(judge(annotationsComplete, yaml)).toHaveLength(1);
  });

  test('says once which annotation is missing, and finds annotations of pods', () => {
    expect(
      judge(annotationsComplete, of(`${nginx('cors-max-age', '5')}, ${nginx('cors-allow-origin', 'a')}`)),
    ).toHaveLength(1);
    const pod = (more: string) =>
      deployment(
        '{ name: api }',
        undefined,
        `{ annotations: { vault.hashicorp.com/agent-inject-secret-db: kv/db ${more} } }`,
      );
    expect(judge(annotationsComplete, pod(''))).toEqual([
      'Deployment default/api: spec.template.metadata.annotations[vault.hashicorp.com/agent-inject-secret-db]: expected vault.hashicorp.com/agent-inject: true beside, without which the annotation has no effect, received nothing [annotations-complete]',
    ]);
    expect(judge(annotationsComplete, pod(', vault.hashicorp.com/agent-inject: "true"'))).toEqual([]);
  });

  test.each([
    ['a canary', of(`${nginx('canary-weight', '20')}, ${nginx('canary', 'true')}`)],
    ['what is switched off on purpose', of(`${nginx('cors-max-age', '5')}, ${nginx('enable-cors', 'false')}`)],
    ['one of several', of(`${nginx('limit-whitelist', '10.0.0.0/8')}, ${nginx('limit-connections', '5')}`)],
    [
      'a certificate in place of a port',
      of('alb.ingress.kubernetes.io/ssl-redirect: "443", alb.ingress.kubernetes.io/certificate-arn: arn:aws:acm:a'),
    ],
    ['the duration of a thing that is no Ingress', of('cert-manager.io/duration: 24h', 'Secret')],
    ['annotations of others', of('example.com/canary-weight: "20", constructor: a')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(annotationsComplete, yaml)).toEqual([]);
  });

  test('each row names the annotation to set', () => {
    const rows = Object.values(NEEDED_ANNOTATIONS).flat();
    expect(rows.filter(({ needs }) => !needs.every((each) => each.includes('/')))).toEqual([]);
  });
});
