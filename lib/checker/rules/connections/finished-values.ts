import { type Text, texts } from '../../bundle/containers/texts';
import type { Finding, Rule } from '../../rule';

/** A trace of how a value was made, which a program reads as part of the value. */
interface Trace {
  readonly expected: string;
  readonly received: string;
  found(value: string, text: Text): boolean;
}

const URL_IN = '[a-z][a-z0-9+.-]{1,30}:\\/\\/\\S';
const URL_AT_START = new RegExp(`^${URL_IN}`, 'i');
const QUOTED_URL = new RegExp(`^(["'])${URL_IN}[^"'\\n]*\\1$`, 'i');
const SPACED_URL = new RegExp(`^([ \\t]+${URL_IN}*[ \\t]*|${URL_IN}*[ \\t]+)$`, 'i');
const UNFILLED_URL = new RegExp(`^${URL_IN}*\\$\\{[A-Z][A-Z0-9_]*\\}\\S*$`);

const TRACES: readonly Trace[] = [
  {
    expected: 'a URL without quotes around it',
    received: 'quotes inside the value',
    found: (value) => QUOTED_URL.test(value),
  },
  {
    expected: 'a URL without spaces around it',
    received: 'a space before or behind the URL',
    found: (value) => SPACED_URL.test(value),
  },
  {
    expected: 'two slashes behind the scheme of a URL',
    received: 'one slash',
    found: (value) =>
      /^(postgres(ql)?|mysql|mariadb|redis|rediss|amqps?|mongodb|nats|kafka|https?|wss?)(\+\w+)?:\/(?!\/)\S/i.test(
        value,
      ),
  },
  {
    expected: 'the value itself, which Kubernetes encodes',
    received: 'base64',
    found: (value, { object, field }) =>
      object.kind === 'Secret' && /^stringData\b/.test(field) && (isEncoded(value) || isEncodedWord(field, value)),
  },
  {
    expected: 'a value that is encoded once',
    received: 'base64 of base64',
    found: (value, { object, field }) => object.kind === 'Secret' && /^data\b/.test(field) && isEncoded(value),
  },
  {
    expected: 'a value that is filled in',
    received: 'a placeholder of a template',
    // Of a variable and of a Secret nothing is filled in later. A file may be a template of its program.
    found: (value, { object, field }) =>
      (object.kind === 'Secret' || /\.env\[[^\]]*\]\.value$/.test(field)) &&
      /^(\$\{[A-Z][A-Z0-9_]*\}|\{\{\s*\.?[\w.]+\s*\}\}|<[A-Z][A-Z0-9_ -]*>|__[A-Z][A-Z0-9_]*__)$/.test(value),
  },
  {
    expected: 'a value that Helm has filled in',
    received: 'the text of a template',
    // A file may be a template of its program.
    found: (value) =>
      /\{\{-?\s*(?:\.(?:Values|Release|Chart)\b|include\s+"|tpl\s)/.test(value) && !value.includes('\n'),
  },
  {
    expected: 'a value that is filled in',
    received: 'a placeholder in angle brackets',
    found: (value, { key }) =>
      key !== undefined &&
      /^(?:[a-z+]+:\/\/\S*)?<(?:your|my|insert|change|replace|enter|todo|the)?[-_ ]?[\w -]*(?:password|secret|token|key|host|url|user|name|id|domain|project|region|account|me)>\S*$/i.test(
        value,
      ),
  },
  {
    expected: 'a URL that is filled in',
    received: 'a placeholder in the URL',
    found: (value, { field }) => /\.env\[[^\]]*\]\.value$/.test(field) && UNFILLED_URL.test(value),
  },
];

/** A value holds what a program expects, and no trace of how the value was made. */
export const finishedValues: Rule = {
  id: 'finished-values',
  answer: 'broken',
  why: 'Kubernetes passes quotes, spaces, placeholders and a second base64 on as they stand: the program connects to nowhere',
  example:
    'Secret default/db: data.URL: expected a value that is encoded once, received base64 of base64 [finished-values]',
  check: (bundle) =>
    texts(bundle).flatMap((text): Finding[] => {
      const trace = TRACES.find(({ found }) => found(text.value, text));
      if (!trace) return [];
      return [{ object: text.object, field: text.field, expected: trace.expected, received: trace.received }];
    }),
};

/** Many values look like base64 by chance; a URL, a certificate or JSON does not come out by chance. */
function isEncoded(value: string): boolean {
  const text = value.trim();
  if (!/^[A-Za-z0-9+/]{12,}={0,2}$/.test(text) || text.length % 4 !== 0) return false;
  const inner = Buffer.from(text, 'base64').toString('latin1');
  if (!/^[\x20-\x7e\r\n\t]+$/.test(inner)) return false;
  return URL_AT_START.test(inner) || /^(-----BEGIN |\{\s*")/.test(inner) || /=$|\n$/.test(text + inner);
}

/** The bytes of other words are seldom all letters. A key may be meant as base64. */
function isEncodedWord(field: string, value: string): boolean {
  const [text, inner] = [value.trim(), Buffer.from(value.trim(), 'base64').toString('latin1')];
  const isNamed = /pass|user|url|dsn|host/i.test(field) && /^[A-Za-z0-9+/]{12,}={0,2}$/.test(text);
  return isNamed && text.length % 4 === 0 && /^[\x20-\x7e]{9,}$/.test(inner);
}
