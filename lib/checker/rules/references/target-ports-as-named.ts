import type { PodTemplate } from '../../bundle/bundle';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { listItems } from '../../manifest/field-path';
import { type Json, listAt, type Manifest, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** A port of a Service leads to the port of the container that has its name and its number. */
export const targetPortsAsNamed: Rule = {
  id: 'target-ports-as-named',
  answer: 'risk',
  why: 'a port of a Service that leads to another port of the same container speaks another protocol than its name says: TLS ends in the plain listener, and a scraper reads pages',
  example:
    'Service default/broker: spec.ports[mqtts].targetPort: expected "mqtts", the port of container api with the name and the number, received "mqtt" [target-ports-as-named]',
  check: (bundle) =>
    bundle.ofKind('Service').flatMap((service) => {
      const ports = listItems(valueAt(service, 'spec'), 'spec', 'ports');
      const named = ports.filter(({ item }) => stringAt(item, 'name') && valueAt(item, 'targetPort') !== undefined);
      if (named.length === 0) return [];
      const pods = podsBehind(bundle, service).filter(({ owner }) => !/Job$/.test(owner.kind));
      return named.flatMap(({ item, path }) => crossed(service, item, path, pods));
    }),
};

const is = (port: Json, one: Json | undefined): boolean =>
  one !== undefined && (valueAt(port, 'name') === one || valueAt(port, 'containerPort') === one);

function crossed(service: Manifest, port: Json, path: string, pods: readonly PodTemplate[]): Finding[] {
  const [name, target] = [stringAt(port, 'name'), valueAt(port, 'targetPort')];
  const [container, ...others] = pods.flatMap(({ containers }) =>
    containers.filter(({ spec }) => listAt(spec, 'ports').some((each) => is(each, target))),
  );
  if (container === undefined || others.length > 0) return [];
  const all = listAt(container.spec, 'ports');
  const own = all.find((each) => stringAt(each, 'name') === name);
  // A proxy of its own container may stand before the port of the program.
  if (own === undefined || is(own, target)) return [];
  const isSameNumber = valueAt(own, 'containerPort') === valueAt(port, 'port');
  const isTwice = listAt(service, 'spec', 'ports').some((each) => {
    const led = all.find((one) => is(one, valueAt(each, 'targetPort') ?? valueAt(each, 'port')));
    return each !== port && led !== undefined && is(led, target);
  });
  if (!isSameNumber && !isTwice) return [];
  const expected = `${quoted(name)}, the port of container ${container.name} with the name${isSameNumber ? ' and the number' : ''}`;
  return [{ object: service, field: `${path}.targetPort`, expected, received: quoted(target) }];
}
