import type { Bundle, Container } from '../../bundle/bundle';
import { type Setting, settingsNamed } from '../../bundle/containers/settings';
import { type KafkaListener, kafkaListeners, said } from '../../bundle/databases/kafka-listeners';
import { valuesAt } from '../../manifest/field-path';
import { namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const SERVERS = /bootstrap[._-]?servers?$/i;
const PROTOCOL = /security[._-]?protocol$/i;

/** A client of Kafka speaks the protocol of the listener that the client calls. */
export const kafkaProtocolsAgree: Rule = {
  id: 'kafka-protocols-agree',
  answer: 'broken',
  why: 'each listener of Kafka speaks one protocol: a client with another one fails at the handshake, again and again',
  example:
    'ConfigMap default/api: data[app.properties]: expected a listener for SSL (port 9093) in kafka.bootstrap.servers, since at this port Kafka default/orders speaks PLAINTEXT, received "orders-kafka-bootstrap:9092" [kafka-protocols-agree]',
  about: ['bootstrap'],
  check: (bundle) => (kafkaListeners(bundle).size === 0 ? [] : [...ofContainers(bundle), ...ofOperators(bundle)]),
};

interface Client {
  readonly place: Pick<Finding, 'object' | 'field'>;
  readonly namespace: string;
  readonly name: string;
  readonly servers: string;
  readonly protocol: string;
}

function ofContainers(bundle: Bundle): Finding[] {
  const protocols = settingsNamed(bundle, PROTOCOL);
  const found = [...settingsNamed(bundle, SERVERS)].flatMap(([container, all]) =>
    all
      .filter(({ secret }) => !secret)
      .flatMap((server) => {
        const protocol = protocolOf(server, protocols.get(container) ?? []);
        return protocol === undefined ? [] : judge(bundle, client(container, server, protocol));
      }),
  );
  return [
    ...new Map(found.map((each) => [`${each.object.kind} ${each.object.metadata.name} ${each.field}`, each])).values(),
  ];
}

const client = ({ template }: Container, { object, field, name, value }: Setting, protocol: string): Client => ({
  place: { object, field },
  namespace: template.namespace,
  name,
  servers: value,
  protocol,
});

/** The protocol beside a list of servers: with the same prefix, or the only one. */
function protocolOf({ name }: Setting, all: readonly Setting[]): string | undefined {
  const prefix = name.replace(SERVERS, '');
  const own = all.filter((each) => each.name.replace(PROTOCOL, '') === prefix);
  const values = [...new Set((own.length > 0 ? own : all).map(({ value }) => value.toUpperCase()))];
  return values.length === 1 ? values[0] : undefined;
}

/** https://strimzi.io/docs/operators/latest/configuring */
function ofOperators(bundle: Bundle): Finding[] {
  const places = [
    ['KafkaConnect', 'spec'],
    ['KafkaBridge', 'spec'],
    ['KafkaMirrorMaker2', 'spec.clusters[]'],
  ] as const;
  return places.flatMap(([kind, place]) =>
    bundle.ofKind(kind).flatMap((object) =>
      valuesAt(object, place).flatMap(({ value, path }) => {
        const sasl = !/^(tls)?$/.test(stringAt(value, 'authentication', 'type') ?? '');
        const protocol = `${sasl ? 'SASL_' : ''}${valueAt(value, 'tls') === undefined ? 'PLAINTEXT' : 'SSL'}`;
        const servers = stringAt(value, 'bootstrapServers') ?? '';
        const name = 'bootstrapServers';
        return judge(bundle, {
          place: { object, field: `${path}.${name}` },
          namespace: namespaceOf(object),
          name,
          servers,
          protocol,
        });
      }),
    ),
  );
}

function judge(bundle: Bundle, { place, namespace, name, servers, protocol }: Client): Finding[] {
  if (!/^(SASL_)?(PLAINTEXT|SSL)$/.test(protocol)) return [];
  const fits = ({ tls, sasl }: KafkaListener) => protocol === `${sasl ? 'SASL_' : ''}${tls ? 'SSL' : 'PLAINTEXT'}`;
  return servers.split(',').flatMap((server): Finding[] => {
    const [, host = '', port] = /^\s*([\w.-]+):(\d+)\s*$/.exec(server) ?? [];
    // `service`, `service.namespace`, `pod.service.namespace`
    const [last = '', before = ''] = host
      .replace(/\.svc(\.cluster\.local)?$/, '')
      .split('.')
      .reverse();
    const key = before === '' ? `${namespace}/${last}` : `${last}/${before}`;
    const all = kafkaListeners(bundle).get(key) ?? [];
    const own = all.find((listener) => listener.port === Number(port));
    if (own === undefined || fits(own)) return [];
    const other = all.find(fits);
    const right = other === undefined ? '' : ` (port ${other.port})`;
    const expected = `a listener for ${protocol}${right} in ${name}, since at this port ${said(own)}`;
    return [{ ...place, expected, received: quoted(servers) }];
  });
}
