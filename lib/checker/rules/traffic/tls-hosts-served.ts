import { listAt, stringAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A certificate is for hosts of its Ingress. */
export const tlsHostsServed: Rule = {
  id: 'tls-hosts-served',
  answer: 'risk',
  why: 'the host that the rules serve gets no certificate: browsers warn of the default one of the controller',
  example:
    'Ingress default/web: spec.tls[0].hosts[0]: expected a host of spec.rules, received "shop.exmaple.com"; did you mean "shop.example.com"? [tls-hosts-served]',
  about: ['hosts'],
  check: (bundle) =>
    bundle.ofKind('Ingress').flatMap((object) => {
      const served = listAt(object, 'spec', 'rules').flatMap((rule) => stringAt(rule, 'host') ?? []);
      // Without hosts, or with one that is empty, the rules serve any.
      if (served.length === 0 || served.length < listAt(object, 'spec', 'rules').length) return [];
      const entries = listAt(object, 'spec', 'tls');
      const certified = entries.flatMap((item) => listAt(item, 'hosts')).map(String);
      // While a served host has no certificate, a host that is near is the mistake.
      const isBare = served.some((host) => !certified.some((pattern) => isFor(pattern, host)));
      const fits = (host: string, each: string) => {
        return isBare ? isFor(host, each) : covers(host, each) || covers(each, host);
      };
      return entries.flatMap((item, entry) =>
        listAt(item, 'hosts').flatMap((host, index): Finding[] => {
          if (typeof host !== 'string' || served.some((each) => fits(host, each))) return [];
          const field = `spec.tls[${entry}].hosts[${index}]`;
          return [
            { object, field, expected: 'a host of spec.rules', received: quoted(host), meant: nearest(host, served) },
          ];
        }),
      );
    }),
};

/** `*.example.com` is for one more label. */
const isFor = (pattern: string, host: string): boolean =>
  pattern === host || (pattern.startsWith('*.') && host.replace(/^[^.]+/, '*') === pattern);

/** The certificate of a domain is often made with its parent. */
const covers = (pattern: string, host: string): boolean => isFor(pattern, host) || host.endsWith(`.${pattern}`);
