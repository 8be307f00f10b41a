import type { Bundle, Container } from '../../bundle/bundle';
import { type Setting, settings, settingsNamed } from '../../bundle/containers/settings';
import { type Finding, quoted, type Rule } from '../../rule';

/** Words of a name for a bound. */
const LEAST = /(^|[._-])(min|minimum|initial)(?=[._-]|$)/i;
/** Other pairs of names, the smaller one first. */
const PAIRS: readonly (readonly [least: RegExp, most: RegExp])[] = [
  // https://docs.oracle.com/en/java/javase/21/docs/specs/man/java.html
  [/^Xms(\d+[kmgt]?)$/i, /^Xmx(\d+[kmgt]?)$/i],
  // https://www.php.net/manual/en/ini.core.php#ini.post-max-size
  [/^(?:PHP_)?upload_max_filesize$/i, /^(?:PHP_)?post_max_size$/i],
  [/^(?:PHP_)?post_max_size$/i, /^(?:PHP_)?memory_limit$/i],
  // https://github.com/brettwooldridge/HikariCP#frequently-used
  [/hikari[._]minimum[-_]?idle$/i, /hikari[._]maximum[-_]?pool[-_]?size$/i],
  // https://www.php.net/manual/en/install.fpm.configuration.php
  [/^pm\.min_spare_servers$/, /^pm\.max_spare_servers$/],
  [/^pm\.max_spare_servers$/, /^pm\.max_children$/],
  // https://docs.spring.io/spring-boot/appendix/application-properties/
  [/multipart[._]max[-_]?file[-_]?size$/i, /multipart[._]max[-_]?request[-_]?size$/i],
  // https://www.postgresql.org/docs/current/runtime-config-connection.html
  [/^superuser_reserved_connections$/, /^max_connections$/],
];
/** The names of the lower bounds, and some others. */
const LOWER = new RegExp([LEAST, ...PAIRS.map(([least]) => least)].map(({ source }) => source).join('|'), 'i');

/** A lower bound of a program is not above the upper bound. */
export const leastBelowMost: Rule = {
  id: 'least-below-most',
  answer: 'broken',
  why: 'a program refuses bounds that cross, and ends at its start, or takes the lower of two limits without a word',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[DB_POOL_MIN].value: expected at most 10, as DB_POOL_MAX says, received "20" [least-below-most]',
  check: (bundle) => [...settingsNamed(bundle, LOWER).keys()].flatMap((container) => crossed(bundle, container)),
};

function crossed(bundle: Bundle, container: Container): Finding[] {
  const all = settings(bundle, container).filter(({ secret }) => !secret);
  // The items of a list share their names, and each has bounds of its own.
  const repeated = new Set(all.filter(isRepeated()).map(({ name }) => name));
  // Of two with one name, the later counts.
  const byName = new Map(all.filter(({ name }) => !repeated.has(name)).map((each) => [each.name, each]));
  const found = [...byName.values()].flatMap((least) => {
    const others = [
      ...(LEAST.test(least.name) ? [byName.get(mostOf(least.name)) ?? []] : [])
        .flat()
        .filter((each) => unitOf(each) === unitOf(least)),
      ...PAIRS.filter(([name]) => name.test(least.name)).map(
        ([, name]) => all.filter((each) => name.test(each.name)).at(-1) ?? [],
      ),
    ].flat();
    return others.map((most) => ({ least, most }));
  });
  return (
    found
      // Zero often stands for no limit.
      .filter(({ least, most }) => amountOf(most) > 0 && amountOf(least) > amountOf(most))
      .map(({ least, most }): Finding => {
        // Of an option, the name holds the value: -Xmx512m.
        const [isOption, { object, field }] = [/^Xm/i.test(least.name), least];
        const expected = isOption ? `no more than -${most.name}` : `at most ${most.value}, as ${most.name} says`;
        return { object, field, expected, received: quoted(isOption ? `-${least.name}` : least.value) };
      })
  );
}

/** True for a setting that the same field has before. */
const isRepeated = () => {
  const known = new Set<string>();
  return ({ name, field }: Setting) => known.size === known.add(`${field} ${name}`).size;
};

/** `DB_POOL_MIN` and `DB_POOL_MAX`, `pool.minimum-size` and `pool.maximum-size`. */
const mostOf = (name: string): string =>
  name.replace(LEAST, (word) =>
    word
      .replace(/initial|min(?=imum)?/, 'max')
      .replace(/INITIAL|MIN/, 'MAX')
      .replace(/Initial|Min/, 'Max'),
  );

const UNITS = ['k', 'm', 'g', 't'];

/** A number, or a size with a unit. NaN is neither above nor below. */
function amountOf({ name, value }: Setting): number {
  const text = /^Xm[sx]/i.test(name) ? name.slice(3) : value;
  const [, digits, unit = ''] = /^(\d+(?:\.\d+)?)\s*([kmgt]?)i?b?$/i.exec(text) ?? [];
  return digits === undefined ? Number.NaN : Number(digits) * 1024 ** (UNITS.indexOf(unit.toLowerCase()) + 1);
}

/** `100m` may be a tenth of a core, and `5m` five minutes: names that nobody knows are compared in one unit alone. */
const unitOf = ({ value }: Setting): string => value.replace(/[\d.\s]+/g, '');
