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

  test('names of other programs, and of actions, are their own', () => {
    expect(judge(ingressAnnotations, ingress('acme.dev/proxy-body-limit: 8m'))).toEqual([]);
    expect(judge(ingressAnnotations, ingress('alb.ingress.kubernetes.io/actions.redirect: "{}"'))).toEqual([]);
  });
});
