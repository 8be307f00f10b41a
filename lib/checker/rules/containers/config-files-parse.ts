import { entryPath } from '../../manifest/field-path';
import { entriesAt } from '../../manifest/manifest';
import { mistakenLineOfJson, mistakenLineOfYaml } from '../../manifest/mistaken-line';
import { mistakenLineOfNginx } from '../../manifest/mistaken-nginx';
import type { Finding, Rule } from '../../rule';

/** Signs that a program fills in the text before somebody reads it, or reads more than JSON and YAML. */
const EXTENDED = /\{\{|\{%|<%|\$\{|^[ \t]*\/\/|\/\*|(^|[\s[,-])!\w/m;

/** The forms of files, by the end of the name. nginx shares its own with other programs. */
const FORMS = [
  { name: 'JSON', of: (key: string) => /\.json$/i.test(key), mistakenLine: mistakenLineOfJson },
  { name: 'YAML', of: (key: string) => /\.ya?ml$/i.test(key), mistakenLine: mistakenLineOfYaml },
  {
    name: 'a configuration of nginx',
    of: (key: string, text: string) =>
      /\.conf$/.test(key) &&
      /^[ \t]*(server|http)\s*\{/m.test(text) &&
      /^[^#\n]*\b(listen|location)\s/m.test(text) &&
      !/_by_lua/.test(text),
    mistakenLine: mistakenLineOfNginx,
  },
  // https://dev.mysql.com/doc/refman/8.4/en/option-files.html
  {
    name: 'a group such as [mysqld] before the first option',
    of: (key: string, text: string) => /^(my|mysql\w*|mariadb\w*)\.cnf$/.test(key) && !/^\s*!include/m.test(text),
    mistakenLine: (text: string) => {
      const line = text.split('\n').findIndex((each) => /^\s*[^\s#;]/.test(each));
      return line === -1 || /^\s*\[/.test(text.split('\n')[line] ?? '') ? undefined : line + 1;
    },
  },
];

/** A file of a ConfigMap is what the end of its name says: JSON, YAML or a configuration of nginx. */
export const configFilesParse: Rule = {
  id: 'config-files-parse',
  answer: 'risk',
  why: 'the API server stores any text: a program that cannot read its configuration exits at its start',
  example: 'ConfigMap default/api: data[app.json]: expected JSON, received a mistake at line 2 [config-files-parse]',
  about: ['.json', '.yaml', '.yml', '.conf', '.cnf'],
  check: (bundle) =>
    bundle.ofKind('ConfigMap').flatMap((object) =>
      entriesAt(object, 'data').flatMap(([key, text]): Finding[] => {
        if (typeof text !== 'string' || text.trim() === '' || EXTENDED.test(text)) return [];
        const form = FORMS.find(({ of }) => of(key, text));
        const line = form?.mistakenLine(text);
        if (form === undefined || line === undefined) return [];
        return [{ object, field: entryPath('data', key), expected: form.name, received: `a mistake at line ${line}` }];
      }),
    ),
};
