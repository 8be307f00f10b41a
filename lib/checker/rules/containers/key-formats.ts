import type { Container } from '../../bundle/bundle';
import { type Setting, settings } from '../../bundle/containers/settings';
import { runs } from '../../bundle/workloads/members';
import { FRAMEWORK_VARIABLES } from '../../programs/framework-variables';
import type { Finding, Rule } from '../../rule';

const sorted = (name: string): string => name.split('_').sort().join('_');

const BY_WORDS = new Map(FRAMEWORK_VARIABLES.map((name) => [sorted(name), name]));

/** Settings have the names and the formats by which programs read them. */
export const keyFormats: Rule = {
  id: 'key-formats',
  answer: 'risk',
  why: 'a program does not read a setting of nearly its name, and exits at a key of another length',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[SECRET_BASE_KEY].value: expected "SECRET_KEY_BASE", as programs read the setting, received "SECRET_BASE_KEY" [key-formats]',
  check: (bundle) =>
    bundle.containers.flatMap((container) => {
      // A file has names of its own.
      const all = settings(bundle, container).filter(({ object }) => object === container.template.owner);
      return [...misnamed(all), ...singleUnderscore(all), ...cookieSecret(container, all)];
    }),
};

const finding = ({ object, field }: Setting, expected: string, received: string): Finding => ({
  object,
  field,
  expected,
  received,
});

/** The words of a well-known variable in another order. */
function misnamed(all: readonly Setting[]): Finding[] {
  const names = new Set(all.map(({ name }) => name));
  return all.flatMap((setting) => {
    const meant = setting.name.includes('_') ? BY_WORDS.get(sorted(setting.name)) : undefined;
    if (meant === undefined || names.has(meant)) return [];
    return [finding(setting, `"${meant}", as programs read the setting`, `"${setting.name}"`)];
  });
}

/** https://learn.microsoft.com/aspnet/core/fundamentals/configuration/#environment-variables: two underscores stand for a colon. */
function singleUnderscore(all: readonly Setting[]): Finding[] {
  return all.flatMap((setting) => {
    const [, section, key] =
      /^(ConnectionStrings|Logging_LogLevel|Kestrel_Endpoints)_([A-Za-z]\w*)$/.exec(setting.name) ?? [];
    if (section === undefined || key === undefined) return [];
    const expected = `"${section.replace('_', '__')}__${key}", with two underscores for each colon`;
    return [finding(setting, expected, `"${setting.name}"`)];
  });
}

/** https://oauth2-proxy.github.io/oauth2-proxy/configuration/overview#generating-a-cookie-secret */
function cookieSecret(container: Container, all: readonly Setting[]): Finding[] {
  if (!runs(container, /^oauth2-proxy$/)) return [];
  const found = all.find(({ name }) => /^(OAUTH2_PROXY_COOKIE_SECRET|cookie-secret)$/.test(name));
  if (found === undefined || found.value.includes('$')) return [];
  const value = found.value.trim();
  const lengths = [value.length, Buffer.from(value.replaceAll('-', '+').replaceAll('_', '/'), 'base64').length];
  if (lengths.some((length) => [16, 24, 32].includes(length))) return [];
  return [finding(found, '16, 24 or 32 bytes, or base64 of so many', `${value.length} characters`)];
}
