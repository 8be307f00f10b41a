import type { Container } from '../../bundle/bundle';
import { imageWord } from '../../bundle/containers/image-reference';
import { hasLimit, hasRequest } from '../../bundle/containers/resource-requests';
import { listItems } from '../../manifest/field-path';
import { stringAt, valueAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** Labels and annotations that controllers and webhooks give to pods. */
const GIVEN =
  /^(pod-template-hash|controller-revision-hash|pod-template-generation|job-name|controller-uid|rollouts-pod-template-hash)$|^([\w-]+\.)*(kubernetes\.io|k8s\.io|istio\.io|linkerd\.io|x-k8s\.io|cilium\.io|openshift\.io|amazonaws\.com|gke\.io)\//;

/** A field of the pod that a container reads has a value. */
export const fieldRefsExist: Rule = {
  id: 'field-refs-exist',
  answer: 'risk',
  why: 'a variable of a label that the pod does not have is empty, and one of a limit that the container does not have is the memory of the whole node: Kubernetes says nothing of it',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[VERSION].valueFrom.fieldRef.fieldPath: expected a label of the pod template (app), received "version" [field-refs-exist]',
  check: ({ containers }) =>
    containers.flatMap((container) =>
      listItems(container.spec, container.path, 'env').flatMap(({ item, path }) => {
        const source = valueAt(item, 'valueFrom');
        return [
          ...misread(container, stringAt(item, 'name') ?? '', source, `${path}.valueFrom.fieldRef.fieldPath`),
          ...missingKey(container, source, `${path}.valueFrom.fieldRef.fieldPath`),
          ...missingAmount(container, source, `${path}.valueFrom.resourceFieldRef`),
        ];
      }),
    ),
};

/** Variables whose name says the field, and the fields that are certainly another thing. */
const FIELDS: readonly (readonly [name: RegExp, field: string, others: RegExp])[] = [
  [/^((MY_|K8S_|KUBE_|KUBERNETES_)?POD_?NAME)$/, 'metadata.name', /^(metadata\.namespace|spec\.|status\.)/],
  [
    /^((MY_|K8S_|KUBE_|KUBERNETES_)?POD_NAMESPACE)$/,
    'metadata.namespace',
    /^(metadata\.(name|uid)$|spec\.(nodeName|serviceAccountName)|status\.)/,
  ],
  [/^(K8S|KUBE|KUBERNETES|MY)_NODE_NAME$/, 'spec.nodeName', /^(metadata\.|status\.)/],
  [/^((MY_|K8S_)?POD_IP)$/, 'status.podIP', /^(metadata\.|spec\.|status\.hostIP)/],
  [/^(K8S_NODE_IP|DD_AGENT_HOST)$/, 'status.hostIP', /^(metadata\.|status\.podIP)/],
];
/** Agents that look for the name of the node in a variable of another name: https://grafana.com/docs/loki/latest/send-data/promtail/configuration/ */
const AGENTS: readonly (readonly [image: RegExp, name: RegExp])[] = [
  [/^(promtail|alloy|agent)$/, /^HOSTNAME$/],
  [
    /^(fluent-bit|fluentd|filebeat|metricbeat|vector|telegraf|opentelemetry-collector[\w-]*|node-problem-detector|cadvisor)$/,
    /^NODE_NAME$/,
  ],
];

/** A variable with the name of a field of the pod is filled from the field. */
function misread(container: Container, name: string, source: unknown, field: string): Finding[] {
  const { template } = container;
  const told = stringAt(source, 'fieldRef', 'fieldPath');
  if (told === undefined || valueAt(template.spec, 'hostNetwork') === true) return [];
  const [, meant, others] =
    template.owner.kind === 'DaemonSet' &&
    AGENTS.some(([image, own]) => image.test(imageWord(container)) && own.test(name))
      ? (['', 'spec.nodeName', /^(metadata\.name|status\.)/] as const)
      : (FIELDS.find(([own]) => own.test(name)) ?? []);
  if (meant === undefined || !others?.test(told)) return [];
  return [{ object: template.owner, field, expected: `${meant}, which ${name} stands for`, received: quoted(told) }];
}

function missingKey({ template }: Container, source: unknown, field: string): Finding[] {
  const [, kind, key = ''] =
    /^metadata\.(labels|annotations)\['([^']+)'\]$/.exec(stringAt(source, 'fieldRef', 'fieldPath') ?? '') ?? [];
  if (kind === undefined || template.owner.kind === 'Pod') return [];
  const known = Object.keys(kind === 'labels' ? template.labels : template.annotations);
  const own = known.includes(key) || (GIVEN.test(key) && !/^app\.kubernetes\.io\//.test(key));
  if (own) return [];
  const expected = `${kind === 'labels' ? 'a label' : 'an annotation'} of the pod template (${known.join(', ') || 'none'})`;
  return [{ object: template.owner, field, expected, received: quoted(key), meant: nearest(key, known) }];
}

function missingAmount(container: Container, source: unknown, field: string): Finding[] {
  const { template } = container;
  const reference = valueAt(source, 'resourceFieldRef');
  const [, kind, resource = ''] =
    /^(limits|requests)\.(memory|cpu|ephemeral-storage)$/.exec(stringAt(reference, 'resource') ?? '') ?? [];
  if (kind === undefined) return [];
  const name = stringAt(reference, 'containerName');
  const names = template.containers.map((each) => each.name);
  const holder = name === undefined ? container : template.containers.find((each) => each.name === name);
  if (holder === undefined) {
    const expected = `a container of the pod (${names.join(', ')})`;
    return [
      {
        answer: 'broken',
        object: template.owner,
        field: `${field}.containerName`,
        expected,
        received: quoted(name),
        meant: nearest(name ?? '', names),
      },
    ];
  }
  const has = kind === 'limits' ? hasLimit : hasRequest;
  // Without a limit of the processor, the cores of the node are the right number.
  if (resource === 'cpu' || has(holder, resource)) return [];
  const expected = `a ${kind === 'limits' ? 'limit' : 'request'} of ${resource} for container ${holder.name}: without one, the value is the ${kind === 'limits' ? 'memory of the node' : 'number 0'}`;
  return [
    {
      object: template.owner,
      field: `${field}.resource`,
      expected: expected.replace(
        'memory of the node',
        resource === 'memory' ? 'memory of the node' : 'disk of the node',
      ),
      received: quoted(`${kind}.${resource}`),
    },
  ];
}
