import type { Json } from '../../manifest/manifest';
import { yamlValue } from '../../manifest/yaml-value';

/** A name and a value, as a text writes them. */
export interface WrittenSetting {
  readonly name: string;
  readonly value: string;
}

/** Longer files hold data rather than settings. */
export const LONGEST = 65_536;

/** The settings of a file. */
export function settingsInFile(name: string, text: string): readonly WrittenSetting[] {
  if (text.length > LONGEST) return [];
  return /\.ya?ml$/.test(name) ? flat(yamlValue(text), '') : lines(text);
}

/** `a: { b: 1 }` is `a.b` with the value `1`. */
function flat(value: Json | undefined, path: string): WrittenSetting[] {
  if (typeof value !== 'object' || value === null) {
    return value === undefined ? [] : [{ name: path, value: String(value) }];
  }
  if (Array.isArray(value)) return value.flatMap((each: Json) => flat(each, path));
  return Object.entries(value).flatMap(([key, each]) => flat(each, path === '' ? key : `${path}.${key}`));
}

/** `name = value`, `name: value` or `name value` on a line of its own. */
function lines(text: string): WrittenSetting[] {
  return text.split('\n').flatMap((line) => {
    const [, name, value = ''] =
      /^\s*(?:export\s+)?([A-Za-z][\w.-]*)(?:\s*[=:]\s*|\s+)(\S.*)$/.exec(line.slice(0, 500)) ?? [];
    return name === undefined ? [] : [{ name, value: bare(value.replace(/\s+#.*$|;\s*$/, '')) }];
  });
}

/** The variables that a script sets. */
export function variablesInScript(script: string): WrittenSetting[] {
  const set = script.matchAll(/(?:^|[\s;&])([A-Za-z_]\w*)=(\$\(\([^)\n]*\)\)|"[^"\n]*"|'[^'\n]*'|[^\s;&|]*)/g);
  return [...set].map(([, name = '', value = '']) => ({ name, value: bare(value) }));
}

/** `--name=value`, `--name value`, `-Dname=value`. */
export function optionsIn(words: readonly string[]): WrittenSetting[] {
  return words.flatMap((word, index) => {
    const [, name, value] = /^(?:--?|-D)([A-Za-z][\w.-]*)(?:=(.*))?$/.exec(bare(word)) ?? [];
    const next = words[index + 1] ?? '';
    if (name === undefined) return [];
    // `-c max_connections=200`, `--override node.id=1`
    const [, inner, of] = value === undefined ? (/^([a-z][\w.-]*)=(.*)$/.exec(bare(next)) ?? []) : [];
    if (inner !== undefined && of !== undefined) return [{ name: inner, value: of }];
    return [{ name: name.replace(/^D(?=[a-z]+\.)/, ''), value: bare(value ?? (next.startsWith('-') ? '' : next)) }];
  });
}

const bare = (text: string): string => text.trim().replace(/^(["'])(.*)\1$/, '$2');
