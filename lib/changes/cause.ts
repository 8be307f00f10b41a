import type { Bundle } from '../checker/bundle/bundle';
import { credentialIn } from '../checker/bundle/containers/credential';
import type { Change } from '../checker/manifest/changes';
import type { Json, Manifest } from '../checker/manifest/manifest';
import { once } from '../checker/manifest/once';
import type { Comparison } from './comparison';

/** A change that leads to a consequence. */
export interface Cause {
  readonly object: Manifest;
  /** Path of the field. Empty for an object that is new or gone. */
  readonly field: string;
  /** The change in words: `"1.0.0" → "1.1.0"`, without a value that may be a password. */
  readonly words: string;
}

/** The longest value in print. */
const LONGEST = 120;
/** Kinds with values of Secrets, each with the fields that are no such values. */
const SECRET_KINDS: Readonly<Record<string, RegExp>> = {
  ExternalSecret: /^(?!spec\.target\.template)/,
  SealedSecret: /^metadata\.(labels|namespace)/,
  Secret: /^(metadata\.labels|type$|immutable$)/,
};
/** Places of values that a program reads: of variables, command lines and ConfigMaps. */
const SETTING = /\.env\[[^\]]*\]\.value$|\.(args|command)(\[\d+\])?$|^(data|binaryData|stringData)[.[]/;
/** Names of fields with credentials: `spec.password`, `spec.auth.apiKey`. */
const CREDENTIAL = /pass|pwd|secret(?!Name|KeyRef|Ref|s?\[)|token(?!$)|credential|api_?key|private_?key|dsn|\bauth$/i;
/** Settings that nobody takes for a password: numbers, words, versions, hosts and paths. */
const PLAIN =
  /^(-?\d[\d.]*\s?[a-zA-Z%]{0,3}|v?\d+(\.\d+)+[\w.+-]{0,20}|[A-Za-z][A-Za-z_-]{0,40}|([a-z]+:\/\/)?[\w-]+(\.[\w-]+)+(:\d+)?(\/[\w./-]*)?|\/[\w./-]*)$/;

/** The cause that a changed field is. */
export function causeOf(comparison: Comparison, object: Manifest, { path, before, now }: Change): Cause {
  const texts = [before, now].map((value) => shown(comparison, object, path, value));
  if (texts.every((text) => text !== undefined)) return { object, field: path, words: texts.join(' → ') };
  return {
    object,
    field: path,
    words: before === undefined ? 'is new' : now === undefined ? 'is gone' : 'has changed',
  };
}

/** The causes that an object is: the object itself if it is new or gone, or else its changed fields. */
export function causesOf(comparison: Comparison, object: Manifest, fields = /^/): Cause[] {
  const pair = comparison.pair(object);
  if (!pair) return [causeOfObject(object, comparison.created.includes(object) ? 'is new' : 'is gone')];
  return pair.changes.filter(({ path }) => fields.test(path)).map((change) => causeOf(comparison, pair.after, change));
}

/** The cause that a whole object is. */
export const causeOfObject = (object: Manifest, words: 'is new' | 'is gone'): Cause => ({ object, field: '', words });

/** A value in print. Undefined for a structure, a long text, and for a value that may be a password. */
function shown(comparison: Comparison, object: Manifest, path: string, value: Json | undefined): string | undefined {
  if (value === undefined) return 'nothing';
  const items = Array.isArray(value) ? value : [value];
  if (!items.every((item) => item === null || typeof item !== 'object')) return undefined;
  const text = JSON.stringify(value);
  if (text.length > LONGEST || /[\p{C}\p{Zl}\p{Zp}]/u.test(text)) return undefined;
  const open = SECRET_KINDS[object.kind];
  if (open !== undefined && !open.test(path)) return undefined;
  const name = /([^.[\]]*)\]?(\.value)?$/.exec(path)?.[1] ?? '';
  if (CREDENTIAL.test(name) && typeof value === 'string') return undefined;
  const isOpen = (item: unknown): boolean => {
    const word = String(item);
    return credentialIn(name, word) === undefined && !(SETTING.test(path) && !isPlain(comparison, word));
  };
  return items.every(isOpen) ? text : undefined;
}

/** A setting that is no password, and holds no value of a Secret that the manifests know. */
function isPlain({ before, after }: Comparison, word: string): boolean {
  const secrets = [...secretTexts(before), ...secretTexts(after)];
  return PLAIN.test(word) && !secrets.some((secret) => word.includes(secret));
}

/** The values of Secrets. A short one stands in many texts by chance. */
const secretTexts = once((bundle: Bundle): readonly string[] => {
  const values = bundle.madeSecrets.flatMap((secret) => (secret.values ?? []).flatMap(({ value }) => value ?? []));
  return values.filter((value) => value.length > 3);
});
