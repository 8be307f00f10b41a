import type { Bundle } from '../../bundle/bundle';
import { valuesAt } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import { yamlValue } from '../../manifest/yaml-value';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** An autoscaler asks for a metric that the adapter of Prometheus serves. */
export const scaledMetricsServed: Rule = {
  id: 'scaled-metrics-served',
  answer: 'risk',
  why: 'one adapter serves all custom metrics of a cluster: for a metric without a rule of the adapter, the autoscaler never scales (FailedGetPodsMetric)',
  example:
    'HorizontalPodAutoscaler default/api: spec.metrics[0].pods.metric.name: expected a metric of ConfigMap default/adapter (queue_length), received "queue_depth"; did you mean "queue_length"? [scaled-metrics-served]',
  about: ['seriesQuery'],
  check: (bundle) => {
    const configs = adapters(bundle);
    const [first, ...others] = configs;
    if (first === undefined || others.length > 0) return [];
    return bundle.ofKind('HorizontalPodAutoscaler').flatMap((object) =>
      PLACES.flatMap(({ place, list }) => valuesAt(object, place).map((each) => ({ ...each, list }))).flatMap(
        ({ value, path: field, list }): Finding[] => {
          const served = first[list];
          if (served === undefined || served.length === 0 || served.includes(String(value))) return [];
          const { namespace = 'default', name } = first.object.metadata;
          const expected = `a metric of ConfigMap ${namespace}/${name} (${served.join(', ')})`;
          return [{ object, field, expected, received: quoted(value), meant: nearest(String(value), served) }];
        },
      ),
    );
  },
};

const PLACES = [
  { place: 'spec.metrics[].pods.metric.name', list: 'custom' },
  { place: 'spec.metrics[].object.metric.name', list: 'custom' },
  { place: 'spec.metrics[].external.metric.name', list: 'external' },
] as const;

interface Adapter {
  readonly object: Manifest;
  /** Undefined if a rule serves names that no manifest tells. */
  readonly custom: readonly string[] | undefined;
  readonly external: readonly string[] | undefined;
}

/** https://github.com/kubernetes-sigs/prometheus-adapter/blob/master/docs/config.md */
function adapters(bundle: Bundle): Adapter[] {
  return bundle.ofKind('ConfigMap').flatMap((object) =>
    entriesAt(object, 'data').flatMap(([, text]) => {
      if (typeof text !== 'string' || !text.includes('seriesQuery')) return [];
      const root = yamlValue(text);
      return root === undefined
        ? []
        : [{ object, custom: served(listAt(root, 'rules')), external: served(listAt(root, 'externalRules')) }];
    }),
  );
}

function served(rules: readonly Json[]): string[] | undefined {
  const names = rules.map(nameOf);
  return names.every((name) => name !== undefined) ? names : undefined;
}

/** The name of a metric: the series, with the replacement of the rule. */
function nameOf(rule: Json): string | undefined {
  const [series] = /^[a-zA-Z_:][\w:]*/.exec(stringAt(rule, 'seriesQuery') ?? '') ?? [];
  const [matches, as] = [stringAt(rule, 'name', 'matches'), stringAt(rule, 'name', 'as')];
  if (as !== undefined && as !== '' && !as.includes('$')) return as;
  if (series === undefined) return undefined;
  if (valueAt(rule, 'name') === undefined) return series;
  try {
    const found = new RegExp(matches ?? '.*').exec(series);
    const replaced = (as || (found && found.length > 1 ? '$1' : '$0')).replace(
      /\$\{?(\d)\}?/g,
      (_, group: string) => found?.[Number(group)] ?? '',
    );
    return found === null ? undefined : series.replace(found[0], replaced);
  } catch {
    return undefined;
  }
}
