import { valuesAt } from '../../manifest/field-path';
import { entriesAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Labels by a controller, for the pods of a single version or run. */
const OF_ONE_VERSION = /^(pod-template-hash|controller-revision-hash|(batch\.kubernetes\.io\/)?controller-uid)$/;

/** The selectors of pods, by kind. */
const SELECTORS: Readonly<Record<string, string>> = {
  DaemonSet: 'spec.selector.matchLabels',
  Deployment: 'spec.selector.matchLabels',
  NetworkPolicy: 'spec.podSelector.matchLabels',
  PodDisruptionBudget: 'spec.selector.matchLabels',
  PodMonitor: 'spec.selector.matchLabels',
  Service: 'spec.selector',
  StatefulSet: 'spec.selector.matchLabels',
};

/** A selector names no label that the next version of the pods has not. */
export const selectorsOutlivePods: Rule = {
  id: 'selectors-outlive-pods',
  answer: 'risk',
  why: 'a selector copied from a running pod selects the pods of one version: after the next update it selects none',
  example:
    'Service default/api: spec.selector[pod-template-hash]: expected no label that changes with each version of the pods, received "6d4f8b9c7d" [selectors-outlive-pods]',
  about: ['pod-template-hash', 'controller-revision-hash', 'controller-uid'],
  check: (bundle) =>
    Object.entries(SELECTORS).flatMap(([kind, path]) =>
      bundle.ofKind(kind).flatMap((object) =>
        valuesAt(object, path).flatMap(({ value }) =>
          entriesAt(value)
            .filter(([label]) => OF_ONE_VERSION.test(label))
            .map(
              ([label, received]): Finding => ({
                object,
                field: `${path}[${label}]`,
                expected: 'no label that changes with each version of the pods',
                received: quoted(received),
              }),
            ),
        ),
      ),
    ),
};
