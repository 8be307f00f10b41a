import type { Bundle, Container } from '../../bundle/bundle';
import { type Setting, setting, settingsNamed } from '../../bundle/containers/settings';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { entryPath } from '../../manifest/field-path';
import { entriesAt, identity, listAt, namespaceOf, numberAt, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

const ADDRESS = /OTEL_EXPORTER_OTLP_\w*ENDPOINT$|GRPC.*(URL|URI|ADDR|ADDRESS|ENDPOINT|SERVER|HOST|TARGET)S?$|GRPC$/i;

/**
 * The endpoint of a program that sends OTLP by the one protocol or the other. Source: the exporters of the collector
 * (https://opentelemetry.io/docs/collector/configuration/#exporters), and
 * https://doc.traefik.io/traefik/observability/tracing/opentelemetry/
 */
const SENDERS: readonly (readonly [name: RegExp, protocol: Protocol])[] = [
  [/^exporters\.otlp(_?grpc)?(\/[^.]+)?\.endpoint$/, 'grpc'],
  [/^exporters\.otlp_?http(\/[^.]+)?\.((traces|metrics|logs)_)?endpoint$/, 'http'],
  [/^(tracing|metrics|accessLog|log)\.otlp\.grpc\.endpoint$/i, 'grpc'],
  [/^(tracing|metrics|accessLog|log)\.otlp\.http\.endpoint$/i, 'http'],
];
const SENDER = new RegExp(SENDERS.map(([name]) => name.source).join('|'), 'i');

type Protocol = 'grpc' | 'http';

/** An address, and the protocol of the client that asks there. */
interface Asked extends Pick<Setting, 'object' | 'field' | 'name' | 'value'> {
  readonly namespace: string;
  readonly wanted: Protocol;
  readonly isOtlp: boolean;
}

/** A client of gRPC, or of OTLP, asks the port that speaks gRPC. */
export const grpcPorts: Rule = {
  id: 'grpc-ports',
  answer: 'risk',
  why: 'a server has one port for gRPC and one for HTTP: a client at the other one loses each call, or each trace, and says so in its log alone',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[TRITON_GRPC_URL].value: expected 8001, the port for grpc, received 8000 [grpc-ports]',
  about: ['otel', 'otlp', 'grpc'],
  check: (bundle) => {
    const addresses = [...settingsNamed(bundle, ADDRESS)].flatMap(([container, found]) =>
      found.flatMap((each) => ofAddress(bundle, container, each)),
    );
    const senders = [...settingsNamed(bundle, SENDER)].flatMap(([{ template }, found]) =>
      found.flatMap((each) => ofSender(template.namespace, each)),
    );
    // Containers may share a file.
    const found = [...addresses, ...senders, ...ofCollectors(bundle)].flatMap((each) => mistaken(bundle, each));
    return [
      ...new Map(found.map((each) => [`${identity(each.object)} ${each.field} ${each.received}`, each])).values(),
    ];
  },
};

function ofAddress(bundle: Bundle, container: Container, each: Setting): Asked[] {
  const [, of = ''] = /^OTEL_EXPORTER_OTLP_(?:(TRACES|METRICS|LOGS)_)?ENDPOINT$/.exec(each.name) ?? [];
  const isOtlp = each.name.startsWith('OTEL_EXPORTER_OTLP_');
  const names = [`OTEL_EXPORTER_OTLP_${of}_PROTOCOL`, 'OTEL_EXPORTER_OTLP_PROTOCOL'];
  const protocol = isOtlp ? setting(bundle, container, names)?.value : /grpc/i.test(each.name) ? 'grpc' : undefined;
  if (protocol === undefined || /HTTP/.test(each.name)) return [];
  const wanted = protocol === 'grpc' ? 'grpc' : 'http';
  return [{ ...each, namespace: container.template.namespace, wanted, isOtlp }];
}

function ofSender(namespace: string, each: Omit<Asked, 'namespace' | 'wanted' | 'isOtlp'>): Asked[] {
  const [, wanted] = SENDERS.find(([name]) => name.test(each.name)) ?? [];
  return wanted === undefined ? [] : [{ ...each, namespace, wanted, isOtlp: true }];
}

/** https://github.com/open-telemetry/opentelemetry-operator/blob/main/docs/api/opentelemetrycollectors.md */
const ofCollectors = (bundle: Bundle): Asked[] =>
  bundle.ofKind('OpenTelemetryCollector').flatMap((object) =>
    entriesAt(object, 'spec', 'config', 'exporters').flatMap(([exporter, options]) =>
      entriesAt(options).flatMap(([option, value]) =>
        ofSender(namespaceOf(object), {
          object,
          field: `${entryPath('spec.config.exporters', exporter)}.${option}`,
          name: `exporters.${exporter}.${option}`,
          value: String(value),
        }),
      ),
    ),
  );

/** https://opentelemetry.io/docs/specs/otlp/: 4317 for gRPC, 4318 for HTTP. A Service may name its ports. */
function mistaken(bundle: Bundle, { object, field, value, namespace, wanted, isOtlp }: Asked): Finding[] {
  const [, host, digits] = /^(?:\w+:\/\/)?([a-z][\w.-]*):(\d{2,5})(?:\/[\w/-]*)?$/.exec(value) ?? [];
  if (host === undefined) return [];
  const [port, other] = [Number(digits), wanted === 'grpc' ? 'http' : 'grpc'];
  const service = ClusterDns.of(bundle).answer(host, namespace)?.service;
  const ports = listAt(service, 'spec', 'ports');
  const named = (name: string) =>
    ports.filter((each) => new RegExp(`(^|-)${name}(-|$)`).test(stringAt(each, 'name') ?? ''));
  const finding = (right: number | undefined): Finding[] => [
    { object, field, expected: `${right}, the port for ${wanted}`, received: String(port) },
  ];
  const isOther = named(other).some((each) => numberAt(each, 'port') === port && !named(wanted).includes(each));
  const [right] = named(wanted);
  if (isOther && right !== undefined && numberAt(right, 'port') !== port) return finding(numberAt(right, 'port'));
  if (!isOtlp || named(wanted).some((each) => numberAt(each, 'port') === port)) return [];
  const isMistaken = (wanted === 'grpc' && port === 4318) || (wanted === 'http' && port === 4317);
  return isMistaken ? finding(wanted === 'grpc' ? 4317 : 4318) : [];
}
