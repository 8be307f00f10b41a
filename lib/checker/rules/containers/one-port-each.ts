import { listAt, numberAt, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** No two containers of a pod listen on one port. */
export const onePortEach: Rule = {
  id: 'one-port-each',
  answer: 'risk',
  why: 'the containers of a pod share one network: the second program on a port ends with "address already in use"',
  example:
    'Deployment default/api: spec.template.spec.containers[reloader].ports: expected a port that no other container of the pod has, received 9090, a port of api [one-port-each]',
  check: ({ templates }) =>
    templates.flatMap(({ owner, containers }) => {
      const known = new Map<string, string>();
      return containers
        .filter(({ init }) => !init)
        .flatMap(({ name, path, spec }) =>
          listAt(spec, 'ports').flatMap((port): Finding[] => {
            const number = numberAt(port, 'containerPort');
            const key = `${number} ${stringAt(port, 'protocol') ?? 'TCP'}`;
            const other = known.get(key);
            if (number === undefined || other === name) return [];
            known.set(key, other ?? name);
            if (other === undefined) return [];
            const expected = 'a port that no other container of the pod has';
            return [
              { object: owner, field: `${path}.ports`, expected, received: `${quoted(number)}, a port of ${other}` },
            ];
          }),
        );
    }),
};
