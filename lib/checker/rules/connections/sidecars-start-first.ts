import { loopbackCalls } from '../../bundle/traffic/loopback-calls';
import { stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A proxy for init containers starts before the init containers. */
export const sidecarsStartFirst: Rule = {
  id: 'sidecars-start-first',
  answer: 'broken',
  // https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/
  why: 'the containers of a pod start once all init containers have ended: a proxy among them is not there for a migration before',
  example:
    'Deployment default/api: spec.template.spec.initContainers[migrate].env[DATABASE_URL].value: expected a proxy among the initContainers before migrate, with restartPolicy Always, received "localhost:5432" [sidecars-start-first]',
  about: ['localhost', '127.0.0.1'],
  check: (bundle) =>
    bundle.templates.flatMap(({ containers, spec }) => {
      // In the network of a node, the server of the node answers.
      if (valueAt(spec, 'hostNetwork') === true) return [];
      const sidecar = containers.findIndex((each) => stringAt(each.spec, 'restartPolicy') === 'Always');
      const before = sidecar === -1 ? containers : containers.slice(0, sidecar);
      return before
        .filter(({ init }) => init)
        .flatMap((container) =>
          loopbackCalls(bundle, container).map(({ object, field, port }): Finding => {
            const expected = `a proxy among the initContainers before ${container.name}, with restartPolicy Always`;
            return { object, field, expected, received: quoted(`localhost:${port}`) };
          }),
        );
    }),
};
