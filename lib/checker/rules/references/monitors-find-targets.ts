import type { Bundle } from '../../bundle/bundle';
import { labelOf, requirementsOf } from '../../bundle/label-selector';
import { isWatched } from '../../bundle/traffic/monitors';
import { matches } from '../../bundle/traffic/namespaces';
import { podOf } from '../../bundle/traffic/pod';
import { isEmpty } from '../../bundle/workloads/pod-selection';
import { listItems } from '../../manifest/field-path';
import { listAt, namespaceOf, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Something with ports that a monitor may select. */
interface Target {
  readonly namespace: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly ports: readonly (string | undefined)[];
}

/** The kinds of monitors, each with its list of endpoints and its targets. */
const MONITORS = [
  { kind: 'ServiceMonitor', list: 'spec.endpoints', target: 'Service', targetsOf: servicesOf },
  { kind: 'PodMonitor', list: 'spec.podMetricsEndpoints', target: 'Pod', targetsOf: podsOf },
] as const;

/** A monitor of Prometheus selects targets, at a port of the targets. */
export const monitorsFindTargets: Rule = {
  id: 'monitors-find-targets',
  answer: 'risk',
  why: 'Prometheus scrapes nothing for a monitor without targets, and no alert of the metrics ever fires',
  example:
    'ServiceMonitor default/api: spec.endpoints[0].port: expected a port of the Services (http, metrics), received "http-metrics" [monitors-find-targets]',
  about: MONITORS.map(({ kind }) => kind),
  check: (bundle) =>
    MONITORS.flatMap(({ kind, list, target, targetsOf }) =>
      bundle.ofKind(kind).flatMap((object): Finding[] => {
        const all = targetsOf(bundle);
        const there = all.filter(({ namespace }) => isWatched(object, namespace));
        const selector = valueAt(object, 'spec', 'selector');
        const selected = there.filter(({ labels }) => matches(selector, labels));
        const elsewhere =
          selected.length > 0 || isEmpty(selector) ? [] : all.filter(({ labels }) => matches(selector, labels));
        if (elsewhere.length > 0) {
          const expected = `the namespace of a ${target} with the labels (${[...new Set(elsewhere.map(({ namespace }) => namespace))].join(', ')})`;
          const watched = valueAt(object, 'spec', 'namespaceSelector');
          return [{ object, field: 'spec.namespaceSelector', expected, received: quoted(watched) }];
        }
        // Without a target of another value for one of the labels, the targets stand elsewhere.
        const wanted = requirementsOf(selector);
        const isKin = ({ labels }: Target) =>
          wanted.some(
            ({ key, values: [value] }) => labelOf(labels, key) || Object.values(labels).some((each) => each === value),
          );
        if (selected.length === 0 && !there.some(isKin)) return [];
        if (selected.length === 0) {
          const expected = `the labels of a ${target} in the namespaces of the monitor`;
          return [{ object, field: 'spec.selector', expected, received: quoted(selector) }];
        }
        return listItems(object, '', list).flatMap(({ item, path }): Finding[] => {
          const port = stringAt(item, 'port');
          const ports = [...new Set(selected.flatMap((each) => each.ports))].filter((each) => each !== undefined);
          if (port === undefined || ports.includes(port)) return [];
          const expected = `a port of the ${target}s (${ports.join(', ') || 'none has a name'})`;
          const field = `${path.slice(1)}.port`;
          return [{ object, field, expected, received: quoted(port) }];
        });
      }),
    ),
};

function servicesOf(bundle: Bundle): Target[] {
  return bundle.ofKind('Service').map((service) => ({
    namespace: namespaceOf(service),
    labels: stringsAt(service, 'metadata', 'labels'),
    ports: listAt(service, 'spec', 'ports').map((port) => stringAt(port, 'name')),
  }));
}

function podsOf({ allTemplates }: Bundle): Target[] {
  return allTemplates.map((template) => ({
    namespace: template.namespace,
    labels: template.labels,
    ports: (podOf(template).ports ?? []).map(({ name }) => name),
  }));
}
