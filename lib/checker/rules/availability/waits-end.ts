import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { awaitedPods, type Wait, waitsOf } from '../../bundle/traffic/waits';
import { identity, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** No pod waits for itself before its start, or for pods that wait for the pod. */
export const waitsEnd: Rule = {
  id: 'waits-end',
  answer: 'broken',
  why: 'a Service leads to pods that are ready, and a pod is ready once its init containers and postStart hooks have ended: who waits for itself waits for ever',
  example:
    'Deployment default/api: spec.template.spec.initContainers[wait].command: expected no wait for pods that wait for this pod, received "web", of Deployment default/web [waits-end]',
  about: ['initContainers', 'postStart'],
  check: (bundle) => [
    ...circles(bundle),
    ...bundle.templates.flatMap((template) => waitsOf(template).flatMap(beforeItsServer)),
  ],
};

interface Edge {
  readonly wait: Wait;
  readonly name: string;
  readonly to: PodTemplate;
}

function circles(bundle: Bundle): Finding[] {
  const edges = new Map<PodTemplate, readonly Edge[]>();
  for (const template of bundle.templates) {
    const found = waitsOf(template).flatMap((wait) =>
      awaitedPods(bundle, wait).map(({ name, template: to }) => ({ wait, name, to })),
    );
    if (found.length > 0) edges.set(template, found);
  }
  const ended = new Set<PodTemplate>();
  const found: Finding[] = [];
  const visit = (template: PodTemplate, above: readonly PodTemplate[]): void => {
    for (const { wait, name, to } of edges.get(template) ?? []) {
      if (to === template || above.includes(to)) {
        found.push({
          object: template.owner,
          field: wait.field,
          expected:
            to === template ? 'no wait for the Service of the pod itself' : 'no wait for pods that wait for this pod',
          received: `${quoted(name)}, of ${identity(to.owner)}`,
        });
      } else if (!ended.has(to) && above.length < 50) visit(to, [...above, template]);
    }
    ended.add(template);
  };
  for (const template of edges.keys()) if (!ended.has(template)) visit(template, []);
  return found;
}

/** The address of the pod itself answers once a container of the pod runs: one that starts later is too late. */
function beforeItsServer({ container, field, script }: Wait): Finding[] {
  const { template, init } = container;
  const [address] = /(?<![\w.-])(127\.0\.0\.1|localhost)\b/.exec(script) ?? [];
  const before = template.containers.slice(0, template.containers.indexOf(container));
  const own = /(?<!&)&(?!&)/.test(script.replace(/\d?>&\d/g, ''));
  if (!init || address === undefined || own || before.some((other) => !other.init)) return [];
  if (valueAt(template.spec, 'hostNetwork') === true) return [];
  return [
    {
      object: template.owner,
      field,
      expected: 'a server that starts before: an init container with restartPolicy Always above',
      received: `a wait for ${quoted(address)}`,
    },
  ];
}
