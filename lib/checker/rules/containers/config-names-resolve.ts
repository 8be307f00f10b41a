import { type Text, texts } from '../../bundle/containers/texts';
import { entriesAt, type Json, listAt, type Manifest, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import { yamlValue } from '../../manifest/yaml-value';
import { nearest } from '../../problem';
import { LINE_FORMS } from '../../programs/named-parts';
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
    ...(name === key ? [each].flat().filter((item) => typeof item === 'string') : []),
    ...below(each, key),
  ]);
}

/** https://opentelemetry.io/docs/collector/configuration/ */
const COLLECTOR: Form = {
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
};

const FORMS: readonly Form[] = [
  COLLECTOR,
  // https://prometheus.io/docs/alerting/latest/configuration/
  {
    signs: ['route:', 'receivers:', 'receiver:'],
    uses: (root) => {
      const intervals = ['time_intervals', 'mute_time_intervals'].flatMap((part) => names(listAt(root, part)));
      return [
        ...below(valueAt(root, 'route'), 'receiver').map((name) => {
          return { what: 'one of receivers', name, defined: names(listAt(root, 'receivers')) };
        }),
        ...['mute_time_intervals', 'active_time_intervals'].flatMap((key) =>
          below(valueAt(root, 'route'), key).map((name) => ({
            what: 'one of time_intervals',
            name,
            defined: intervals,
          })),
        ),
      ];
    },
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

/** The names of a file by lines. Another file of the object may define a part. */
function usesInLines({ object, key = '', value }: Text): Use[] {
  const forms = LINE_FORMS.filter(([file]) => file.test(key));
  if (forms.length === 0) return [];
  const plain = (text: string) => text.replace(/^[ \t]*#.*$/gm, '');
  const all = () => plain([value, ...Object.values(stringsAt(object, 'data'))].join('\n'));
  return forms.flatMap(([, what, use, define, except]) => {
    const used = [...plain(value).matchAll(use)].map(([, name = '']) => name).filter((name) => !except?.test(name));
    if (used.length === 0 || except?.test(value)) return [];
    const defined = [...new Set([...all().matchAll(define)].map(([, name = '']) => name))];
    return used.map((name) => ({ what, name, defined }));
  });
}

/** A configuration defines the parts that it names. */
export const configNamesResolve: Rule = {
  id: 'config-names-resolve',
  answer: 'broken',
  why: 'a program rejects a configuration that names a part without a definition, and exits at its start',
  example:
    'ConfigMap default/otel: data[config.yaml]: expected one of exporters (otlphttp), received "otlp"; did you mean "otlphttp"? [config-names-resolve]',
  about: [
    'OpenTelemetryCollector',
    '.cfg',
    '.conf',
    '.csv',
    '.vcl',
    '.xml',
    ...FORMS.flatMap(({ signs }) => signs.slice(-1)),
  ],
  check: (bundle) =>
    [...texts(bundle).map(written), ...bundle.ofKind('OpenTelemetryCollector').map(operated)].flatMap(
      ({ object, field, root, uses, isSecret }): Finding[] => {
        const stray = uses
          .filter(({ name, defined }) => defined.length > 0 && !defined.includes(name))
          .map(({ what, name, defined }) => ({
            object,
            field,
            expected: isSecret ? what : `${what} (${defined.join(', ')})`,
            received: isSecret ? 'another name' : quoted(name),
            meant: isSecret ? undefined : nearest(name, defined),
          }));
        const isDone = uses.length === 0 || stray.length > 0 || isSecret || root === undefined;
        const [unused] = isDone ? [] : unusedParts(root);
        if (unused === undefined) return stray;
        const expected = `${unused.part} ${unused.name} in ${unused.place}`;
        return [{ answer: 'risk', object, field, expected, received: 'none with the name' }];
      },
    ),
};

/** A configuration, with the names that the configuration uses. */
interface Configuration extends Pick<Finding, 'object' | 'field'> {
  readonly root: Json | undefined;
  readonly uses: readonly Use[];
  readonly isSecret: boolean;
}

function written(text: Text): Configuration {
  const { object, field, value } = text;
  const form = FORMS.find(({ signs }) => signs.every((sign) => value.includes(sign)));
  const root = form && yamlValue(value);
  const uses = form && root !== undefined ? form.uses(root) : usesInLines(text);
  return { object, field, root, uses, isSecret: object.kind !== 'ConfigMap' };
}

/** https://opentelemetry.io/docs/platforms/kubernetes/operator/ */
function operated(object: Manifest): Configuration {
  const config = valueAt(object, 'spec', 'config');
  const root = typeof config === 'string' ? yamlValue(config) : config;
  const uses = root === undefined ? [] : COLLECTOR.uses(root);
  return { object, field: 'spec.config', root, uses, isSecret: false };
}

/** Exporters and extensions for a person who looks for a mistake. */
const FOR_PERSONS = /^(debug|logging|file|nop|pprof|zpages)(\/|$)/;

/** A part of the collector that does nothing, since the service does not name the part: https://opentelemetry.io/docs/collector/configuration/ */
function unusedParts(root: Json): { readonly part: string; readonly name: string; readonly place: string }[] {
  const pipelines = entriesAt(root, 'service', 'pipelines').map(([, pipeline]) => pipeline);
  const extensions = listAt(root, 'service', 'extensions');
  if (pipelines.length === 0 || JSON.stringify([pipelines, extensions]).includes('$')) return [];
  const idle = (part: string, used: readonly string[]) =>
    keys(root, `${part}s`)
      .filter((name) => !used.includes(name) && !FOR_PERSONS.test(name))
      .map((name) => ({ part, name, place: part === 'extension' ? 'service.extensions' : 'a pipeline' }));
  const inPipelines = (part: string) => pipelines.flatMap((pipeline) => strings(listAt(pipeline, `${part}s`)));
  const parts = valueAt(root, 'connectors') === undefined ? ['exporter', 'receiver'] : [];
  return [...parts.flatMap((part) => idle(part, inPipelines(part))), ...idle('extension', strings(extensions))];
}
