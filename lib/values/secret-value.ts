/** How a value of a Secret reads: text, and the places where a password is to be put in. */
export type SecretValue = readonly (string | Place)[];

/** Where a password goes. A URL takes it percent-encoded (RFC 3986), everything else as it is. */
export interface Place {
  readonly password: 'as it is' | 'percent-encoded';
}

export const PASSWORD: Place = { password: 'as it is' };
export const ENCODED_PASSWORD: Place = { password: 'percent-encoded' };

/** The value for a password that is known. */
export function filled(value: SecretValue, password: string): string {
  return value
    .map((part) => {
      if (typeof part === 'string') return part;
      return part.password === 'as it is' ? password : percentEncoded(password);
    })
    .join('');
}

/** The value in words, where a person is to put the password in. */
export function described(value: SecretValue): string {
  return value.map((part) => (typeof part === 'string' ? part : 'PASSWORD')).join('');
}

/**
 * The value as a Go template, for those who put the password in inside of the cluster. Go's `urlquery` writes a space as
 * `+`, which libpq and other URL readers do not decode.
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
 * encodeURIComponent leaves five reserved characters alone that a URL parser may take for its own. It throws at half a
 * character, which a Secret refuses in a sentence.
 */
export function percentEncoded(part: string): string {
  return encodeURIComponent(part.replace(/\p{Surrogate}/gu, '\ufffd')).replace(
    /[!'()*]/g,
    (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
