import type { Bundle, Container } from '../../bundle/bundle';
import { ClusterDns } from '../../bundle/cluster-dns';
import { runs } from '../../bundle/members';
import { serviceTargets } from '../../bundle/service-targets';
import { type Setting, setting, settings, settingsNamed } from '../../bundle/settings';
import { urlsIn } from '../../bundle/urls';
import { listAt, numberAt, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Ports on which a program of the scheme never speaks the scheme, and the right port. Source: the manual of each program. */
const OTHER_PORTS: Readonly<Record<string, Readonly<Record<number, string>>>> = {
  amqp: { 15672: '5672, since 15672 is for the pages of RabbitMQ', 5671: '5672, or amqps' },
  amqps: { 15671: '5671', 15672: '5671', 5672: '5671, or amqp' },
  http: { 443: 'https, which port 443 speaks', 5432: 'postgresql', 3306: 'mysql', 6379: 'redis', 27017: 'mongodb' },
  https: { 80: 'http, which port 80 speaks' },
  ldap: { 636: '389, or ldaps' },
  ldaps: { 389: '636, or ldap' },
  mqtt: { 8883: '1883, or mqtts' },
  mqtts: { 1883: '8883, or mqtt' },
  mysql: { 33060: '3306, since 33060 speaks another protocol' },
  nats: { 6222: '4222, since 6222 is for servers', 8222: '4222, since 8222 is for monitoring' },
  redis: { 26379: '6379, since 26379 is for Sentinel', 16379: '6379, since 16379 is for servers' },
  smtp: { 465: '587, or smtps' },
  smtps: { 587: '465, or smtp', 25: '465, or smtp' },
};

const ADDRESS = /(URL|URI|DSN|ADDR|ADDRESS|ENDPOINT|BROKER|SERVER|HOST|TARGET|ISSUER|GRPC)S?$/i;
const MAIL_PORT = /(smtp|mail).*[._]port$/i;

/** Ports of programs that speak no HTTP, by the image, and the port for HTTP. Source: the manual of each program. */
const OTHER_THAN_HTTP: readonly (readonly [image: RegExp, ports: readonly number[], right: string])[] = [
  [/clickhouse/, [9000, 9009], '8123'],
  [/elasticsearch|opensearch/, [9300], '9200'],
  [/(^|\/)nats$/, [4222, 6222], '8222'],
  [/qdrant/, [6334], '6333'],
  [/weaviate/, [50051], '8080'],
  [/rabbitmq/, [5672], '15672'],
  [/(^|\/)influxdb$/, [8088], '8086'],
  [/consul$/, [8300, 8301], '8500'],
  [/tritonserver/, [8001], '8000'],
];

/** An address has a port that speaks the protocol of the address. */
export const protocolPorts: Rule = {
  id: 'protocol-ports',
  answer: 'risk',
  why: 'a program that speaks another protocol than the port waits for an answer that never comes, or ends the connection at the first byte',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[AMQP_URL].value: expected 5672, since 15672 is for the pages of RabbitMQ, received amqp with port 15672 [protocol-ports]',
  check: (bundle) => [
    ...[...settingsNamed(bundle, ADDRESS)].flatMap(([container, found]) =>
      found.flatMap((each) => [...ofScheme(bundle, container, each), ...ofGrpc(bundle, container, each)]),
    ),
    ...[...settingsNamed(bundle, MAIL_PORT)].flatMap(([container, found]) => ofMail(bundle, container, found)),
  ],
};

const finding = ({ object, field }: Setting, expected: string, received: string): Finding => ({
  object,
  field,
  expected,
  received,
});

function ofScheme(bundle: Bundle, container: Container, each: Setting): Finding[] {
  if (!each.value.includes('://')) return [];
  return urlsIn(each.value).flatMap(({ scheme, hosts }): Finding[] => {
    const [host] = hosts;
    const port = host?.implicit ? undefined : host?.port;
    const known = port === undefined ? undefined : OTHER_PORTS[scheme]?.[port];
    const isHttp = scheme === 'http' && !/grpc/i.test(each.name);
    if (host === undefined || port === undefined || (known === undefined && !isHttp)) return [];
    const service = ClusterDns.of(bundle).answer(host.name, container.template.namespace)?.service;
    const targets = service === undefined ? [] : serviceTargets(bundle, service, port);
    const images = targets.flatMap(({ template }) =>
      template.containers.map(({ spec }) => stringAt(spec, 'image')?.replace(/:[^/]*$/, '') ?? ''),
    );
    const row = OTHER_THAN_HTTP.find(
      ([image, ports]) => ports.includes(port) && images.some((name) => image.test(name)),
    );
    const right = known ?? (row && `${row[2]}, the port for HTTP`);
    if (right === undefined || (port === 26379 && asksSentinel(bundle, container))) return [];
    // A Service may lead from the port to another one.
    if (targets.some((target) => target.port !== port)) return [];
    return [finding(each, right, `${scheme} with port ${port}`)];
  });
}

/** A client of Sentinel asks Sentinel for the address of the master. */
const asksSentinel = (bundle: Bundle, container: Container): boolean =>
  settings(bundle, container).some(({ name }) => /sentinel|master[-_.]?name|client[-_.]?type/i.test(name));

/** https://opentelemetry.io/docs/specs/otlp/: 4317 for gRPC, 4318 for HTTP. A Service may name its ports. */
function ofGrpc(bundle: Bundle, container: Container, each: Setting): Finding[] {
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
  const mistaken = (wanted === 'grpc' && port === 4318) || (wanted === 'http' && port === 4317);
  return mistaken ? [finding(each, `${wanted === 'grpc' ? 4317 : 4318}, the port for ${wanted}`, String(port))] : [];
}

interface MailSecurity {
  readonly names: readonly string[];
  readonly program?: RegExp;
  /** The values with which a client speaks TLS from the first byte. */
  readonly implicit: RegExp;
}

const TRUE = /^(true|1|yes|on)$/i;
const SECURITY: readonly MailSecurity[] = [
  // https://nodemailer.com/smtp/, https://ghost.org/docs/config/#mail, https://directus.io/docs/configuration/email
  { names: ['mail__options__secure', 'SMTP_SECURE', 'EMAIL_SMTP_SECURE'], implicit: TRUE },
  // https://docs.n8n.io/hosting/configuration/environment-variables/user-management-smtp-2fa/
  { names: ['N8N_SMTP_SSL'], implicit: TRUE },
  // https://github.com/nextcloud/docker
  { names: ['SMTP_SECURE'], program: /^nextcloud$/, implicit: /^ssl$/ },
  // https://docs.djangoproject.com/en/stable/ref/settings/#email-use-ssl
  {
    names: ['EMAIL_USE_SSL', 'DJANGO_EMAIL_USE_SSL', 'AUTHENTIK_EMAIL__USE_SSL', 'PAPERLESS_EMAIL_USE_SSL'],
    implicit: TRUE,
  },
  // https://docs.spring.io/spring-boot/reference/io/email.html
  { names: ['spring.mail.properties.mail.smtp.ssl.enable'], implicit: TRUE },
  // https://docs.gitea.com/administration/config-cheat-sheet#mailer-mailer
  { names: ['GITEA__mailer__PROTOCOL', 'FORGEJO__mailer__PROTOCOL'], implicit: /^smtps$/ },
  // https://docs.mattermost.com/configure/smtp-email.html
  { names: ['MM_EMAILSETTINGS_CONNECTIONSECURITY'], implicit: /^TLS$/ },
  // https://github.com/dani-garcia/vaultwarden/wiki/SMTP-Configuration
  { names: ['SMTP_SECURITY'], implicit: /^force_tls$/ },
];
/** https://docs.djangoproject.com/en/stable/ref/settings/#email-use-tls: STARTTLS, which port 465 does not speak. */
const STARTTLS = ['EMAIL_USE_TLS', 'DJANGO_EMAIL_USE_TLS', 'AUTHENTIK_EMAIL__USE_TLS'];

/** https://www.rfc-editor.org/rfc/rfc8314: 465 speaks TLS from the first byte, 587 and 25 do not. */
function ofMail(bundle: Bundle, container: Container, ports: readonly Setting[]): Finding[] {
  const port = ports.length === 1 ? ports[0]?.value : undefined;
  if (port === undefined) return [];
  const [row] = SECURITY.filter(
    ({ names, program }) => setting(bundle, container, names) && (program === undefined || runs(container, program)),
  ).reverse();
  const told = row && setting(bundle, container, row.names);
  const starts = setting(bundle, container, STARTTLS);
  if (row && told && row.implicit.test(told.value) && /^(587|25)$/.test(port)) {
    return [finding(told, `another value, or port 465: port ${port} begins without TLS`, quoted(told.value))];
  }
  if (starts && TRUE.test(starts.value) && port === '465' && !(told && row?.implicit.test(told.value))) {
    return [finding(starts, 'port 587, or SSL in place of TLS: port 465 begins with TLS', quoted(starts.value))];
  }
  return [];
}
