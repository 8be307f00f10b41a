import { getOrInsert } from '../../manifest/get-or-insert';
import { listAt, numberAt, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Protocols that tell two listeners of one port apart by the host alone. */
const BY_HOST = /^(HTTP|HTTPS|TLS)$/;

/** Two listeners of a Gateway on one port have different hosts, and one protocol. */
export const listenersDiffer: Rule = {
  id: 'listeners-differ',
  answer: 'broken',
  why: 'two listeners with one port and one host are in conflict: the Gateway serves one of them or neither, and the status of the other alone says so',
  example:
    'Gateway default/edge: spec.listeners[b].hostname: expected another host than listener a has on port 443, received "shop.example.com" [listeners-differ]',
  about: ['listeners'],
  check: (bundle) =>
    bundle.ofKind('Gateway').flatMap((object) => {
      const first = new Map<string, string>();
      return listAt(object, 'spec', 'listeners').flatMap((listener, index): Finding[] => {
        const [protocol, port] = [stringAt(listener, 'protocol') ?? '', numberAt(listener, 'port')];
        // The listeners of another kind of Gateway, such as that of Istio, have servers.
        if (port === undefined) return [];
        const host = BY_HOST.test(protocol) ? stringAt(listener, 'hostname') : undefined;
        const name = stringAt(listener, 'name') ?? String(index);
        const transport = protocol === 'UDP' ? 'UDP' : 'TCP';
        const earlier = getOrInsert(first, `${transport} ${port} ${host ?? ''}`, () => name);
        if (earlier === name) return [];
        const expected = `another host than listener ${earlier} has on port ${port}`;
        return [{ object, field: `spec.listeners[${name}].hostname`, expected, received: quoted(host) }];
      });
    }),
};
