import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine, containerCommands, program } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { namesAreKnown } from '../../bundle/containers/known-variables';
import { LOOPBACK, loopbackCalls } from '../../bundle/traffic/loopback-calls';
import { listAt, valueAt } from '../../manifest/manifest';
import { LOCAL_CLIENTS, STARTS } from '../../programs/local-clients';
import { type Finding, quoted, type Rule } from '../../rule';

/** A program calls servers of other pods by the names of Services. */
export const serversOfOwnPod: Rule = {
  id: 'servers-of-own-pod',
  answer: 'risk',
  why: 'localhost is the pod itself: a program whose database stands in another pod is refused there',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[DATABASE_URL].value: expected the name of a Service, since no other container is in the pod, received "localhost:5432" [servers-of-own-pod]',
  about: ['localhost', '127.0.0.1', 'Job'],
  check: (bundle) =>
    bundle.templates.flatMap(({ containers, spec, owner }) => {
      const [only, ...others] = containers.filter(({ init }) => !init);
      // In the network of a node, the server of the node answers. A Job of one container may start the server itself.
      const isOpen =
        only === undefined ||
        others.length > 0 ||
        valueAt(spec, 'hostNetwork') === true ||
        containers.some(({ spec: each }) => valueAt(each, 'restartPolicy') === 'Always');
      if (/Job$/.test(owner.kind) && !isOpen) return byCommand(bundle, only);
      return isOpen || !/^(Deployment|StatefulSet|Rollout)$/.test(owner.kind) ? [] : alone(bundle, only);
    }),
};

function alone(bundle: Bundle, container: Container): Finding[] {
  const expected = 'the name of a Service, since no other container is in the pod';
  return loopbackCalls(bundle, container).map(({ object, field, port }) => {
    return { object, field, expected, received: quoted(`localhost:${port}`) };
  });
}

/** A job of one container asks the server at its own address, where no server runs. */
function byCommand(bundle: Bundle, container: Container): Finding[] {
  const script = commandLine(container).join('\n');
  if (STARTS.test(script)) return [];
  const names = [...takenVariables(bundle, container), ...ownVariables(bundle, container)].map(({ name }) => name);
  return containerCommands(container).flatMap((words): Finding[] => {
    const [, host, variable] = LOCAL_CLIENTS.find(([name]) => name.test(program(words))) ?? [];
    if (host === undefined || variable === undefined || words.some((word) => /^(--?(version|help)|-[V?])$/.test(word)))
      return [];
    const at = words.findIndex((word, index) => index > 0 && host.test(word.replace(/^["']/, '')));
    const told =
      at < 0
        ? undefined
        : (/[=]\s*(.+)$|^-h(.+)$/
            .exec(words[at] ?? '')
            ?.slice(1)
            .find(Boolean) ?? words[at + 1]);
    const isOwn = told !== undefined && LOOPBACK.test(told.replace(/["']/g, ''));
    // A variable may hold options, or a URL.
    const isBare =
      at < 0 &&
      words.length > 1 &&
      namesAreKnown(bundle, container) &&
      !/\bPGHOST|PGSERVICE|MYSQL_HOST|REDISCLI_|\.my\.cnf|\.pgpass|(^|[\n;&]\s*)(\.|source)\s/.test(script) &&
      !names.some((name) => variable.test(name)) &&
      !words.some(
        (word, index) =>
          /:\/\/|host=|service=|^["']?@/.test(word) ||
          (/^["']?\$/.test(word) && !/^-[a-zA-Z]$|^--\w+$/.test(words[index - 1] ?? '')) ||
          (/^(-d|--dbname)/.test(word) && /\$/.test(word + (words[index + 1] ?? ''))),
      );
    if (!isOwn && !isBare) return [];
    const last = listAt(container.spec, 'args').length > 0 ? 'args' : 'command';
    return [
      {
        object: container.template.owner,
        field: `${container.path}.${last}`,
        expected: `the name of a Service for ${program(words)}, since no server runs in the pod`,
        received: isOwn ? quoted(told) : 'no host, which means the pod itself',
      },
    ];
  });
}
