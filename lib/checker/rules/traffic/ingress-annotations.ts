import { kinship } from '../../bundle/references/kinship';
import { entryOf } from '../../manifest/entry-of';
import { entriesAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { CONTROLLER_ANNOTATIONS } from '../../programs/controller-annotations';
import { type Finding, quoted, type Rule } from '../../rule';

const PREFIXES = Object.keys(CONTROLLER_ANNOTATIONS);

/** Values of ingress-nginx: https://github.com/kubernetes/ingress-nginx/tree/main/internal/ingress/annotations */
const FORMS: readonly (readonly [names: RegExp, form: RegExp, expected: string])[] = [
  [/^proxy-(read|send|connect)-timeout$|^upstream-fail-timeout$/, /^\d+$/, 'a number of seconds without a unit'],
  [/^(proxy-body-size|client-body-buffer-size|proxy-buffer-size)$/, /^\d+[bkmg]?$/i, 'a size such as 10m'],
  [/^(limit-(rps|rpm|connections)|canary-weight|proxy-buffers-number)$/, /^\d+$/, 'a number'],
  [
    /^(ssl-redirect|force-ssl-redirect|use-regex|enable-cors|ssl-passthrough|canary)$/,
    /^(true|false|t|f|1|0)$/i,
    '"true" or "false"',
  ],
];

/** The controller of an Ingress reads the annotations. */
export const ingressAnnotations: Rule = {
  id: 'ingress-annotations',
  answer: 'risk',
  why: 'a controller leaves out an annotation with a mistyped name: the limit, the redirect or the protection is not there',
  example:
    'Ingress default/web: metadata.annotations[nginx.ingress.kubernetes.io/proxy-body-limit]: expected an annotation of nginx.ingress.kubernetes.io, received "proxy-body-limit"; did you mean "proxy-body-size"? [ingress-annotations]',
  check: (bundle) =>
    bundle.ofKind('Ingress').flatMap((object) =>
      entriesAt(object, 'metadata', 'annotations').flatMap(([key, value]): Finding[] => {
        const slash = key.indexOf('/');
        const [prefix, name] = [key.slice(0, slash), key.slice(slash + 1)];
        const field = `metadata.annotations[${key}]`;
        const known = entryOf(CONTROLLER_ANNOTATIONS, prefix);
        if (known === undefined) {
          const meant = PREFIXES.find(
            (each) => kinship(prefix, each) === 'same' && CONTROLLER_ANNOTATIONS[each]?.has(name),
          );
          return meant === undefined
            ? []
            : [{ object, field, expected: 'the prefix of a controller', received: quoted(prefix), meant }];
        }
        // `actions.<name>` is a name of the user's own.
        const form = key.startsWith('nginx.') ? FORMS.find(([names]) => names.test(name)) : undefined;
        if (form !== undefined && typeof value === 'string' && !form[1].test(value.trim())) {
          return [{ object, field, expected: form[2], received: quoted(value) }];
        }
        if (known.has(name) || known.has(name.split('.', 1)[0] ?? '')) return [];
        const meant = nearest(name, known) ?? kindred(name, known);
        if (meant === undefined) return [];
        return [{ object, field, expected: `an annotation of ${prefix}`, received: quoted(name), meant }];
      }),
    ),
};

/** The annotation with the most words of a name, if at least two and half of its words. */
function kindred(name: string, known: ReadonlySet<string>): string | undefined {
  const words = name.split('-');
  const shared = (other: string) => other.split('-').filter((word) => words.includes(word)).length;
  const best = [...known].reduce((most, each) => (shared(each) > shared(most) ? each : most), '');
  return shared(best) >= 2 && shared(best) * 2 >= words.length ? best : undefined;
}
