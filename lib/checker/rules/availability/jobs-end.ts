import type { Bundle, Container, PodTemplate } from '../../bundle/bundle';
import { commandLine } from '../../bundle/command-line';
import { imageName } from '../../bundle/image-users';
import { mountedFiles } from '../../bundle/mounted-files';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Programs that run until somebody stops them, by the end of the image's name. */
const ENDLESS =
  /(^|\/)(cloud-sql-proxy|gce-proxy|alloydb-auth-proxy|pgbouncer|pgcat|envoy|proxyv2|haproxy|nginx|fluent-bit|fluentd|vector|opentelemetry-collector(-contrib)?|jaeger-agent|statsd-exporter|pushgateway|postgres|mysql|mariadb|mongo|redis|valkey|memcached|rabbitmq|elasticsearch|minio|localstack|oauth2-proxy|dnsmasq|twemproxy|statsd|cloudflared|tailscale)$/;
/** Words with which one container of a pod ends another. */
const STOPS = /quitquitquit|\b(pkill|killall|kill)\b|exit-zero-on-sigterm|\btimeout\s+\d/;

/** The pod of a Job ends when its work does. */
export const jobsEnd: Rule = {
  id: 'jobs-end',
  answer: 'broken',
  why: 'a Job is complete once all containers of its pod have ended, and an init container holds the pod up until its program ends: a proxy among them runs for ever',
  example:
    'Job default/import: spec.template.spec.containers[proxy]: expected an init container with restartPolicy Always: the image envoyproxy/envoy never ends, and neither does the Job, received a container beside api [jobs-end]',
  check: (bundle) => bundle.templates.flatMap((template) => [...beside(bundle, template), ...before(template)]),
};

/** A command of its own may be a client, or a wrapper that ends. */
function isEndless(container: Container): boolean {
  const [first = '-', ...rest] = commandLine(container);
  const isServer = first.startsWith('-') || listAt(container.spec, 'command').length === 0;
  return (
    ENDLESS.test(imageName(container)) && isServer && !/^(sh|bash|\/bin\/(ba)?sh)$/.test(first) && !rest.includes('-c')
  );
}

function beside(bundle: Bundle, { owner: object, spec, path, containers }: PodTemplate): Finding[] {
  const running = listAt(spec, 'containers').map((each) => stringAt(each, 'name'));
  const own = containers.filter(
    ({ path: place, name }) => place.startsWith(`${path}.containers[`) && running.includes(name),
  );
  const isWork = own.find((each) => !isEndless(each));
  if (!/Job$/.test(object.kind) || own.length < 2 || !isWork || valueAt(spec, 'shareProcessNamespace') === true)
    return [];
  const texts = own.flatMap((container) => [
    commandLine(container).join(' '),
    ...mountedFiles(bundle, container).flatMap(({ files }) => [...files.values()].map((text) => text ?? '')),
  ]);
  if (texts.some((text) => STOPS.test(text))) return [];
  return own.filter(isEndless).map((container) => ({
    object,
    field: container.path,
    expected: `an init container with restartPolicy Always: the image ${imageName(container)} never ends, and neither does the Job`,
    received: `a container beside ${isWork.name}`,
  }));
}

/** An init container of a program that never ends. */
function before({ owner: object, containers }: PodTemplate): Finding[] {
  return containers
    .filter((container) => container.init && listAt(container.spec, 'command').length === 0 && isEndless(container))
    .map((container) => ({
      object,
      field: `${container.path}.restartPolicy`,
      expected: `"Always": the image ${imageName(container)} never ends, and the pod waits for its init containers`,
      received: 'nothing',
    }));
}
