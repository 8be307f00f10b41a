import type { Bundle } from '../../bundle/bundle';
import { setting } from '../../bundle/containers/settings';
import { texts } from '../../bundle/containers/texts';
import { runs } from '../../bundle/workloads/members';
import { type Finding, quoted, type Rule } from '../../rule';

/** A character set and a collation of SQL: `CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_ci`. */
const CLAUSE = /\b(?:CHARACTER\s+SET|CHARSET)\s*=?\s*["'`]?(\w+)["'`]?\s+(?:DEFAULT\s+)?COLLATE\s*=?\s*["'`]?(\w+)/gi;

/** A collation belongs to its character set. */
export const collationsFit: Rule = {
  id: 'collations-fit',
  answer: 'broken',
  why: 'the name of a collation of MySQL begins with its character set: with another character set, the server or the script stops',
  example:
    'ConfigMap default/db: data[db.cnf]: expected a collation of utf8mb3, as character-set-server says, received "utf8mb4_unicode_ci" [collations-fit]',
  about: ['collat'],
  check: (bundle) => {
    const found = [...ofServers(bundle), ...ofScripts(bundle)];
    return [...new Map(found.map((each) => [JSON.stringify([each.object.metadata, each.field]), each])).values()];
  },
};

/** https://dev.mysql.com/doc/refman/8.4/en/charset-unicode-utf8mb3.html: utf8 is the old name of utf8mb3. */
const whole = (charset: string): string => charset.toLowerCase().replace(/^utf8$/, 'utf8mb3');
const fits = (charset: string, collation: string): boolean => whole(collation.replace(/_.*$/, '')) === whole(charset);

function ofServers(bundle: Bundle): Finding[] {
  return bundle.containers.flatMap((container): Finding[] => {
    if (!runs(container, /^(mysql|mysqld|mariadb|mariadbd|percona)$/)) return [];
    const charset = setting(bundle, container, ['character-set-server']);
    const collation = setting(bundle, container, ['collation-server']);
    const isPlain = [charset, collation].every((each) => /^\w+$/.test(each?.value ?? ''));
    if (charset === undefined || collation === undefined || !isPlain || fits(charset.value, collation.value)) return [];
    const { object, field, value } = collation;
    const expected = `a collation of ${whole(charset.value)}, as character-set-server says`;
    return [{ object, field, expected, received: quoted(value) }];
  });
}

function ofScripts(bundle: Bundle): Finding[] {
  return texts(bundle).flatMap(({ object, field, value }) =>
    !/collate/i.test(value)
      ? []
      : [...value.replace(/^\s*(--|#).*$/gm, '').matchAll(CLAUSE)]
          .filter(([, charset = '', collation = '']) => !fits(charset, collation))
          .slice(0, 1)
          .map(([, charset = '', collation]) => ({
            object,
            field,
            expected: `a collation of ${whole(charset)}, as the character set beside`,
            received: quoted(collation),
          })),
  );
}
