import { entryPath } from '../../manifest/field-path';
import { entriesAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';
import { parseYaml, YamlError } from '../../yaml/parser';

/** Signs that a program fills in the text before somebody reads it, or reads more than JSON and YAML. */
const EXTENDED = /\{\{|\{%|<%|\$\{|^\s*\/\/|\/\*|(^|[\s[,-])!\w/m;

/** A file of a ConfigMap is what the end of its name says: JSON or YAML. */
export const configFilesParse: Rule = {
  id: 'config-files-parse',
  answer: 'risk',
  why: 'the API server stores any text: a program that cannot read its configuration exits at its start',
  example: 'ConfigMap default/api: data[app.json]: expected JSON, received a mistake at line 2 [config-files-parse]',
  check: (bundle) =>
    bundle.ofKind('ConfigMap').flatMap((object) =>
      entriesAt(object, 'data').flatMap(([key, text]): Finding[] => {
        const [, end = ''] = /\.(json|ya?ml)$/i.exec(key) ?? [];
        if (end === '' || typeof text !== 'string' || text.trim() === '' || EXTENDED.test(text)) return [];
        const isJson = end.toLowerCase() === 'json';
        const line = isJson ? lineInJson(text) : lineInYaml(text);
        if (line === undefined) return [];
        const expected = isJson ? 'JSON' : 'YAML';
        return [{ object, field: entryPath('data', key), expected, received: `a mistake at line ${line}` }];
      }),
    ),
};

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** JSON is YAML, and the reader of YAML tells the place. A trailing comma and a comment are mistakes in JSON alone. */
function lineInJson(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const line = lineInYaml(text);
    if (line !== undefined) return line;
    const comma = /,\s*[\]}]/.exec(text) ?? /^\s*#/m.exec(text);
    return comma === null ? 1 : lineAt(text, comma.index);
  }
}

function lineInYaml(text: string): number | undefined {
  let before = 0;
  for (const document of text.split(/(?<=^---[ \t]*\n)/m)) {
    const own = document.replace(/^---[ \t]*\n?$/gm, '');
    try {
      parseYaml(own);
    } catch (error) {
      if (!(error instanceof YamlError)) throw error;
      return before + lineAt(own, error.offset);
    }
    before += document.split('\n').length - 1;
  }
  return undefined;
}
