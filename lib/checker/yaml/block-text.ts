import type { Source } from './source';

/** The text behind `|` or `>` on the lines below, right of the column of its parent. */
export function blockText(source: Source, parent: number): string {
  const [head = '', style, options = ''] =
    /^([|>])([-+1-9]{0,2})/.exec(source.text.slice(source.at, source.at + 3)) ?? [];
  source.at += head.length;
  const chomp = options.replace(/\d/, '');
  const depth = options.replace(/[-+]/, '');
  if (!source.isLineEnd() || chomp.length > 1 || depth.length > 1) {
    source.fail(`a line break behind ${head}`, JSON.stringify(source.text.slice(source.at, source.lineEnd())));
  }
  source.at = source.lineEnd();
  const given = depth === '' ? undefined : Math.max(parent, 0) + Number(depth);
  const lines = linesBelow(source, parent, given);
  const last = lines.reduce((found, line, index) => (line === '' ? found : index), -1);
  const text = style === '|' ? lines.slice(0, last + 1).join('\n') : folded(lines.slice(0, last + 1));
  // A text that ends with the file, without a line break, has none.
  const breaks = lines.length - 1 - last + (source.text.charAt(source.at - 1) === '\n' ? 1 : 0);
  if (chomp === '-') return text;
  return (
    text + (chomp === '+' ? '\n'.repeat(last === -1 ? lines.length : breaks) : last === -1 || breaks === 0 ? '' : '\n')
  );
}

/** The lines without their indentation. The first line with text tells the indentation, unless it is given. */
function linesBelow(source: Source, parent: number, given: number | undefined): string[] {
  const lines: string[] = [];
  let indent = given;
  let widest = 0;
  while (source.peek() === '\n') {
    const start = source.at + 1;
    const end = source.text.indexOf('\n', start);
    const line = source.text.slice(start, end === -1 ? undefined : end);
    if (end === -1 && line === '') break;
    const spaces = /^ */.exec(line)?.[0].length ?? 0;
    if (spaces === line.length && spaces < (indent ?? Number.POSITIVE_INFINITY)) {
      widest = Math.max(widest, spaces);
      lines.push('');
    } else {
      indent ??= Math.max(widest, spaces, parent + 1, 1);
      if (spaces < indent) {
        if (line[spaces] === '\t' && spaces > parent) source.fail('spaces before the text of a line', 'a tab', start);
        break;
      }
      lines.push(line.slice(indent));
    }
    source.at = end === -1 ? source.text.length : end;
    source.lineStart = start;
    if (end === -1) return lines;
  }
  if (source.peek() === '\n') source.nextLine();
  return lines;
}

/** Lines of equal depth are one line. */
function folded(lines: readonly string[]): string {
  let text = '';
  let breaks = 0;
  let deep = true;
  lines.forEach((line, index) => {
    if (line === '') {
      breaks++;
      return;
    }
    const deeper = /^[ \t]/.test(line);
    const first = index === breaks;
    if (first) text = '\n'.repeat(breaks);
    else if (deep || deeper) text += '\n'.repeat(breaks + 1);
    else text += breaks === 0 ? ' ' : '\n'.repeat(breaks);
    text += line;
    deep = deeper;
    breaks = 0;
  });
  return text;
}
