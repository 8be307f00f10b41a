import type { Bundle } from '../../bundle/bundle';
import { type Text, texts } from '../../bundle/containers/texts';
import { podOf } from '../../bundle/traffic/pod';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { listItems } from '../../manifest/field-path';
import { identity, namespaceOf, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Finding, Rule } from '../../rule';

/** A host with a port, in a URL or a pair, and in a configuration of Envoy. A part of the host may be a variable. */
const PAIRS = /(?<![\w.-])([a-z][a-z0-9-]{0,62})((?:\.[\w$(){}-]{1,64}){0,6}):(\d{2,5})(?!\d)/g;
const ENVOY =
  /address:\s{0,8}["']?([a-z][a-z0-9-]{0,62})((?:\.[\w-]{1,64}){0,6})["']?[,\s]{1,80}port_value:\s{0,8}(\d{2,5})/g;

/** Clients of a headless Service knock at the ports of the pods. */
export const headlessPorts: Rule = {
  id: 'headless-ports',
  answer: 'risk',
  why: 'the name of a headless Service is the addresses of the pods: nothing leads from the port of the Service to the port of the pods',
  example:
    'Service default/quotes: spec.ports[grpc].port: expected 50051, the port of the pods, since ConfigMap default/web calls port 80 of this headless Service, received 80 [headless-ports]',
  check: (bundle) =>
    bundle.ofKind('Service').flatMap((object) => {
      if (stringAt(object, 'spec', 'clusterIP') !== 'None') return [];
      const pods = podsBehind(bundle, object);
      const open = pods.flatMap((pod) => podOf(pod).ports ?? []);
      return listItems(valueAt(object, 'spec'), 'spec', 'ports').flatMap(({ item, path }): Finding[] => {
        const [port, target] = [numberAt(item, 'port'), valueAt(item, 'targetPort')];
        const number = typeof target === 'number' ? target : open.find(({ name }) => name === target)?.port;
        if (port === undefined || number === undefined || number === port || pods.length === 0) return [];
        const client = callers(bundle).get(`${namespaceOf(object)}/${object.metadata.name}:${port}`);
        if (client === undefined || open.some((each) => each.port === port)) return [];
        const expected = `${number}, the port of the pods, since ${identity(client.object)} calls port ${port} of this headless Service`;
        return [{ object, field: `${path}.port`, expected, received: String(port) }];
      });
    }),
};

/** The first text with each host and port of a Service: `namespace/name:port`. */
const callers = once((bundle: Bundle): ReadonlyMap<string, Text> => {
  const found = new Map<string, Text>();
  for (const text of texts(bundle)) {
    for (const form of [PAIRS, ENVOY]) {
      for (const [, name, rest = '', port] of text.value.matchAll(form)) {
        const [, place = text.namespace] = rest.split('.');
        const key = `${/[${(]/.test(place) ? text.namespace : place}/${name}:${port}`;
        if (!found.has(key)) found.set(key, text);
      }
    }
  }
  return found;
});
