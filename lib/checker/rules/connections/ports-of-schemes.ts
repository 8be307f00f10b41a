import type { Bundle, Container } from '../../bundle/bundle';
import { type Setting, settings, settingsNamed } from '../../bundle/containers/settings';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { serviceTargets } from '../../bundle/traffic/service-targets';
import { speakers } from '../../bundle/traffic/speakers';
import { urlsIn } from '../../bundle/traffic/urls';
import { entryOf } from '../../manifest/entry-of';
import type { Finding, Rule } from '../../rule';

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

/** A URL has a port that speaks the protocol of the URL, wherever the server runs. */
export const portsOfSchemes: Rule = {
  id: 'ports-of-schemes',
  answer: 'risk',
  why: 'a program that speaks another protocol than the port waits for an answer that never comes, or ends the connection at the first byte',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[AMQP_URL].value: expected 5672, since 15672 is for the pages of RabbitMQ, received amqp with port 15672 [ports-of-schemes]',
  about: ['://'],
  check: (bundle) =>
    [...settingsNamed(bundle, ADDRESS)].flatMap(([container, found]) =>
      found.flatMap((each) => mistaken(bundle, container, each)),
    ),
};

function mistaken(bundle: Bundle, container: Container, { value, object, field }: Setting): Finding[] {
  if (!value.includes('://')) return [];
  return urlsIn(value).flatMap(({ scheme, hosts: [host] }): Finding[] => {
    const port = host?.implicit ? undefined : host?.port;
    const right = port === undefined ? undefined : entryOf(OTHER_PORTS, scheme)?.[port];
    if (host === undefined || port === undefined || right === undefined) return [];
    if (port === 26379 && asksSentinel(bundle, container)) return [];
    const service = ClusterDns.of(bundle).answer(host.name, container.template.namespace)?.service;
    const targets = service === undefined ? [] : serviceTargets(bundle, service, port);
    // A Service may lead from the port to another one, and `schemes-fit-ports` knows the ports of some servers.
    const isLeft = targets.some((target) => {
      const spoken = speakers(bundle).get(target.template)?.ports[target.port];
      return target.port !== port || spoken?.includes(scheme) === false;
    });
    return isLeft ? [] : [{ object, field, expected: right, received: `${scheme} with port ${port}` }];
  });
}

/** A client of Sentinel asks Sentinel for the address of the master. */
const asksSentinel = (bundle: Bundle, container: Container): boolean =>
  settings(bundle, container).some(({ name }) => /sentinel|master[-_.]?name|client[-_.]?type/i.test(name));
