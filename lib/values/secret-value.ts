/** A value of a Secret: texts, and places for a password. cdk8s-plus has another interface of the same name. */
export type SecretValue = readonly (string | Place)[];

/** A place for a password: percent-encoded (RFC 3986) in a URL, and unchanged in any other text. */
export interface Place {
  /** The form of the password. */
  readonly password: 'as it is' | 'percent-encoded';
}

export const PASSWORD: Place = { password: 'as it is' };
export const ENCODED_PASSWORD: Place = { password: 'percent-encoded' };

/** Returns the value with a known password filled in. */
export function filled(value: SecretValue, password: string): string {
  return value
    .map((part) => {
      if (typeof part === 'string') return part;
      return part.password === 'as it is' ? password : percentEncoded(password);
    })
    .join('');
}

/** Returns the value for people, with the word PASSWORD in place of the password. */
export function described(value: SecretValue): string {
  return value.map((part) => (typeof part === 'string' ? part : 'PASSWORD')).join('');
}

/**
 * Returns the value as a Go template, for operators that fill in the password in the cluster. `urlquery` of Go encodes
 * a space as `+`, but libpq and other URL parsers do not decode `+`, so the template replaces `+`.
 */
export function goTemplate(value: SecretValue, variable: string): string {
  return value
    .map((part) => {
      if (typeof part === 'string') return part.replaceAll('{{', '{{ "{{" }}');
      return part.password === 'as it is' ? `{{ .${variable} }}` : `{{ .${variable} | urlquery | replace "+" "%20" }}`;
    })
    .join('');
}

/**
 * Percent-encodes a part of a URL. encodeURIComponent does not encode the reserved characters `!'()*` of RFC 3986, and
 * throws at half a character, which a Secret refuses in a sentence.
 */
export function percentEncoded(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
