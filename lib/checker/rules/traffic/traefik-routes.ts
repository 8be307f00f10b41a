import type { Bundle } from '../../bundle/bundle';
import { settings } from '../../bundle/containers/settings';
import { runs } from '../../bundle/workloads/members';
import { listItems } from '../../manifest/field-path';
import { listAt, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { isTypo, nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** https://doc.traefik.io/traefik/routing/routers/#rule, of version 2 and 3, for HTTP and TCP. */
const MATCHERS = [
  ...['Host', 'HostHeader', 'HostRegexp', 'HostSNI', 'HostSNIRegexp', 'ALPN', 'ClientIP', 'Method'],
  ...['Path', 'PathPrefix', 'PathRegexp', 'Query', 'QueryRegexp', 'Header', 'Headers', 'HeaderRegexp', 'HeadersRegexp'],
];
const KINDS = ['IngressRoute', 'IngressRouteTCP'];

/** Traefik reads the rule of a route, and has its entry points. */
export const traefikRoutes: Rule = {
  id: 'traefik-routes',
  answer: 'broken',
  why: 'Traefik leaves out a route whose rule or entry point it does not know: each request is answered with 404',
  example:
    'IngressRoute default/web: spec.routes[0].match: expected backticks or double quotes around a value, received "Host(\'shop.example.com\')" [traefik-routes]',
  about: ['IngressRoute', 'router.middlewares'],
  check: (bundle) => [
    ...strayMiddlewares(bundle),
    ...KINDS.flatMap((kind) =>
      bundle.ofKind(kind).flatMap((object) => [
        ...listItems(object, '', 'spec.routes').flatMap(({ item, path }): Finding[] => {
          const match = stringAt(item, 'match');
          const mistake = match === undefined ? undefined : mistakeIn(match);
          return mistake
            ? [{ object, field: `${path.replace(/^\./, '')}.match`, received: quoted(match), ...mistake }]
            : [];
        }),
        ...strayEntries(bundle, object),
      ]),
    ),
  ],
};

function mistakeIn(match: string): Pick<Finding, 'expected' | 'meant'> | undefined {
  const plain = match.replace(/`[^`]*`|"(?:\\.|[^"\\])*"/g, '``');
  if (plain.includes("'")) return { expected: 'backticks or double quotes around a value' };
  if (/[`"]/.test(plain.replaceAll('``', ''))) return { expected: 'a second quote for each quote' };
  const open = [...plain].reduce(
    (depth, sign) => (depth < 0 ? depth : sign === '(' ? depth + 1 : sign === ')' ? depth - 1 : depth),
    0,
  );
  if (open !== 0) return { expected: 'a ")" for each "("' };
  const stray = [...plain.matchAll(/(\w+)\s*\(/g)].map(([, name = '']) => name).find((name) => !isMatcher(name));
  if (stray !== undefined)
    return { expected: 'a matcher of Traefik, such as Host or PathPrefix', meant: nearest(stray, MATCHERS) };
  if (/\w\(\s*[^`\s){]/.test(plain)) return { expected: 'backticks or double quotes around a value' };
  return /(^|[^&])&([^&]|$)|(^|[^|])\|([^|]|$)|``\s*\)\s*(and|or|AND|OR)\b/.test(plain)
    ? { expected: '&& or || between matchers' }
    : undefined;
}

const isMatcher = (name: string): boolean => MATCHERS.some((each) => each.toLowerCase() === name.toLowerCase());

function strayEntries(bundle: Bundle, object: Manifest): Finding[] {
  const known = entryPoints(bundle);
  if (known === undefined) return [];
  return listAt(object, 'spec', 'entryPoints').flatMap((entry, index): Finding[] => {
    const name = String(entry);
    if (known.has(name) || name === 'traefik') return [];
    const expected = `an entry point of Traefik (${[...known].join(', ')})`;
    return [
      {
        answer: 'risk',
        object,
        field: `spec.entryPoints[${index}]`,
        expected,
        received: quoted(name),
        meant: nearest(name, known),
      },
    ];
  });
}

/** The entry points of the Traefik of the bundle. Undefined without one, or with several that differ. */
const entryPoints = once((bundle: Bundle): ReadonlySet<string> | undefined => {
  const sets = bundle.containers
    .filter((each) => !each.init && runs(each, /^traefik$/))
    .map((container) =>
      settings(bundle, container).flatMap(
        ({ name }) => /^(?:TRAEFIK_)?entry_?points[._]([\w-]+?)(?:[._]\w+)+$/i.exec(name)?.[1] ?? [],
      ),
    );
  const names = new Set(sets.flat().map((name) => (/^[A-Z]+$/.test(name) ? name.toLowerCase() : name)));
  return sets.length === 0 || sets.some((each) => each.length === 0) ? undefined : names;
});

/** https://doc.traefik.io/traefik/providers/kubernetes-ingress/: `<namespace>-<name>@kubernetescrd` */
function strayMiddlewares(bundle: Bundle): Finding[] {
  const made = bundle
    .ofKind('Middleware')
    .map((each) => ({ name: each.metadata.name, id: `${namespaceOf(each)}-${each.metadata.name}` }));
  const key = 'traefik.ingress.kubernetes.io/router.middlewares';
  return bundle.ofKind('Ingress').flatMap((object) =>
    (stringAt(object, 'metadata', 'annotations', key) ?? '').split(',').flatMap((text): Finding[] => {
      const [, id = ''] = /^\s*([\w.-]+)@kubernetescrd\s*$/.exec(text) ?? [];
      if (id === '' || made.some((each) => each.id === id)) return [];
      const meant = made.find((each) => each.name === id || isTypo(id, each.id) || id.endsWith(`-${each.name}`))?.id;
      if (meant === undefined) return [];
      const expected = 'a Middleware, as <namespace>-<name>@kubernetescrd';
      return [
        {
          object,
          field: `metadata.annotations[${key}]`,
          expected,
          received: quoted(text.trim()),
          meant: `${meant}@kubernetescrd`,
        },
      ];
    }),
  );
}
