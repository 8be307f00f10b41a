import type { Bundle, Container } from '../../bundle/bundle';
import { type Setting, setting, settingsNamed } from '../../bundle/containers/settings';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { listAt, numberAt, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

const ADDRESS = /OTEL_EXPORTER_OTLP_\w*ENDPOINT$|GRPC.*(URL|URI|ADDR|ADDRESS|ENDPOINT|SERVER|HOST|TARGET)S?$|GRPC$/i;

/** A client of gRPC, or of OTLP, asks the port that speaks gRPC. */
export const grpcPorts: Rule = {
  id: 'grpc-ports',
  answer: 'risk',
  why: 'a server has one port for gRPC and one for HTTP: a client at the other one loses each call, or each trace, and says so in its log alone',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[TRITON_GRPC_URL].value: expected 8001, the port for grpc, received 8000 [grpc-ports]',
  about: ['otel', 'grpc'],
  check: (bundle) =>
    [...settingsNamed(bundle, ADDRESS)].flatMap(([container, found]) =>
      found.flatMap((each) => mistaken(bundle, container, each)),
    ),
};

const finding = ({ object, field }: Setting, expected: string, received: string): Finding => ({
  object,
  field,
  expected,
  received,
});

/** https://opentelemetry.io/docs/specs/otlp/: 4317 for gRPC, 4318 for HTTP. A Service may name its ports. */
function mistaken(bundle: Bundle, container: Container, each: Setting): Finding[] {
  const [, of = ''] = /^OTEL_EXPORTER_OTLP_(?:(TRACES|METRICS|LOGS)_)?ENDPOINT$/.exec(each.name) ?? [];
  const isOtlp = each.name.startsWith('OTEL_EXPORTER_OTLP_');
  const names = [`OTEL_EXPORTER_OTLP_${of}_PROTOCOL`, 'OTEL_EXPORTER_OTLP_PROTOCOL'];
  const protocol = isOtlp ? setting(bundle, container, names)?.value : /grpc/i.test(each.name) ? 'grpc' : undefined;
  const [, host, digits] = /^(?:\w+:\/\/)?([a-z][\w.-]*):(\d{2,5})\/?$/.exec(each.value) ?? [];
  if (protocol === undefined || /HTTP/.test(each.name) || host === undefined) return [];
  const [port, wanted, other] = [
    Number(digits),
    protocol === 'grpc' ? 'grpc' : 'http',
    protocol === 'grpc' ? 'http' : 'grpc',
  ];
  const service = ClusterDns.of(bundle).answer(host, container.template.namespace)?.service;
  const ports = listAt(service, 'spec', 'ports');
  const named = (name: string) =>
    ports.filter((each) => new RegExp(`(^|-)${name}(-|$)`).test(stringAt(each, 'name') ?? ''));
  const isOther = named(other).some((each) => numberAt(each, 'port') === port && !named(wanted).includes(each));
  const [right] = named(wanted);
  if (isOther && right !== undefined && numberAt(right, 'port') !== port) {
    return [finding(each, `${numberAt(right, 'port')}, the port for ${wanted}`, String(port))];
  }
  if (!isOtlp || named(wanted).some((each) => numberAt(each, 'port') === port)) return [];
  const isMistaken = (wanted === 'grpc' && port === 4318) || (wanted === 'http' && port === 4317);
  return isMistaken ? [finding(each, `${wanted === 'grpc' ? 4317 : 4318}, the port for ${wanted}`, String(port))] : [];
}
