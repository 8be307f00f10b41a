import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { commandLine } from '../../bundle/command-line';
import { ownVariables, takenVariables } from '../../bundle/container-environment';
import { stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The own name of a pod, and the Service behind the dot: `$(POD_NAME).nodes`, `${HOSTNAME}.nodes`. */
const OWN_NAME = /\$[({]?(?:\w*POD_?NAME|HOSTNAME|K8S_POD|NODE_NAME|MY_NAME)[)}]?\.([a-z][a-z0-9-]*)/g;

/** Pods of a StatefulSet call themselves by a name below the Service of the StatefulSet. */
export const podNamesGoverned: Rule = {
  id: 'pod-names-governed',
  answer: 'risk',
  why: 'DNS knows the pods of a StatefulSet below its serviceName alone: below another Service, no member finds another',
  example:
    'StatefulSet default/mq: spec.serviceName: expected "mq-nodes", the Service below which the pods name themselves, received "mq" [pod-names-governed]',
  check: (bundle) =>
    bundle.templates.flatMap((template): Finding[] => {
      const { owner: object, namespace } = template;
      const governing = stringAt(object, 'spec', 'serviceName');
      if (object.kind !== 'StatefulSet') return [];
      const used = new Set(
        textsOf(bundle, template).flatMap((text) => [...text.matchAll(OWN_NAME)].map(([, name = '']) => name)),
      );
      const [below, ...others] = used;
      if (
        below !== undefined &&
        others.length === 0 &&
        below !== governing &&
        bundle.find('Service', namespace, below)
      ) {
        const expected = `"${below}", the Service below which the pods name themselves`;
        return [{ object, field: 'spec.serviceName', expected, received: quoted(governing) }];
      }
      return [];
    }),
};

function textsOf(bundle: Bundle, { containers }: PodTemplate): string[] {
  return containers.flatMap((container) => [
    ...commandLine(container),
    ...[...takenVariables(bundle, container), ...ownVariables(bundle, container)].flatMap(({ value }) => value ?? []),
  ]);
}
