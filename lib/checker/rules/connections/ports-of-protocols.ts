import type { Bundle, Container } from '../../bundle/bundle';
import { ClusterDns } from '../../bundle/cluster-dns';
import { hostsIn } from '../../bundle/named-hosts';
import { type Setting, settingsNamed } from '../../bundle/settings';
import { identity, type Json, listAt, numberAt, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Settings with the address of a server. */
const ADDRESS = /(url|uri|dsn|addr|address|host|server|servers|endpoint|broker|brokers|target|upstream)$/i;

/** The names of a port, for each protocol: of a URL's scheme, of a word in a setting's name, of the port itself. */
const PROTOCOLS: Readonly<Record<string, readonly string[]>> = {
  amqp: ['amqp', 'amqps', 'rabbitmq'],
  grpc: ['grpc', 'grpcs', 'h2c'],
  kafka: ['kafka'],
  metrics: ['metrics', 'prometheus', 'prom', 'monitoring', 'exporter', 'monitor'],
  mongodb: ['mongodb', 'mongo'],
  mqtt: ['mqtt', 'mqtts'],
  mysql: ['mysql', 'mariadb'],
  nats: ['nats'],
  postgres: ['postgres', 'postgresql', 'pgsql', 'pg'],
  redis: ['redis', 'rediss', 'valkey'],
  smtp: ['smtp'],
  web: ['http', 'https', 'web', 'rest'],
};
const BY_WORD = new Map(Object.entries(PROTOCOLS).flatMap(([protocol, all]) => all.map((word) => [word, protocol])));
/** The words in names of settings that mean the protocol, and nothing else. */
const TELLING = new Set(['amqp', 'grpc', 'mqtt', 'smtp']);

/** A client calls the port of a Service that speaks the protocol of the client. */
export const portsOfProtocols: Rule = {
  id: 'ports-of-protocols',
  answer: 'risk',
  why: 'two ports of one Service speak two protocols: a client at the wrong one connects, and understands no answer',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[MODEL_GRPC_URL].value: expected 8001, the port grpc of Service default/model, received 8000, the port http [ports-of-protocols]',
  check: (bundle) =>
    [...settingsNamed(bundle, ADDRESS)].flatMap(([container, found]) =>
      found.flatMap((setting) => judge(bundle, container, setting)),
    ),
};

function judge(bundle: Bundle, { template }: Container, { name, value, object, field }: Setting): Finding[] {
  const protocol = protocolOf(name, value);
  if (protocol === undefined || !/:\d{2,5}/.test(value) || value.length > 1000) return [];
  return hostsIn({ key: name, value }).flatMap(({ name: host, port }): Finding[] => {
    const service = port === undefined ? undefined : ClusterDns.of(bundle).answer(host, template.namespace)?.service;
    const ports = listAt(service, 'spec', 'ports');
    const called = ports.find((each) => numberAt(each, 'port') === port);
    if (service === undefined || called === undefined) return [];
    const other = spokenAt(called);
    const [right, ...more] = ports.filter((each) => spokenAt(each) === protocol);
    if (other === undefined || other === protocol || right === undefined || more.length > 0) return [];
    return [
      {
        object,
        field,
        expected: `${numberAt(right, 'port')}, the port ${stringAt(right, 'name')} of ${identity(service)}`,
        received: `${port}, the port ${stringAt(called, 'name')}`,
      },
    ];
  });
}

/** The protocol that the scheme says, or else the one word of the name. A web client may well have a scheme of its own. */
function protocolOf(name: string, value: string): string | undefined {
  const [, scheme] = /^(?:jdbc:)?([a-z][a-z\d]*)(?:\+\w+)?:\/\//.exec(value) ?? [];
  const told = scheme === undefined ? undefined : BY_WORD.get(scheme);
  if (told !== undefined && told !== 'web') return told;
  const words = name.toLowerCase().split(/[^a-z\d]+/);
  const found = new Set(words.flatMap((word) => BY_WORD.get(word) ?? []));
  const isTelling = found.size === 1 && words.some((word) => TELLING.has(word)) && !words.includes('gateway');
  return isTelling ? [...found][0] : undefined;
}

/** The protocol of a port, by its name. A name with words of two protocols says nothing. */
function spokenAt(port: Json): string | undefined {
  const words = [stringAt(port, 'name'), stringAt(port, 'targetPort')].join('-').toLowerCase().split('-');
  const found = new Set(words.flatMap((word) => BY_WORD.get(word) ?? []));
  return found.size === 1 ? [...found][0] : undefined;
}
