import type { Bundle } from '../../bundle/bundle';
import { type Text, texts } from '../../bundle/containers/texts';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { serviceTargets } from '../../bundle/traffic/service-targets';
import { speakers } from '../../bundle/traffic/speakers';
import { urlsIn } from '../../bundle/traffic/urls';
import type { Finding, Rule } from '../../rule';

/** A URL asks a well-known server at the port that speaks the protocol of the URL. */
export const schemesFitPorts: Rule = {
  id: 'schemes-fit-ports',
  answer: 'broken',
  why: 'a server with several ports speaks another protocol at each: a client at the wrong one is cut off, or reads garbage',
  example:
    'Secret default/api: stringData.AMQP_URL: expected port 5672 of Service mq for amqp, received 15672, where rabbitmq speaks http [schemes-fit-ports]',
  about: ['://'],
  check: (bundle) => (speakers(bundle).size === 0 ? [] : texts(bundle).flatMap((text) => mistaken(bundle, text))),
};

function mistaken(bundle: Bundle, text: Text): Finding[] {
  const { object, field, key, namespace, value } = text;
  if (!value.includes('://')) return [];
  return urlsIn(value).flatMap(({ scheme, hosts }) =>
    hosts.flatMap(({ name, port, implicit }): Finding[] => {
      if (port === undefined || implicit) return [];
      const service = ClusterDns.of(bundle).answer(name, namespace)?.service;
      const targets = service ? serviceTargets(bundle, service, port) : [];
      const [speaker, ...others] = new Set(targets.map(({ template }) => speakers(bundle).get(template)));
      const [at = 0, ...more] = new Set(targets.map((target) => target.port));
      const spoken = speaker?.ports[at];
      if (!service || !speaker || !spoken || others.length + more.length > 0 || spoken.includes(scheme)) return [];
      // A client of gRPC may say http for a connection without TLS.
      if (spoken.includes('grpc') && /grpc/i.test(key ?? '')) return [];
      const ports = Object.entries(speaker.ports);
      const right =
        ports.find(([, [first]]) => first === scheme) ?? ports.find(([, schemes]) => schemes.includes(scheme));
      // A scheme that nobody knows may be the name of a driver.
      if (right === undefined && !KNOWN.has(scheme)) return [];
      const remedy = right === undefined ? `a URL of ${spoken[0]}` : `port ${right[0]}`;
      const expected = `${remedy} of Service ${service.metadata.name} for ${scheme}`;
      const [program] = /\w+/.exec(speaker.program.source) ?? [];
      return [{ object, field, expected, received: `${port}, where ${program} speaks ${spoken[0]}` }];
    }),
  );
}

const KNOWN = new Set([
  'http',
  'https',
  'amqp',
  'amqps',
  'postgres',
  'postgresql',
  'mysql',
  'mongodb',
  'redis',
  'rediss',
  'nats',
]);
