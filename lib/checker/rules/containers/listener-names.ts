import type { Bundle, Container } from '../../bundle/bundle';
import { type Setting, setting } from '../../bundle/containers/settings';
import { runs } from '../../bundle/workloads/members';
import { type Finding, quoted, type Rule } from '../../rule';

/** The names of listeners that Kafka knows by themselves: https://kafka.apache.org/documentation/#brokerconfigs_listener.security.protocol.map */
const PROTOCOLS = ['PLAINTEXT', 'SSL', 'SASL_PLAINTEXT', 'SASL_SSL'];

/** The listeners of a broker of Kafka have one name everywhere. */
export const listenerNames: Rule = {
  id: 'listener-names',
  answer: 'broken',
  why: 'a broker of Kafka ends at its start if a listener has no protocol, or if its brokers talk at a listener that is not there',
  example:
    'StatefulSet default/db: spec.template.spec.containers[db].env[KAFKA_LISTENER_SECURITY_PROTOCOL_MAP].value: expected a protocol for the listener INTERNAL of listeners, received "PLAINTEXT:PLAINTEXT" [listener-names]',
  about: ['kafka'],
  check: (bundle) =>
    bundle.containers.filter((each) => runs(each, /kafka$/)).flatMap((container) => unnamed(bundle, container)),
};

function unnamed(bundle: Bundle, container: Container): Finding[] {
  const told = (name: string) =>
    setting(bundle, container, [`KAFKA_${name}`, `KAFKA_CFG_${name}`, name.toLowerCase().replaceAll('_', '.')]);
  const [listeners, advertised, map] = ['LISTENERS', 'ADVERTISED_LISTENERS', 'LISTENER_SECURITY_PROTOCOL_MAP'].map(
    told,
  );
  const own = namesIn(listeners, /([A-Za-z][\w-]*):\/\//g);
  if (listeners === undefined || own.length === 0 || /[$`]\(|\{\{/.test(listeners.value)) return [];
  const mapped = map === undefined ? PROTOCOLS : namesIn(map, /([A-Za-z][\w-]*):[A-Z_]+/g);
  const stray = own.find((name) => !mapped.includes(name));
  if (stray !== undefined) {
    const expected = `a protocol for the listener ${stray} of listeners`;
    return [found(map ?? listeners, expected)];
  }
  const uses = [
    ...namesIn(advertised, /([A-Za-z][\w-]*):\/\//g).map((name) => ({ name, of: advertised })),
    ...['INTER_BROKER_LISTENER_NAME', 'CONTROLLER_LISTENER_NAMES'].flatMap((each) => {
      const of = told(each);
      // A broker without the role of a controller names the listener of the controllers alone.
      return each.startsWith('CONTROLLER') && !/controller/.test(told('PROCESS_ROLES')?.value ?? '')
        ? []
        : namesIn(of, /([A-Za-z][\w-]*)/g).map((name) => ({ name, of }));
    }),
  ];
  return uses
    .filter(({ name }) => !own.includes(name))
    .flatMap(({ of }) => (of === undefined ? [] : [found(of, `a listener of listeners (${own.join(', ')})`)]));
}

const namesIn = (setting: Setting | undefined, pattern: RegExp): string[] =>
  setting === undefined ? [] : [...setting.value.matchAll(pattern)].map(([, name = '']) => name);

const found = ({ object, field, value, secret }: Setting, expected: string): Finding => ({
  object,
  field,
  expected,
  received: secret ? 'others' : quoted(value),
});
