import type { Bundle, Container } from '../../bundle/bundle';
import { type Setting, setting, settings, settingsNamed } from '../../bundle/containers/settings';
import { ClusterDns } from '../../bundle/traffic/cluster-dns';
import { runs } from '../../bundle/workloads/members';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { identity } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Providers of identities, with the setting of the issuer. Behind a whole issuer stands nothing more. */
const PROVIDERS: readonly { readonly program: RegExp; readonly names: readonly string[]; readonly whole: boolean }[] = [
  // https://www.keycloak.org/server/hostname
  { program: /^(keycloak|kc\.sh)$/, names: ['KC_HOSTNAME', 'hostname'], whole: false },
  // https://dexidp.io/docs/configuration/, https://www.ory.com/docs/hydra/reference/configuration
  { program: /^dex$/, names: ['issuer'], whole: true },
  { program: /^hydra$/, names: ['URLS_SELF_ISSUER', 'urls.self.issuer'], whole: true },
];

/** Settings of clients with the issuer: OIDC_ISSUER_URL, oidc-issuer-url, spring...issuer-uri. */
const ISSUER = /(^|[._-])issuer[._-]?(ur[il])?$/i;
/** A client that does not compare the issuer. */
const CARELESS =
  /skip[-_.]?(oidc[-_.]?discovery|issuer)|insecure[-_.]?oidc[-_.]?skip|issuer[-_.]?(check|validation|verification)/i;

interface Provider {
  readonly container: Container;
  readonly issuer: URL;
  readonly whole: boolean;
}

/** A client names the issuer that the provider names itself. */
export const issuersAgree: Rule = {
  id: 'issuers-agree',
  answer: 'risk',
  why: 'a client of OpenID Connect compares the issuer letter by letter with the one in the answer of the provider: with another address of the same server, nobody signs in',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[OIDC_ISSUER_URL].value: expected an issuer that begins with https://sso.example.com/, as Deployment default/sso names itself (KC_HOSTNAME), received "http://sso.example.com/realms/shop" [issuers-agree]',
  about: ['issuer'],
  check: (bundle) => {
    const providers = bundle.containers.flatMap((container) => providerOf(bundle, container));
    if (providers.length === 0) return [];
    return [...settingsNamed(bundle, ISSUER)].flatMap(([container, found]) =>
      found.flatMap((told) => providers.flatMap((provider) => differing(bundle, container, told, provider))),
    );
  },
};

function providerOf(bundle: Bundle, container: Container): Provider[] {
  const row = PROVIDERS.find(({ program }) => !container.init && runs(container, program));
  const value = row && setting(bundle, container, row.names)?.value;
  const issuer = value === undefined ? undefined : urlOf(/^https?:\/\//.test(value) ? value : `https://${value}`);
  return row === undefined || issuer === undefined ? [] : [{ container, issuer, whole: row.whole }];
}

function urlOf(text: string): URL | undefined {
  const isPlain = /^https?:\/\/[\w.-]+(:\d+)?(\/[\w./~-]*)?$/.test(text.trim());
  return isPlain ? new URL(text.trim()) : undefined;
}

function differing(
  bundle: Bundle,
  container: Container,
  told: Setting,
  { container: own, issuer, whole }: Provider,
): Finding[] {
  const url = urlOf(told.value);
  if (url === undefined || container === own || told.secret) return [];
  const [wanted, received] = [issuer, url].map((each) => each.href.replace(/\/+$/, ''));
  const isSame = whole ? received === wanted : `${received}/`.startsWith(`${wanted}/`);
  if (isSame || !isMeant(bundle, container, url, own, issuer)) return [];
  if (settings(bundle, container).some(({ name }) => CARELESS.test(name))) return [];
  const names = PROVIDERS.find(({ program }) => runs(own, program))?.names.filter((name) =>
    setting(bundle, own, [name]),
  );
  const says = `as ${identity(own.template.owner)} names itself (${names?.[0]})`;
  const expected = whole ? `${wanted}, ${says}` : `an issuer that begins with ${wanted}/, ${says}`;
  return [{ object: told.object, field: told.field, expected, received: quoted(told.value) }];
}

/** True for the public host of the provider, and for a Service of the provider where the client is known to compare. */
function isMeant(bundle: Bundle, container: Container, url: URL, own: Container, issuer: URL): boolean {
  if (url.hostname === issuer.hostname) return true;
  if (!runs(container, /^oauth2-proxy$/)) return false;
  const service = ClusterDns.of(bundle).answer(url.hostname, container.template.namespace)?.service;
  return service !== undefined && podsBehind(bundle, service).includes(own.template);
}
