import { texts } from '../../bundle/containers/texts';
import { entriesAt, type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import { yamlValue } from '../../manifest/yaml-value';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A name in a configuration, and the names that the configuration defines. */
interface Use {
  readonly what: string;
  readonly name: string;
  readonly defined: readonly string[];
}

/** A configuration that names its own parts. */
interface Form {
  /** Words of every such file. */
  readonly signs: readonly string[];
  uses(root: Json): Use[];
}

const keys = (root: Json, ...path: string[]): string[] => entriesAt(root, ...path).map(([key]) => key);
const names = (list: readonly Json[]): string[] => list.flatMap((item) => stringAt(item, 'name') ?? []);
const strings = (list: readonly Json[]): string[] => list.filter((item) => typeof item === 'string');

/** Every string below a key, at any depth. */
function below(value: Json | undefined, key: string): string[] {
  if (Array.isArray(value)) return value.flatMap((item) => below(item, key));
  return entriesAt(value).flatMap(([name, each]) => [
    ...(name === key && typeof each === 'string' ? [each] : []),
    ...below(each, key),
  ]);
}

const FORMS: readonly Form[] = [
  // https://opentelemetry.io/docs/collector/configuration/
  {
    signs: ['service:', 'pipelines:', 'receivers:', 'exporters:'],
    uses: (root) => [
      ...entriesAt(root, 'service', 'pipelines').flatMap(([, pipeline]) =>
        ['receivers', 'processors', 'exporters'].flatMap((part) => {
          const defined = [...keys(root, part), ...(part === 'processors' ? [] : keys(root, 'connectors'))];
          return strings(listAt(pipeline, part)).map((name) => ({ what: `one of ${part}`, name, defined }));
        }),
      ),
      ...strings(listAt(root, 'service', 'extensions')).map((name) => {
        return { what: 'one of extensions', name, defined: keys(root, 'extensions') };
      }),
    ],
  },
  // https://prometheus.io/docs/alerting/latest/configuration/
  {
    signs: ['route:', 'receivers:', 'receiver:'],
    uses: (root) =>
      below(valueAt(root, 'route'), 'receiver').map((name) => {
        return { what: 'one of receivers', name, defined: names(listAt(root, 'receivers')) };
      }),
  },
  // https://www.envoyproxy.io/docs/envoy/latest/configuration/overview/examples
  {
    signs: ['static_resources:', 'listeners:', 'clusters:'],
    uses: (root) =>
      valueAt(root, 'dynamic_resources') !== undefined
        ? []
        : below(valueAt(root, 'static_resources', 'listeners'), 'cluster').map((name) => {
            return { what: 'one of clusters', name, defined: names(listAt(root, 'static_resources', 'clusters')) };
          }),
  },
  // https://vector.dev/docs/reference/configuration/
  {
    signs: ['sources:', 'sinks:', 'inputs:'],
    uses: (root) =>
      ['transforms', 'sinks'].flatMap((part) =>
        entriesAt(root, part).flatMap(([, each]) =>
          strings(listAt(each, 'inputs'))
            .filter((name) => !/[*.]/.test(name))
            .map((name) => ({
              what: 'one of sources or transforms',
              name,
              defined: [...keys(root, 'sources'), ...keys(root, 'transforms')],
            })),
        ),
      ),
  },
];

/** A configuration defines the parts that it names. */
export const configNamesResolve: Rule = {
  id: 'config-names-resolve',
  answer: 'broken',
  why: 'a program rejects a configuration that names a part without a definition, and exits at its start',
  example:
    'ConfigMap default/otel: data[config.yaml]: expected one of exporters (otlphttp), received "otlp"; did you mean "otlphttp"? [config-names-resolve]',
  check: (bundle) =>
    texts(bundle).flatMap(({ object, field, value }): Finding[] => {
      const form = FORMS.find(({ signs }) => signs.every((sign) => value.includes(sign)));
      const root = form && yamlValue(value);
      if (!form || root === undefined) return [];
      const isSecret = object.kind !== 'ConfigMap';
      const stray = form
        .uses(root)
        .filter(({ name, defined }) => defined.length > 0 && !defined.includes(name))
        .map(({ what, name, defined }) => ({
          object,
          field,
          expected: isSecret ? what : `${what} (${defined.join(', ')})`,
          received: isSecret ? 'another name' : quoted(name),
          meant: isSecret ? undefined : nearest(name, defined),
        }));
      const [unused] = stray.length > 0 || isSecret ? [] : unusedParts(root);
      if (unused === undefined) return stray;
      const expected = `${unused.part} ${unused.name} in a pipeline`;
      return [{ answer: 'risk', object, field, expected, received: 'none with the name' }];
    }),
};

/** Exporters and extensions for a person who looks for a mistake. */
const FOR_PERSONS = /^(debug|logging|file|nop|pprof|zpages)(\/|$)/;

/** A part of the collector that does nothing, since no pipeline names the part: https://opentelemetry.io/docs/collector/configuration/ */
function unusedParts(root: Json): { readonly part: string; readonly name: string }[] {
  const pipelines = entriesAt(root, 'service', 'pipelines').map(([, pipeline]) => pipeline);
  if (pipelines.length === 0 || valueAt(root, 'connectors') !== undefined) return [];
  if (JSON.stringify(pipelines).includes('$')) return [];
  const used = (part: string) => new Set(pipelines.flatMap((pipeline) => strings(listAt(pipeline, part))));
  const isIdle = (part: string) => (name: string) => !used(part).has(name) && !FOR_PERSONS.test(name);
  return [
    ...keys(root, 'exporters')
      .filter(isIdle('exporters'))
      .map((name) => ({ part: 'exporter', name })),
    ...keys(root, 'receivers')
      .filter(isIdle('receivers'))
      .map((name) => ({ part: 'receiver', name })),
  ];
}
