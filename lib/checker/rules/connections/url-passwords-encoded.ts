import type { Bundle } from '../../bundle/bundle';
import { ownVariables, variable } from '../../bundle/containers/container-environment';
import { texts } from '../../bundle/containers/texts';
import { urlsIn } from '../../bundle/traffic/urls';
import { type Finding, quoted, type Rule } from '../../rule';

/** RFC 3986, unreserved and sub-delims: the characters allowed in a user or password without encoding. */
const ENCODED = /^(?:[\w.~!$&'()*+,;=-]|%[0-9a-f]{2})*$/i;

/** User and password of a URL hold no character with another meaning in a URL. */
export const urlPasswordsEncoded: Rule = {
  id: 'url-passwords-encoded',
  answer: 'risk',
  why: 'an @ or / in a password ends it, or the host, too early: the application knocks at another host, or is refused',
  example:
    'Secret default/api: stringData.DATABASE_URL: expected a percent-encoded password in the URL (@ as %40, : as %3A, / as %2F, # as %23, ? as %3F, % as %25), received one with a character that is not [url-passwords-encoded]',
  about: ['@'],
  check: (bundle) => [...inTexts(bundle), ...inTemplates(bundle), ...putTogether(bundle)],
};

function inTexts(bundle: Bundle): Finding[] {
  return texts(bundle).flatMap(({ object, field, value }) => {
    const wrong = urlsIn(value).flatMap(({ user = '', password = '', torn }) => {
      if (torn || !ENCODED.test(password)) return ['password'];
      return ENCODED.test(user) ? [] : ['user'];
    });
    return [...new Set(wrong)].map((part) => ({
      object,
      field,
      expected: `a percent-encoded ${part} in the URL (@ as %40, : as %3A, / as %2F, # as %23, ? as %3F, % as %25)`,
      received: 'one with a character that is not',
    }));
  });
}

/** The password of a URL, if an operator fills in the password. */
const TEMPLATED_PASSWORD = /:\/\/[^\s/@:]*:\{\{(.*?)\}\}@/gs;

/** Go's urlquery writes a space as `+`, and readers of URLs do not turn `+` back into a space. */
function inTemplates(bundle: Bundle): Finding[] {
  return bundle.madeSecrets.flatMap(({ maker: object, values = [] }) =>
    values.flatMap(({ field, template = '' }) =>
      [...template.matchAll(TEMPLATED_PASSWORD)]
        .filter(([, action = '']) => !/\burlquery\b.*\breplace\s+"\+"\s+"%20"/s.test(action))
        .map(([, action = '']) => ({
          object,
          field,
          expected: 'a password that is percent-encoded, with | urlquery | replace "+" "%20"',
          received: quoted(`{{${action}}}`),
        })),
    ),
  );
}

/** Kubernetes puts the value of a variable into a URL as it stands. */
function putTogether(bundle: Bundle): Finding[] {
  return bundle.containers.flatMap((container) => {
    const own = ownVariables(bundle, container).filter(({ source, value }) => !source && value?.includes('://'));
    return own.flatMap(({ path, value = '' }): Finding[] => {
      const [, name] = /:\/\/[^\s/@]{0,200}:\$\((\w+)\)@/.exec(value) ?? [];
      const password = name === undefined ? undefined : variable(bundle, container, name)?.value;
      if (name === undefined || password === undefined || ENCODED.test(password.trim())) return [];
      const expected = `a password without / @ : # ? % in ${name}, or one that is percent-encoded`;
      return [
        {
          object: container.template.owner,
          field: `${path}.value`,
          expected,
          received: 'one with a character that ends it',
        },
      ];
    });
  });
}
