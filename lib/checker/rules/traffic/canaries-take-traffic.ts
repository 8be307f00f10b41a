import type { Bundle } from '../../bundle/bundle';
import { nginxAnnotation, routesOf } from '../../bundle/traffic/ingress-routes';
import { identity, type Manifest } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** The annotations of which one sends requests to a canary: https://kubernetes.github.io/ingress-nginx/user-guide/nginx-configuration/annotations/#canary */
const SHARES = ['canary-weight', 'canary-by-header', 'canary-by-cookie'];

/** The canary of ingress-nginx has a share of the requests, and a main Ingress with its host. */
export const canariesTakeTraffic: Rule = {
  id: 'canaries-take-traffic',
  answer: 'risk',
  why: 'a canary without a weight, a header or a cookie gets no request, and ingress-nginx leaves out a canary for a host that no other Ingress has',
  example:
    'Ingress default/canary: metadata.annotations[nginx.ingress.kubernetes.io/canary]: expected canary-weight, canary-by-header or canary-by-cookie beside it, received none of them [canaries-take-traffic]',
  about: ['canary'],
  check: (bundle) =>
    bundle
      .ofKind('Ingress')
      .filter(isCanary)
      .flatMap((object): Finding[] => {
        const field = 'metadata.annotations[nginx.ingress.kubernetes.io/canary]';
        if (SHARES.every((name) => nginxAnnotation(object, name) === undefined)) {
          const expected = `${SHARES.slice(0, 2).join(', ')} or ${SHARES[2]} beside it`;
          return [{ object, field, expected, received: 'none of them' }];
        }
        const hosts = mainHosts(bundle);
        // Without any other Ingress, the main one stands elsewhere.
        if (hosts.size === 0) return [];
        return routesOf(object)
          .filter(({ host }) => !hosts.has(host))
          .slice(0, 1)
          .flatMap(({ host }) => {
            const meant = nearest(host, hosts);
            // The Ingress with the same Services or a near host is the main one.
            if (meant === undefined && !sharesName(bundle, object)) return [];
            const expected = `a host of another Ingress (${[...hosts].slice(0, 5).join(', ')})`;
            return [{ object, field: `spec.rules[${host}].host`, expected, received: quoted(host), meant }];
          });
      }),
};

const isCanary = (ingress: Manifest): boolean => nginxAnnotation(ingress, 'canary') === 'true';

const mainIngresses = (bundle: Bundle): Manifest[] => bundle.ofKind('Ingress').filter((each) => !isCanary(each));

const mainHosts = once(
  (bundle: Bundle): ReadonlySet<string> =>
    new Set(mainIngresses(bundle).flatMap((each) => routesOf(each).map(({ host }) => host))),
);

/** True for `web-canary` beside `web`. */
function sharesName(bundle: Bundle, canary: Manifest): boolean {
  const plain = identity(canary).replace(/-?canary-?/, '');
  return mainIngresses(bundle).some((each) => identity(each) === plain);
}
