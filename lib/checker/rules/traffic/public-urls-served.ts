import type { Bundle, Container } from '../../bundle/bundle';
import { type Setting, settingsNamed } from '../../bundle/containers/settings';
import { allHosts, servedHosts } from '../../bundle/traffic/served-hosts';
import { identity } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** Settings with the address by which browsers know the program. Source: the manual of each program. */
const OWN = new RegExp(
  `^(${[
    ...['WEBHOOK_URL', 'N8N_EDITOR_BASE_URL', 'GF_SERVER_ROOT_URL', 'GF_SERVER_DOMAIN', 'KC_HOSTNAME', 'hostname'],
    ...['(GITEA|FORGEJO)__server__(ROOT_URL|DOMAIN)', 'MM_SERVICESETTINGS_SITEURL', 'NEXTAUTH_URL', 'OVERWRITEHOST'],
    ...['OVERWRITECLIURL', 'OAUTH2_PROXY_REDIRECT_URL', 'redirect-url', 'PHX_HOST', 'server[._]publicBaseUrl'],
    ...['web\\.external-url', 'MINIO_BROWSER_REDIRECT_URL', 'MB_SITE_URL', 'SITE_URL', 'PAPERLESS_URL', 'WP_HOME'],
    ...['VIKUNJA_SERVICE_PUBLICURL', 'CMD_DOMAIN', 'LOCAL_DOMAIN', 'APP_URL', 'PUBLIC_URL', 'ROOT_URL', 'url'],
  ].join('|')})$`,
  'i',
);

/** The public address of a program is one of the hosts of its routes. */
export const publicUrlsServed: Rule = {
  id: 'public-urls-served',
  answer: 'risk',
  why: 'a program writes its public address into links, redirects and webhooks: at a host that no route serves, nobody answers',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[WEBHOOK_URL].value: expected flows.example.com, the host of Ingress default/web, received "n8n.example.com" [public-urls-served]',
  check: (bundle) =>
    [...settingsNamed(bundle, OWN)].flatMap(([container, found]) =>
      container.init ? [] : found.flatMap((setting) => unserved(bundle, container, setting)),
    ),
};

function unserved(bundle: Bundle, { template }: Container, { name, value, object, field, secret }: Setting): Finding[] {
  const served = servedHosts(bundle).get(template) ?? [];
  const [, host = ''] = /^(?:https?:\/\/)?([a-z][\w-]*(?:\.[\w-]+)+)(?::\d+)?(?:\/\S*)?$/i.exec(value.trim()) ?? [];
  const own = host.toLowerCase();
  const isInner = /\.(svc|local|internal|cluster|localhost|lan)(\.|$)|^localhost/.test(own);
  if (served.length === 0 || own === '' || secret || isInner) return [];
  // A name of the settings of other programs, too, and the option of a file of Ghost.
  if (/^(url|hostname)$/i.test(name) && !/\.env\[|envFrom|args$/.test(field)) return [];
  const all = [...allHosts(bundle)].map((each) => each.toLowerCase());
  if (all.some((each) => each === own || (each.startsWith('*.') && own.endsWith(each.slice(1))))) return [];
  const [near] = served.filter((each) => domainOf(each.host) === domainOf(own) || isTypo(each.host, own));
  if (near === undefined) return [];
  const expected = `${near.host}, the host of ${identity(near.route)}`;
  return [{ object, field, expected, received: quoted(host) }];
}

/** `example.com` of `shop.example.com`. */
const domainOf = (host: string): string => host.toLowerCase().split('.').slice(-2).join('.');
