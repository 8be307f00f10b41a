import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { podTerms } from '../../bundle/workloads/node-choice';
import { identity, type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { NODE_GROUPS, type NodeGroup } from '../../programs/node-groups';
import { type Finding, quoted, type Rule } from '../../rule';

/** A pod tolerates the taints of the nodes that the pod chooses. */
export const taintsTolerated: Rule = {
  id: 'taints-tolerated',
  answer: 'broken',
  why: 'a pod that may run on some nodes alone, and does not tolerate their taint, stays Pending for ever',
  example:
    'Deployment default/api: spec.template.spec.tolerations: expected one of dedicated=gpu:NoSchedule, the taint of NodePool gpu, received [{"key":"dedicated","value":"cpu"}] [taints-tolerated]',
  about: ['nodeSelector', 'tolerations'],
  check: (bundle) => {
    const all = groups(bundle);
    return bundle.templates.flatMap((template) => [
      ...(all.length === 0 ? [] : judge(all, template)),
      ...valued(all, template),
    ]);
  },
};

/**
 * The taints that kubeadm, or the controller of the nodes, gives without a value:
 * https://kubernetes.io/docs/reference/labels-annotations-taints/
 */
const WITHOUT_VALUE = new RegExp(
  [
    '^node-role\\.kubernetes\\.io/(control-plane|master)$',
    '^node\\.kubernetes\\.io/(not-ready|unreachable|unschedulable|memory-pressure|disk-pressure|pid-pressure)$',
    '^node\\.kubernetes\\.io/network-unavailable$',
  ].join('|'),
);

/** A toleration with a value for a taint that has none. */
function valued(all: readonly NodeGroup[], { owner: object, spec, path }: PodTemplate): Finding[] {
  const tolerations = listAt(spec, 'tolerations');
  return tolerations.flatMap((toleration, index): Finding[] => {
    const [key = '', value = ''] = [stringAt(toleration, 'key'), stringAt(toleration, 'value')];
    if (value === '' || stringAt(toleration, 'operator') === 'Exists' || !WITHOUT_VALUE.test(key)) return [];
    // Somebody may taint nodes by hand, with a value.
    const effect = stringAt(toleration, 'effect') ?? 'NoSchedule';
    const isGiven = all.some(({ taints }) => taints.some((each) => stringAt(each, 'key') === key));
    const isTolerated = tolerations.some((each) => tolerates(each, { key, effect }));
    if (isGiven || isTolerated) return [];
    const expected = `operator "Exists", since the taint ${key} has no value`;
    const field = `${path}.tolerations[${index}].value`;
    return [{ answer: 'risk', object, field, expected, received: quoted(value) }];
  });
}

const groups = once((bundle: Bundle): readonly NodeGroup[] =>
  Object.entries(NODE_GROUPS).flatMap(([kind, read]) => bundle.ofKind(kind).flatMap(read)),
);

function judge(all: readonly NodeGroup[], { owner, spec, path, labels }: PodTemplate): Finding[] {
  // Kueue adds the tolerations of a flavor.
  if (owner.kind === 'DaemonSet' || labels['kueue.x-k8s.io/queue-name'] !== undefined) return [];
  const terms = podTerms(spec);
  // Each way to a node leads to a group of the bundle: by a label that only groups of the bundle are known to have.
  const chosen = terms.map((term) => {
    const known = [...term].filter(
      ([label]) => !OF_EVERY_NODE.test(label) && all.some((group) => group.labels[label] !== undefined),
    );
    const fitting = all.filter((group) => known.every(([label, values]) => values.has(group.labels[label] ?? '')));
    return known.length === 0 ? [] : fitting;
  });
  if (chosen.length === 0 || chosen.some((fitting) => fitting.length === 0)) return [];
  const tolerations = listAt(spec, 'tolerations');
  const stopping = chosen.flat().map((group) => ({
    group,
    taint: group.taints.find((taint) => isHard(taint) && !tolerations.some((each) => tolerates(each, taint))),
  }));
  const [first] = stopping;
  if (first?.taint === undefined || stopping.some(({ taint }) => taint === undefined)) return [];
  const { taint, group } = first;
  // An admission plugin tolerates the taint of a device that a pod asks for.
  const isDevice = (stringAt(taint, 'key') ?? '').includes('/') && asks(spec, stringAt(taint, 'key') ?? '');
  if (isDevice && !tolerations.some((each) => stringAt(each, 'key') === stringAt(taint, 'key'))) return [];
  const value = stringAt(taint, 'value');
  const written = `${stringAt(taint, 'key')}${value === undefined ? '' : `=${value}`}:${stringAt(taint, 'effect')}`;
  return [
    {
      object: owner,
      field: `${path}.tolerations`,
      expected: `one of ${written}, the taint of ${identity(group.maker)}`,
      received: tolerations.length === 0 ? 'none' : quoted(tolerations),
    },
  ];
}

/** Labels that nodes of others have, too. */
const OF_EVERY_NODE = /(^|\.)kubernetes\.io\//;

const isHard = (taint: Json): boolean => /^(NoSchedule|NoExecute)$/.test(stringAt(taint, 'effect') ?? '');

/** https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/ */
function tolerates(toleration: Json, taint: Json): boolean {
  const [key, effect] = [stringAt(toleration, 'key') ?? '', stringAt(toleration, 'effect') ?? ''];
  const exists = stringAt(toleration, 'operator') === 'Exists';
  if (effect !== '' && effect !== stringAt(taint, 'effect')) return false;
  if (key === '') return exists;
  return (
    key === stringAt(taint, 'key') &&
    (exists || (stringAt(toleration, 'value') ?? '') === (stringAt(taint, 'value') ?? ''))
  );
}

const asks = (spec: Json | undefined, resource: string): boolean =>
  JSON.stringify(listAt(spec, 'containers').map((container) => valueAt(container, 'resources') ?? null)).includes(
    `"${resource}"`,
  );
