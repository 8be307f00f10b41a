import { entryPath } from '../../manifest/field-path';
import { entriesAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Records with the name of another host, behind a number for some: https://www.rfc-editor.org/rfc/rfc1035#section-5.1 */
const TARGET =
  /^[^;\n]*?\s(?:IN\s+)?(?:(?:CNAME|NS|PTR|DNAME)\s+|MX\s+\d+\s+|SRV\s+\d+\s+\d+\s+\d+\s+|SOA\s+)([\w.-]+)(?=\s|$)/gim;
/** The owner of a record. */
const OWNER = /^([\w*-][\w.-]*\.[\w.-]+)\s+(?:\d+\w?\s+)?(?:IN\s+)?(?:A|AAAA|CNAME|TXT|MX|SRV|NS)\s/gim;
const TOP = /\.(com|net|org|io|dev|example|internal|local)$/;

/** A whole name in a zone of the DNS ends in a dot. */
export const zoneNamesAbsolute: Rule = {
  id: 'zone-names-absolute',
  answer: 'broken',
  why: 'a name without a final dot is relative to its zone: www.example.org in the zone example.org is www.example.org.example.org',
  example:
    'ConfigMap default/dns: data[db.example.org]: expected "portal.example.org." (a dot ends a whole name), received "portal.example.org" [zone-names-absolute]',
  about: ['SOA'],
  check: (bundle) =>
    bundle.ofKind('ConfigMap').flatMap((object) =>
      entriesAt(object, 'data').flatMap(([key, text]): Finding[] => {
        if (typeof text !== 'string' || !/\sSOA\s/.test(text)) return [];
        const zone = text.replace(/;.*$/gm, '');
        // A name below another origin is no name below the first.
        const origins = [...zone.matchAll(/^\$ORIGIN\s+([\w.-]+)\./gm)].map(([, name = '']) => name);
        if (origins.length > 1) return [];
        const origin =
          origins[0] ?? /^db\.([\w-]+\.[\w.-]+)$|^([\w-]+\.[\w.-]+)\.(?:zone|db)$/.exec(key)?.slice(1).find(Boolean);
        const names = [...zone.matchAll(TARGET), ...zone.matchAll(OWNER)].map(([, name = '']) => name);
        const stray = names.find((name) => !name.endsWith('.') && isWhole(name, origin));
        if (stray === undefined) return [];
        const expected = `"${stray}." (a dot ends a whole name)`;
        return [{ object, field: entryPath('data', key), expected, received: quoted(stray) }];
      }),
    ),
};

/** True for a name that ends in the name of the zone, or in a domain of the whole world. */
function isWhole(name: string, origin: string | undefined): boolean {
  if (origin !== undefined && (name === origin || name.endsWith(`.${origin}`))) return true;
  return name.split('.').length > 2 && TOP.test(name);
}
