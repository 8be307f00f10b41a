import { parseYaml, YamlError } from '../yaml/parser';

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/**
 * The line of the first mistake in a text of JSON. JSON is YAML, and the reader of YAML tells the place. A trailing comma
 * and a comment are mistakes in JSON alone.
 */
export function mistakenLineOfJson(text: string): number | undefined {
  try {
    JSON.parse(text);
    return undefined;
  } catch {
    const line = mistakenLineOfYaml(text);
    if (line !== undefined) return line;
    const comma = /,\s*[\]}]/.exec(text) ?? /^[ \t]*#/m.exec(text);
    return comma === null ? 1 : lineAt(text, comma.index);
  }
}

/** The line of the first mistake in a text of YAML, with any number of documents. */
export function mistakenLineOfYaml(text: string): number | undefined {
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
