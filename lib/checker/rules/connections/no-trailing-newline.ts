import { type Text, texts } from '../../bundle/texts';
import type { Rule } from '../../rule';

/** No value ends in a line break, if a program takes the value as it is. */
export const noTrailingNewline: Rule = {
  id: 'no-trailing-newline',
  answer: 'risk',
  why: '`echo` without `-n` leaves a line break that nobody sees, and that makes it another password',
  example:
    'Secret default/db: data.POSTGRES_PASSWORD: expected no line break at the end of the value, received one [no-trailing-newline]',
  check: (bundle) =>
    texts(bundle)
      .filter((text) => isValue(text) && /[\r\n]$/.test(text.value))
      .map(({ object, field }) => ({
        object,
        field,
        expected: 'no line break at the end of the value',
        received: 'one',
      })),
};

/** True for a value that a program takes as it is. In a file, the last line ends in a line break. */
function isValue({ object, key, value }: Text): boolean {
  const line = value.trimEnd();
  // JSON, and a line of an htpasswd file, are files although they have one line.
  if (key === undefined || /[\r\n]/.test(line) || /^(\{.*\}|[^:\s]+:[${].*)$/.test(line)) return false;
  return object.kind !== 'ConfigMap' || /^[A-Za-z_]\w*$/.test(key);
}
