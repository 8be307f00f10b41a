import type { Bundle } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { entryPath } from '../../manifest/field-path';
import { entriesAt, identity, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { yamlValue } from '../../manifest/yaml-value';
import type { Finding, Rule } from '../../rule';

/** Servers that take OTLP without TLS, unless a setting says otherwise. */
const PLAIN =
  /(^|\/)(jaeger|all-in-one|jaeger-collector|tempo|opentelemetry-collector(-contrib|-k8s)?|otelcol\w*|data-prepper|signoz-otel-collector)(:|@|$)/;

/** A collector speaks to a server without TLS as the server does. */
export const exportersSpeakPlain: Rule = {
  id: 'exporters-speak-plain',
  answer: 'risk',
  why: 'an exporter of OTLP speaks TLS unless told otherwise: a server without TLS ends the connection, and the spans are dropped after some retries',
  example:
    'ConfigMap default/otel: data[config.yaml]: expected tls.insecure: true for exporter otlp/jaeger, since Pod default/jaeger has no TLS, received none [exporters-speak-plain]',
  about: ['exporters:'],
  check: (bundle) =>
    bundle.ofKind('ConfigMap').flatMap((object) =>
      entriesAt(object, 'data').flatMap(([key, text]): Finding[] => {
        const isCollector = typeof text === 'string' && text.includes('exporters:') && text.includes('pipelines:');
        return isCollector ? inFile(bundle, object, key, text) : [];
      }),
    ),
};

/** https://github.com/open-telemetry/opentelemetry-collector/tree/main/config/configtls */
function inFile(bundle: Bundle, object: Manifest, key: string, text: string): Finding[] {
  return entriesAt(yamlValue(text), 'exporters').flatMap(([name, exporter]): Finding[] => {
    const endpoint = stringAt(exporter, 'endpoint') ?? '';
    const [, host] = /^([a-z][\w.-]*):\d+$/.exec(endpoint) ?? [];
    if (!/^otlp(\/|$)/.test(name) || host === undefined || valueAt(exporter, 'tls', 'insecure') === true) return [];
    const tls = entriesAt(exporter, 'tls').filter(([field]) => field !== 'insecure');
    const service = ClusterDns.of(bundle).answer(host, namespaceOf(object))?.service;
    const [server] = service === undefined || tls.length > 0 ? [] : podsBehind(bundle, service);
    const containers = server?.containers.filter(({ init }) => !init) ?? [];
    const isPlain =
      containers.length > 0 &&
      containers.every((container) => {
        const texts = mountedFiles(bundle, container).flatMap(({ files }) =>
          [...files.values()].map((each) => each ?? 'tls'),
        );
        const names = listAt(container.spec, 'env').map((entry) => stringAt(entry, 'name') ?? '');
        return (
          PLAIN.test(stringAt(container.spec, 'image') ?? '') &&
          !/tls|cert/i.test([...commandLine(container), ...texts, ...names].join(' '))
        );
      });
    if (server === undefined || !isPlain) return [];
    const expected = `tls.insecure: true for exporter ${name}, since ${identity(server.owner)} has no TLS`;
    return [
      {
        object,
        field: entryPath('data', key),
        expected,
        received: valueAt(exporter, 'tls', 'insecure') === false ? 'false' : 'none',
      },
    ];
  });
}
