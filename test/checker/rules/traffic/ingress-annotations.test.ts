import { describe, expect, test } from '@jest/globals';
import { ingressAnnotations } from '../../../../lib/checker/rules/traffic/ingress-annotations';
import { judge } from '../judge';

describe('ingress-annotations', () => {
  const ingress = (annotation: string) =>
    `---\n{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web, annotations: { ${annotation} } } }\n`;

  test('the controller reads no annotation of a near name', () => {
    expect(judge(ingressAnnotations, ingress('nginx.ingress.kubernetes.io/proxy-body-limit: 8m'))).toEqual([
      ingressAnnotations.example,
    ]);
    expect(judge(ingressAnnotations, ingress('nginx.ingress.kubernetes.io/proxy-body-size: 8m'))).toEqual([]);
  });

  test('the words of a prefix stand in their order', () => {
    expect(judge(ingressAnnotations, ingress('ingress.nginx.kubernetes.io/rewrite-target: /'))).toEqual([
      expect.stringContaining('did you mean "nginx.ingress.kubernetes.io"?'),
    ]);
  });

  test('nginx takes numbers and sizes of its own form', () => {
    const said = (text: string) => judge(ingressAnnotations, ingress(`nginx.ingress.kubernetes.io/${text}`));
    expect(said('proxy-read-timeout: "60s"')).toEqual([
      expect.stringContaining('expected a number of seconds without a unit, received "60s"'),
    ]);
    expect(said('proxy-body-size: 10MB')).toHaveLength(1);
    expect(said('ssl-redirect: "yes"')).toHaveLength(1);
    expect(said('proxy-read-timeout: "60"')).toEqual([]);
    expect(said('proxy-body-size: "0"')).toEqual([]);
  });

  test('names of other programs, and of actions, are their own', () => {
    expect(judge(ingressAnnotations, ingress('acme.dev/proxy-body-limit: 8m'))).toEqual([]);
    expect(judge(ingressAnnotations, ingress('alb.ingress.kubernetes.io/actions.redirect: "{}"'))).toEqual([]);
  });
});
