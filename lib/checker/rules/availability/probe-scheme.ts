import type { Bundle, Container } from '../../bundle/bundle';
import { settings } from '../../bundle/containers/settings';
import { PROBES } from '../../bundle/traffic/asked-ports';
import { type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Ports with TLS, by name and by number. */
const TLS_NAME = /^(https|tls|https?s?-tls|.*-https|.*-tls)$/;
const TLS_NUMBERS = new Set([443, 6443, 8443, 9443, 10250]);

/** A probe speaks TLS where the port does. */
export const probeScheme: Rule = {
  id: 'probe-scheme',
  answer: 'risk',
  why: 'a server with TLS answers 400 to a probe without: the pod never gets ready, or is restarted for ever',
  example:
    'Deployment default/api: spec.template.spec.containers[api].readinessProbe.httpGet.scheme: expected "HTTPS", since port https has TLS, received nothing [probe-scheme]',
  check: (bundle) => [...overHttp(bundle), ...bundle.containers.flatMap((container) => overGrpc(bundle, container))],
};

function overHttp({ containers }: Bundle): Finding[] {
  return containers.flatMap(({ template, spec, path }) => {
    const probes = PROBES.flatMap((probe) => {
      const http = valueAt(spec, probe, 'httpGet');
      return http === undefined
        ? []
        : [{ probe, port: portOf(spec, valueAt(http, 'port')), scheme: stringAt(http, 'scheme') }];
    });
    const secure = new Set(probes.filter(({ scheme }) => scheme === 'HTTPS').map(({ port }) => port.number));
    return probes.flatMap(({ probe, port, scheme }): Finding[] => {
      const isSecure = secure.has(port.number) || TLS_NAME.test(port.name) || TLS_NUMBERS.has(Number(port.number));
      if (scheme === 'HTTPS' || !isSecure) return [];
      const reason = secure.has(port.number)
        ? 'as another probe of the port'
        : `since port ${port.name || port.number} has TLS`;
      const field = `${path}.${probe}.httpGet.scheme`;
      return [{ object: template.owner, field, expected: `"HTTPS", ${reason}`, received: quoted(scheme) }];
    });
  });
}

const KEY = /(^|[-_.])((tls|ssl|server)[-_.]?)?key([-_.]?(file|path))?$/i;
const CERTIFICATE = /(^|[-_.])((tls|ssl|server)[-_.]?)?cert(ificate)?([-_.]?(file|path))?$/i;
/** The key with which a program calls others. */
const CLIENT = /client|upstream|kafka|db|database|postgres|redis|webhook|ca[-_.]/i;
/** The address at which a program serves, and no address for probes. */
const ADDRESS = /^(grpc[-_.]?)?(addr|address|listen|listen[-_.]addr(ess)?|bind|port)$/i;

/** The kubelet asks gRPC without TLS: https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/ */
function overGrpc(bundle: Bundle, container: Container): Finding[] {
  const { template, spec, path } = container;
  const asked = PROBES.filter((probe) => valueAt(spec, probe, 'grpc', 'port') !== undefined);
  if (asked.length === 0) return [];
  const all = settings(bundle, container);
  const hasFile = (names: RegExp) =>
    all.some(({ name, value }) => names.test(name) && !CLIENT.test(name) && value.startsWith('/'));
  if (!hasFile(KEY) || !hasFile(CERTIFICATE)) return [];
  const secure = new Set(
    all.filter(({ name }) => ADDRESS.test(name)).map(({ value }) => /^(?:[\w.]*:)?(\d+)$/.exec(value)?.[1]),
  );
  return asked.flatMap((probe) => {
    const port = valueAt(spec, probe, 'grpc', 'port');
    const field = `${path}.${probe}.grpc.port`;
    if (!secure.has(String(port))) return [];
    const expected = 'a port without TLS, since the kubelet asks gRPC without, or an exec probe';
    return [{ object: template.owner, field, expected, received: quoted(port) }];
  });
}

/** The name and the number of a port, given by either. */
function portOf(spec: Json, port: Json | undefined): { readonly name: string; readonly number: Json | undefined } {
  const found = listAt(spec, 'ports').find((each) =>
    [valueAt(each, 'name'), valueAt(each, 'containerPort')].includes(port),
  );
  return { name: stringAt(found, 'name') ?? '', number: valueAt(found, 'containerPort') ?? port };
}
