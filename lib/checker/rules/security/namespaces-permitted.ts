import { ownVariables, takenVariables } from '../../bundle/container-environment';
import { accountOf, grantsOf } from '../../bundle/grants';
import { type Finding, quoted, type Rule } from '../../rule';

/** Variables with the namespace in which a program makes or watches objects. */
const VARIABLE =
  /(^|_)(JOBS?|WORKERS?|RUNNERS?|TARGET|WATCH|KUBE|KUBERNETES|K8S|EXECUTOR|AGENTS?|BUILDS?|TASKS?|SANDBOX)_NAMESPACE$/;

/** A program that works in another namespace has rights there. */
export const namespacesPermitted: Rule = {
  id: 'namespaces-permitted',
  answer: 'risk',
  why: 'a RoleBinding gives rights in its own namespace alone: the API server refuses all that a program does in another',
  example:
    'Deployment ci/dispatcher: spec.template.spec.containers[dispatcher].env[JOB_NAMESPACE]: expected a namespace with a RoleBinding of ServiceAccount ci/dispatcher (jobs), received "ci" [namespaces-permitted]',
  check: (bundle) =>
    bundle.containers.flatMap((container): Finding[] => {
      const own = grantsOf(bundle, container.template);
      if (own === undefined || own.some(({ namespace }) => namespace === undefined)) return [];
      const there = [...new Set(own.map(({ namespace }) => namespace))];
      return [...takenVariables(bundle, container), ...ownVariables(bundle, container)].flatMap(
        ({ name, value, path, secret }): Finding[] => {
          if (secret || !VARIABLE.test(name) || !/^[a-z0-9-]+$/.test(value ?? '') || there.includes(value)) return [];
          const expected = `a namespace with a RoleBinding of ServiceAccount ${accountOf(container.template)} (${there.join(', ')})`;
          const received = path.endsWith(']') && path.includes('.env[') ? quoted(value) : `${name}=${value}`;
          return [{ object: container.template.owner, field: path, expected, received }];
        },
      );
    }),
};
