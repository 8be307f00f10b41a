import { entriesAt, type Json, listAt } from '../manifest/manifest';
import type { KubernetesVersion } from './kubernetes-version';
import { type Syntax, syntaxIn } from './name-syntax';
import type { Field } from './object-shapes';

/** The syntax of the texts in a field, and of the keys of a map. Undefined allows anything. */
export interface Texts {
  readonly text: Syntax | undefined;
  readonly key: Syntax | undefined;
}

/** True if all texts of a value, and all keys, fit. */
export function textsFit(value: Json, { text: written, key }: Texts, field: Field, kubernetes: KubernetesVersion) {
  const text = written && syntaxIn(kubernetes, written);
  const fits = (each: Json) => text === undefined || textFits(each, text, field);
  if (typeof value !== 'object') return fits(value);
  if (Array.isArray(value)) return listAt(value).every(fits);
  return entriesAt(value).every(([name, each]) => (key === undefined || key.fits(name)) && fits(each));
}

/** An empty text counts as no text if the field is optional, and the server does not compare empty texts. */
export function textFits(text: Json, syntax: Syntax, { required, shape }: Field): boolean {
  if (typeof text !== 'string') return true;
  return text === '' && shape.type === 'string' ? !required && syntax.filled !== true : syntax.fits(text);
}
