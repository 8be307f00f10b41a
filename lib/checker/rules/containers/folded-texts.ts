import { entryPath } from '../../manifest/field-path';
import { entriesAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Files that a program reads line by line, each with signs of several lines in one. */
const FORMS: readonly (readonly [file: RegExp, joined: RegExp, inParagraph?: true])[] = [
  // https://redis.io/docs/latest/operate/oss_and_stack/management/config-file/
  [
    /^(redis|valkey|sentinel).*\.conf$/,
    /(?:^|\s)(?:port|dir|maxmemory|appendonly|save|bind|requirepass|protected-mode|timeout|databases|loglevel)\s+\S+\s+(?:port|dir|maxmemory(?:-policy)?|appendonly|appendfsync|save|bind|requirepass|masterauth|protected-mode|timeout|tcp-keepalive|databases|loglevel|replicaof)\s+\S/,
    true,
  ],
  // https://mosquitto.org/man/mosquitto-conf-5.html
  [
    /^mosquitto\.conf$/,
    /\b(?:listener|allow_anonymous|persistence|password_file|acl_file)\s+\S+\s+(?:listener|allow_anonymous|persistence|persistence_location|password_file|acl_file|log_dest)\s/,
    true,
  ],
  // https://docs.haproxy.org/
  [/^haproxy\.cfg$/, /^\s*(?:global|defaults)\s+\S.*\b(?:frontend|backend|listen|defaults)\b/],
  // https://www.postgresql.org/docs/current/auth-pg-hba-conf.html
  [
    /^pg_hba\.conf$/,
    /^\s*(?:local|host(?:ssl|nossl)?)\s+\S+\s+\S+\s.*\s(?:local|host(?:ssl|nossl)?)\s+\S+\s+\S+\s+\S/,
    true,
  ],
  // http://www.squid-cache.org/Doc/config/, https://chrony-project.org/documentation.html
  [/^squid\.conf$/, /^\s*(?:acl|http_access|http_port)\s+\S.*\s(?:acl|http_access|http_port|cache_dir)\s+\S/, true],
  [/^chrony\.conf$/, /^\s*(?:server|pool|driftfile)\s+\S.*\s(?:server|pool|driftfile|makestep|rtcsync)(?:\s|$)/, true],
  // Pairs and sections.
  [/\.(ini|cnf|cfg|toml|conf|properties|env)$|^\.env$/, /^\s*\[[\w. -]+\]\s+[\w.-]+\s*=/],
  [
    /\.(properties|env|ini|cnf)$|^\.env$|^zoo\.cfg$|^(postgresql|pgbouncer)\.conf$/,
    /^\s*[A-Za-z][\w.-]*\s?=\s?\S+\s+[A-Za-z][\w.-]*\s?=\s?\S+\s+[A-Za-z][\w.-]*\s?=\s?\S/,
  ],
];
/** A shell takes the rest of the first line for one argument. */
const SCRIPT = /^#!\s*\/(?:usr\/)?bin\/(?:env\s+)?(?:ba|da|a|z)?sh\s+(?:-\w+\s+)?[A-Za-z]/;

/** A file has the line breaks that its program needs. */
export const foldedTexts: Rule = {
  id: 'folded-texts',
  answer: 'broken',
  why: 'YAML joins the lines of a text behind ">": a program that reads a setting on each line gets one line, and stops or does nothing',
  example:
    'ConfigMap default/redis: data[redis.conf]: expected a line for each setting (| in place of >), received all in one line [folded-texts]',
  about: ['#!', '.conf', '.cfg', '.ini', '.cnf', '.toml', '.properties', '.env'],
  check: (bundle) =>
    bundle.ofKind('ConfigMap').flatMap((object) =>
      entriesAt(object, 'data').flatMap(([key, text]): Finding[] => {
        if (typeof text !== 'string' || text.length > 10_000) return [];
        const line = text.trim();
        const isScript = SCRIPT.test(line.slice(0, 200).split('\n', 1)[0] ?? '');
        // An empty line ends a folded paragraph. Where a word begins each line, a paragraph of several is enough.
        const paragraphs = line.split('\n').filter((each) => !each.startsWith('#'));
        const isOne = FORMS.some(
          ([file, joined, inParagraph]) =>
            file.test(key) && (inParagraph || paragraphs.length === 1) && paragraphs.some((each) => joined.test(each)),
        );
        if (!isScript && !isOne) return [];
        const expected = `a line for each ${isScript ? 'command' : 'setting'} (| in place of >)`;
        return [{ object, field: entryPath('data', key), expected, received: 'all in one line' }];
      }),
    ),
};
