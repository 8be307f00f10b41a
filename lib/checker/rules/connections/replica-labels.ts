import type { Bundle, Container } from '../../bundle/bundle';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { settings } from '../../bundle/containers/settings';
import { runs } from '../../bundle/workloads/members';
import { entriesAt, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { yamlValue } from '../../manifest/yaml-value';
import { type Finding, quoted, type Rule } from '../../rule';

/** Thanos counts the samples of two equal Prometheus servers once, by the label in which the servers differ. */
export const replicaLabels: Rule = {
  id: 'replica-labels',
  answer: 'risk',
  why: 'without the label in which two Prometheus servers differ, each series is there twice, and each sum is doubled',
  example:
    'Deployment default/query: spec.template.spec.containers[query].args: expected an external label of a Prometheus (prometheus_replica), received "replica" for query.replica-label [replica-labels]',
  about: ['thanos'],
  check: (bundle) =>
    bundle.containers
      .filter((container) => runs(container, /^thanos$/))
      .flatMap((container): Finding[] => {
        const told = settings(bundle, container).filter(({ name }) =>
          /^(query|deduplication)\.replica-label$/.test(name),
        );
        const [first] = told;
        const known = first === undefined ? new Set<string>() : externalLabels(bundle);
        if (first === undefined || known.size === 0 || told.some(({ value }) => known.has(value))) return [];
        const expected = `an external label of a Prometheus (${[...known].join(', ')})`;
        const { object, field, name, value } = first;
        return [{ object, field, expected, received: `${quoted(value)} for ${name}` }];
      }),
};

/** https://thanos.io/tip/components/query.md/#deduplication. Empty if a server has labels that are not known. */
const externalLabels = once((bundle: Bundle): ReadonlySet<string> => {
  // https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1.Prometheus
  const operated = bundle
    .ofKind('Prometheus')
    .flatMap((object) => [
      stringAt(object, 'spec', 'replicaExternalLabelName') ?? 'prometheus_replica',
      ...entriesAt(object, 'spec', 'externalLabels').map(([label]) => label),
    ]);
  const servers = bundle.containers.filter((container) => runs(container, /^prometheus$/));
  const own = servers.map((container) => labelsOf(bundle, container));
  const rulers = bundle.containers
    .filter((container) => runs(container, /^thanos$/))
    .flatMap((container) => settings(bundle, container))
    .flatMap(({ name, value }) => (name === 'label' ? (/^["']?(\w+)=/.exec(value)?.[1] ?? []) : []));
  const isKnown = own.every((labels) => labels.length > 0) && operated.length + own.length > 0;
  return new Set(isKnown ? [...operated, ...own.flat(), ...rulers] : []);
});

const labelsOf = (bundle: Bundle, container: Container): string[] =>
  mountedFiles(bundle, container).flatMap(({ files }) =>
    [...files.values()].flatMap((text) =>
      text?.includes('external_labels:')
        ? entriesAt(yamlValue(text), 'global', 'external_labels').map(([label]) => label)
        : [],
    ),
  );
