import type { Bundle, Container } from '../../bundle/bundle';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { accountOf, grantsOf } from '../../bundle/containers/grants';
import { type Setting, settingsNamed } from '../../bundle/containers/settings';
import { runs } from '../../bundle/workloads/members';
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
  about: ['RoleBinding'],
  check: (bundle) =>
    bundle.containers.flatMap((container): Finding[] => {
      const own = grantsOf(bundle, container.template);
      if (own === undefined || own.some(({ namespace }) => namespace === undefined)) return [];
      const there = [...new Set(own.map(({ namespace }) => namespace))];
      const runner = ofRunner(bundle, container).filter(({ value }) => !there.includes(value));
      const expected = `a namespace with a RoleBinding of ServiceAccount ${accountOf(container.template)} (${there.join(', ')})`;
      const inFiles = runner.map(({ object, field, value }) => ({ object, field, expected, received: quoted(value) }));
      const inVariables = [...takenVariables(bundle, container), ...ownVariables(bundle, container)].flatMap(
        ({ name, value, path, secret }): Finding[] => {
          if (secret || !VARIABLE.test(name) || !/^[a-z0-9-]+$/.test(value ?? '') || there.includes(value)) return [];
          const received = path.endsWith(']') && path.includes('.env[') ? quoted(value) : `${name}=${value}`;
          return [{ object: container.template.owner, field: path, expected, received }];
        },
      );
      return [...inFiles, ...inVariables];
    }),
};

/** https://docs.gitlab.com/runner/executors/kubernetes/, https://spark.apache.org/docs/latest/running-on-kubernetes.html */
const OF_RUNNER = /^(namespace|spark\.kubernetes\.namespace)$/;

/** The namespace of the pods of a runner: a line of its file, or an option. */
function ofRunner(bundle: Bundle, container: Container): readonly Setting[] {
  const isRunner = runs(container, /^gitlab-runner/);
  return (settingsNamed(bundle, OF_RUNNER).get(container) ?? []).filter(
    ({ name, value, secret, object }) =>
      !secret && /^[a-z0-9-]+$/.test(value) && (name.startsWith('spark') || (isRunner && object.kind === 'ConfigMap')),
  );
}
