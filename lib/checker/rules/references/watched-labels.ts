import type { Bundle } from '../../bundle/bundle';
import { isSet, setting } from '../../bundle/containers/settings';
import { runs } from '../../bundle/workloads/members';
import { getOrInsert } from '../../manifest/get-or-insert';
import { type Manifest, namespaceOf, stringsAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A container that collects ConfigMaps and Secrets with a label: https://github.com/kiwigrid/k8s-sidecar */
interface Watcher {
  readonly owner: Manifest;
  /** Undefined takes every value. */
  readonly value: string | undefined;
  /** Undefined for all namespaces. */
  readonly namespaces: readonly string[] | undefined;
}

/** A ConfigMap or a Secret that a sidecar collects has the label and the namespace that the sidecar watches. */
export const watchedLabels: Rule = {
  id: 'watched-labels',
  answer: 'risk',
  why: 'a sidecar collects the ConfigMaps with its label and value in its namespaces: a dashboard or a rule with another value never shows up',
  example:
    'ConfigMap default/queue: metadata.labels[grafana_dashboard]: expected "1", as the sidecar of Deployment grafana watches, received "true" [watched-labels]',
  about: ['k8s-sidecar'],
  check: (bundle) => {
    const all = watchersOf(bundle);
    if (all.size === 0) return [];
    return [...bundle.ofKind('ConfigMap'), ...bundle.ofKind('Secret')].flatMap((object) =>
      Object.entries(stringsAt(object, 'metadata', 'labels')).flatMap(([label, value]): Finding[] => {
        const watchers = all.get(label) ?? [];
        const place = namespaceOf(object);
        const [near] = watchers;
        if (near === undefined) return [];
        const there = watchers.filter(({ namespaces }) => namespaces?.includes(place) !== false);
        const sidecar = `the sidecar of ${near.owner.kind} ${near.owner.metadata.name} watches`;
        if (there.length === 0) {
          const expected = `${near.namespaces?.join(' or ')}, which ${sidecar}`;
          return [{ object, field: 'metadata.namespace', expected, received: quoted(place) }];
        }
        if (there.some((each) => each.value === undefined || each.value === value)) return [];
        const expected = `${quoted(there[0]?.value)}, as ${sidecar}`;
        return [{ object, field: `metadata.labels[${label}]`, expected, received: quoted(value) }];
      }),
    );
  },
};

function watchersOf(bundle: Bundle): Map<string, Watcher[]> {
  const found = new Map<string, Watcher[]>();
  for (const container of bundle.containers) {
    if (!runs(container, /^k8s-sidecar$/)) continue;
    const told = (name: string) => setting(bundle, container, [name])?.value || undefined;
    const label = told('LABEL');
    const own = container.template.namespace;
    const namespace = told('NAMESPACE');
    if (label === undefined || [label, namespace].some((each) => each?.includes('$'))) continue;
    // A value from elsewhere, such as a field of the pod.
    const isKnown = namespace !== undefined || !isSet(bundle, container, ['NAMESPACE']);
    getOrInsert(found, label, () => []).push({
      owner: container.template.owner,
      value: told('LABEL_VALUE'),
      namespaces: namespace === 'ALL' || !isKnown ? undefined : (namespace?.split(',') ?? [own]),
    });
  }
  return found;
}
