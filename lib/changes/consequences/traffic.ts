import { listAt, type Manifest, stringAt } from '../../checker/manifest/manifest';
import { causesOf } from '../cause';
import type { Comparison, Pair } from '../comparison';
import type { Consequence, Effect } from '../consequence';
import { effectsOfFields, type FieldEffect } from '../field-effects';
import { changedReach } from '../reach';
import { changedRoutes } from '../routes';

const isOpen = (type: unknown): boolean => type === 'NodePort' || type === 'LoadBalancer';

/** The type of a Service. */
const SERVICES: readonly FieldEffect[] = [
  {
    field: /^spec\.type$/,
    when: ({ before, now }) => isOpen(now) && !isOpen(before),
    says: 'is reached from outside of the cluster',
  },
  {
    field: /^spec\.type$/,
    when: ({ before, now }) => isOpen(before) && !isOpen(now),
    says: 'is no longer reached from outside of the cluster',
  },
];

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
    ...comparison.changed.flatMap((pair) => servedHosts(comparison, pair)),
    ...effectsOfFields(comparison, SERVICES),
  ],
};

/** Hosts that lose or get TLS. */
function servedHosts(comparison: Comparison, { before, after }: Pair): Effect[] {
  if (after.kind !== 'Ingress') return [];
  const secured = (ingress: Manifest) => listAt(ingress, 'spec', 'tls').flatMap((entry) => listAt(entry, 'hosts'));
  const served = (ingress: Manifest) => listAt(ingress, 'spec', 'rules').map((rule) => stringAt(rule, 'host'));
  const said = (from: Manifest, to: Manifest, words: string) =>
    secured(from)
      .filter((host) => !secured(to).includes(host) && [from, to].every((each) => served(each).includes(String(host))))
      .map((host) => ({ object: after, says: `${host} ${words}`, causes: causesOf(comparison, after, /^spec\.tls/) }));
  return [...said(before, after, 'is served without TLS'), ...said(after, before, 'is served by TLS')];
}
