import { identity, listAt, type Manifest, namespaceOf, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Bundle, Container } from '../bundle';
import { setting } from '../containers/settings';
import { podsBehind } from '../workloads/pod-selection';

/** A door of a cluster of Kafka. */
export interface KafkaListener {
  readonly owner: Manifest;
  readonly port: number;
  readonly tls: boolean;
  /** True if clients log in by SASL. */
  readonly sasl: boolean;
}

/** The listeners behind each Service, by `namespace/name`. */
export const kafkaListeners = once((bundle: Bundle): ReadonlyMap<string, readonly KafkaListener[]> => {
  const found = new Map<string, readonly KafkaListener[]>();
  for (const kafka of bundle.ofKind('Kafka')) {
    for (const end of ['bootstrap', 'brokers']) {
      found.set(`${namespaceOf(kafka)}/${kafka.metadata.name}-kafka-${end}`, operated(kafka));
    }
  }
  const brokers = bundle.containers.filter((container) => setting(bundle, container, LISTENERS) !== undefined);
  if (brokers.length === 0) return found;
  for (const service of bundle.ofKind('Service')) {
    const behind = podsBehind(bundle, service).flatMap(({ containers }) => containers);
    const broker = brokers.find((container) => behind.includes(container));
    if (broker) found.set(`${namespaceOf(service)}/${service.metadata.name}`, plain(bundle, service, broker));
  }
  return found;
});

/** https://strimzi.io/docs/operators/latest/configuring#type-GenericKafkaListener-reference */
function operated(kafka: Manifest): KafkaListener[] {
  return listAt(kafka, 'spec', 'kafka', 'listeners').flatMap((each) => {
    const port = numberAt(each, 'port');
    const isInside = /^(internal|cluster-ip)$/.test(stringAt(each, 'type') ?? '');
    const login = stringAt(each, 'authentication', 'type') ?? 'tls';
    return port === undefined || !isInside
      ? []
      : [{ owner: kafka, port, tls: valueAt(each, 'tls') === true, sasl: login !== 'tls' }];
  });
}

/** https://kafka.apache.org/documentation/#brokerconfigs_listener.security.protocol.map */
const LISTENERS = ['KAFKA_LISTENERS', 'KAFKA_CFG_LISTENERS', 'listeners'];
const PROTOCOLS = [
  'KAFKA_LISTENER_SECURITY_PROTOCOL_MAP',
  'KAFKA_CFG_LISTENER_SECURITY_PROTOCOL_MAP',
  'listener.security.protocol.map',
];

function plain(bundle: Bundle, service: Manifest, broker: Container): KafkaListener[] {
  const map = new Map(
    (setting(bundle, broker, PROTOCOLS)?.value ?? '')
      .split(',')
      .map((pair) => pair.trim().split(':') as [string, string]),
  );
  const ports = listAt(service, 'spec', 'ports');
  return (setting(bundle, broker, LISTENERS)?.value ?? '').split(',').flatMap((each) => {
    const [, name = '', port = ''] = /^\s*(\w+):\/\/[^:]*:(\d+)\s*$/.exec(each) ?? [];
    const protocol = map.get(name) ?? name;
    if (!/^(SASL_)?(PLAINTEXT|SSL)$/.test(protocol)) return [];
    const named = listAt(broker.spec, 'ports').find((entry) => numberAt(entry, 'containerPort') === Number(port));
    const asked = ports.filter((entry) => {
      const target = valueAt(entry, 'targetPort') ?? valueAt(entry, 'port');
      return target === Number(port) || (named !== undefined && target === stringAt(named, 'name'));
    });
    return asked.flatMap((entry) => {
      const door = numberAt(entry, 'port');
      const listener = {
        owner: broker.template.owner,
        tls: protocol.endsWith('SSL'),
        sasl: protocol.startsWith('SASL'),
      };
      return door === undefined ? [] : [{ ...listener, port: door }];
    });
  });
}

/** A listener in words. */
export const said = ({ owner, tls, sasl }: KafkaListener): string =>
  `${identity(owner)} speaks ${sasl ? 'SASL_' : ''}${tls ? 'SSL' : 'PLAINTEXT'}`;
