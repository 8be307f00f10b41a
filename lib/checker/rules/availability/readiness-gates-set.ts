import type { Bundle } from '../../bundle/bundle';
import { texts } from '../../bundle/containers/texts';
import { getOrInsert } from '../../manifest/get-or-insert';
import { entriesAt, listAt, namespaceOf, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { type Finding, quoted, type Rule } from '../../rule';

/** Somebody sets the conditions on which the readiness of a pod waits. */
export const readinessGatesSet: Rule = {
  id: 'readiness-gates-set',
  answer: 'risk',
  why: 'a pod with a readiness gate is ready once a controller sets the condition: where nobody does, no pod ever is, and the Service stays empty',
  example:
    'Deployment default/api: spec.template.spec.readinessGates[0].conditionType: expected a condition that a controller sets: no TargetGroupBinding, Ingress or Service of the namespace belongs to the AWS Load Balancer Controller, received "target-health.elbv2.k8s.aws/api" [readiness-gates-set]',
  about: ['readinessGates'],
  check: (bundle) =>
    bundle.templates.flatMap(({ owner: object, namespace, spec, path }) =>
      listAt(spec, 'readinessGates').flatMap((gate, index): Finding[] => {
        const condition = stringAt(gate, 'conditionType') ?? '';
        const expected = missing(bundle, namespace, condition);
        const field = `${path}.readinessGates[${index}].conditionType`;
        return expected === undefined
          ? []
          : [
              {
                object,
                field,
                expected: `a condition that a controller sets: ${expected}`,
                received: quoted(condition),
              },
            ];
      }),
    ),
};

/** True if a text of the manifests names a condition. Each condition is looked for once. */
const saidBy = once((bundle: Bundle) => {
  const known = new Map<string, boolean>();
  return (condition: string): boolean =>
    getOrInsert(known, condition, () => texts(bundle).some(({ value }) => value.includes(condition)));
});

function missing(bundle: Bundle, namespace: string, condition: string): string | undefined {
  const of = (kind: string) => bundle.ofKind(kind).filter((object) => namespaceOf(object) === namespace);
  // https://kubernetes-sigs.github.io/aws-load-balancer-controller/latest/deploy/pod_readiness_gate/
  if (/^target-health\.(elbv2\.k8s\.aws|alb\.ingress\.k8s\.aws)\//.test(condition)) {
    const isAlb = of('Ingress').some((each) => JSON.stringify(each).includes('alb'));
    const isNlb = of('Service').some(
      (each) =>
        entriesAt(each, 'metadata', 'annotations').some(([key]) => key.includes('aws-load-balancer')) ||
        stringAt(each, 'spec', 'loadBalancerClass') !== undefined,
    );
    const isServed = of('TargetGroupBinding').length > 0 || isAlb || isNlb;
    return isServed
      ? undefined
      : 'no TargetGroupBinding, Ingress or Service of the namespace belongs to the AWS Load Balancer Controller';
  }
  // https://cloud.google.com/kubernetes-engine/docs/how-to/container-native-load-balancing
  if (condition.startsWith('cloud.google.com/')) return undefined;
  const isSaid = saidBy(bundle)(condition);
  return isSaid || condition === '' ? undefined : 'no program of the manifests names the condition';
}
