import type { Bundle, Container } from '../../bundle/bundle';
import { setting } from '../../bundle/settings';
import { urlsIn } from '../../bundle/urls';
import { type Finding, quoted, type Rule } from '../../rule';

/** The signals with settings of their own: https://opentelemetry.io/docs/specs/otel/protocol/exporter/ */
const SIGNALS = ['', 'TRACES_', 'METRICS_', 'LOGS_'];
/** The ports of the receivers: https://opentelemetry.io/docs/specs/otlp/ */
const PORTS: Readonly<Record<string, number>> = { grpc: 4317, 'http/protobuf': 4318, 'http/json': 4318 };

/** An exporter of OpenTelemetry asks the port that speaks its protocol. */
export const otlpPorts: Rule = {
  id: 'otlp-ports',
  answer: 'risk',
  why: 'a receiver speaks gRPC at 4317 and HTTP at 4318: an exporter at the other port sends nothing that anybody reads',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[OTEL_EXPORTER_OTLP_ENDPOINT].value: expected port 4318 for http/protobuf, received 4317 [otlp-ports]',
  check: (bundle) => bundle.containers.flatMap((container) => crossed(bundle, container)),
};

function crossed(bundle: Bundle, container: Container): Finding[] {
  return SIGNALS.flatMap((signal): Finding[] => {
    const endpoint = setting(bundle, container, [`OTEL_EXPORTER_OTLP_${signal}ENDPOINT`]);
    if (endpoint === undefined) return [];
    const names = [`OTEL_EXPORTER_OTLP_${signal}PROTOCOL`, 'OTEL_EXPORTER_OTLP_PROTOCOL'];
    const protocol = setting(bundle, container, names)?.value ?? '';
    const wanted = Object.hasOwn(PORTS, protocol) ? PORTS[protocol] : undefined;
    const [url] = urlsIn(endpoint.value);
    const port = url?.hosts[0]?.port;
    if (wanted === undefined || port === wanted || !Object.values(PORTS).includes(port ?? 0)) return [];
    const { object, field } = endpoint;
    return [{ object, field, expected: `port ${wanted} for ${protocol}`, received: quoted(port) }];
  });
}
