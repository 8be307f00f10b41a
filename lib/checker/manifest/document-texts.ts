/** The text of one document of a file. */
export interface DocumentText {
  /** The place of the text in the file. */
  readonly start: number;
  readonly text: string;
  /** The value of JSON. Undefined for YAML. */
  readonly json?: unknown;
}

/** Deeper JSON is left to the reader of YAML, which refuses the text. */
const DEEPEST = 500;

/** The documents of a file: YAML between lines of `---`, or JSON values in a row. */
export function documentTexts(file: string): DocumentText[] {
  const json = /^\s*\{/.test(file) ? jsonTexts(file) : undefined;
  if (json) return json;
  let start = 0;
  return file.split(/^---(?=\s|$)/m).map((text) => {
    const document = { start, text };
    start += text.length + '---'.length;
    return document;
  });
}

/** The values of a text with nothing but objects of JSON. Undefined for any other text. */
function jsonTexts(file: string): DocumentText[] | undefined {
  const documents: DocumentText[] = [];
  const marks = /["{}[\]]/g;
  let [start, depth] = [0, 0];
  for (let mark = marks.exec(file); mark; mark = marks.exec(file)) {
    if (mark[0] === '"') {
      const string = /"(?:[^"\\]|\\.)*"/gs;
      string.lastIndex = mark.index;
      if (string.exec(file)?.index !== mark.index) return undefined;
      marks.lastIndex = string.lastIndex;
      continue;
    }
    depth += mark[0] === '{' || mark[0] === '[' ? 1 : -1;
    if (depth > DEEPEST) return undefined;
    if (depth > 0) continue;
    const text = file.slice(start, mark.index + 1);
    try {
      documents.push({ start, text, json: JSON.parse(text) });
    } catch {
      return undefined;
    }
    start = mark.index + 1;
  }
  return file.slice(start).trim() === '' ? documents : undefined;
}
