import { runInNewContext } from 'node:vm';

/** Escapes with the same meaning in both languages. */
const SHARED_ESCAPE = /\\[dDwWsSbBnrtfv]/g;
/** A repetition inside of a repetition can take a time that doubles with each letter. */
const NESTED_REPETITION = /[+*}][^()]*\)+[+*{]/;
/** Milliseconds for a text against such a pattern. Real texts take less than one. */
const LONGEST = 1000;

/**
 * The test of a text by a pattern of Go (RE2). Undefined for a pattern that JavaScript does not read, or reads
 * otherwise.
 */
export function readPattern(pattern: string): ((text: string) => boolean) | undefined {
  const [, flags = '', rest = pattern] = /^\(\?([is]+)\)(.*)$/s.exec(pattern) ?? [];
  const foreign = rest.includes('[:') || rest.includes('\\Q') || /\\[A-Za-z]/.test(rest.replace(SHARED_ESCAPE, ''));
  const expression = compiled(rest, `${flags}u`) ?? (foreign ? undefined : compiled(rest, flags));
  if (expression === undefined) return undefined;
  return NESTED_REPETITION.test(rest) ? (text) => fitsInTime(expression, text) : (text) => expression.test(text);
}

function compiled(pattern: string, flags: string): RegExp | undefined {
  try {
    return new RegExp(pattern, flags);
  } catch {
    return undefined;
  }
}

/** True for a text whose test does not end. The API server tests each text in a time that grows with its length. */
function fitsInTime(expression: RegExp, text: string): boolean {
  if (text.length < 20) return expression.test(text);
  try {
    return runInNewContext('expression.test(text)', { expression, text }, { timeout: LONGEST }) as boolean;
  } catch {
    return true;
  }
}
