import { listAt, stringAt, valueAt } from '../../checker/manifest/manifest';
import { causeOf } from '../cause';
import type { Comparison, Pair } from '../comparison';
import type { Consequence, Effect } from '../consequence';
import { changedReach } from '../reach';
import { changedRoutes } from '../routes';

/** Connections that are let through, and connections that are not any more. */
export const traffic: Consequence = {
  id: 'traffic',
  why: 'an opening that nobody reviews is a way in, and a closed one shows as a timeout',
  example:
    'traffic: StatefulSet shop/db: lets in Deployment shop/report on TCP 5432\n  NetworkPolicy shop/db: spec.ingress[0].from: has changed',
  effects: (comparison) => [
    ...changedReach(comparison),
    ...changedRoutes(comparison)
      .filter(({ now }) => now !== undefined)
      .map(({ object, url, before, now, causes }) => {
        const instead = before === undefined ? '' : ` in place of ${before}`;
        return { object, says: `${url} leads to ${now}${instead}`, causes };
      }),
    ...comparison.changed.flatMap((pair) => [...plainHosts(comparison, pair), ...openServices(comparison, pair)]),
  ],
};

/** Hosts that lose or get TLS. */
function plainHosts(comparison: Comparison, pair: Pair): Effect[] {
  if (pair.after.kind !== 'Ingress') return [];
  const hosts = (ingress: unknown) => listAt(ingress, 'spec', 'tls').flatMap((entry) => listAt(entry, 'hosts'));
  const [before, now] = [hosts(pair.before), hosts(pair.after)];
  const causes = pair.changes
    .filter(({ path }) => path.startsWith('spec.tls'))
    .map((change) => causeOf(comparison, pair.after, change));
  const isServed = (host: unknown) =>
    [pair.before, pair.after].every((ingress) =>
      listAt(ingress, 'spec', 'rules').some((rule) => stringAt(rule, 'host') === host),
    );
  return [
    ...before
      .filter((host) => !now.includes(host) && isServed(host))
      .map((host) => ({ object: pair.after, says: `${host} is served without TLS`, causes })),
    ...now
      .filter((host) => !before.includes(host) && isServed(host))
      .map((host) => ({ object: pair.after, says: `${host} is served by TLS`, causes })),
  ];
}

/** Services that are reached from outside of the cluster, or no longer. */
function openServices(comparison: Comparison, pair: Pair): Effect[] {
  if (pair.after.kind !== 'Service') return [];
  const isOpen = (service: unknown) => /^(NodePort|LoadBalancer)$/.test(String(valueAt(service, 'spec', 'type')));
  const [before, now] = [isOpen(pair.before), isOpen(pair.after)];
  if (before === now) return [];
  const causes = pair.changes
    .filter(({ path }) => path === 'spec.type')
    .map((change) => causeOf(comparison, pair.after, change));
  const says = now ? 'is reached from outside of the cluster' : 'is no longer reached from outside of the cluster';
  return [{ object: pair.after, says, causes }];
}
