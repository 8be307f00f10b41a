import { parseYaml } from '../yaml/parser';
import type { Json } from './manifest';

/** The value of a text of YAML. Undefined for a text that is no YAML, or a template of a program. */
export function yamlValue(text: string): Json | undefined {
  if (text.includes('{{')) return undefined;
  try {
    return parseYaml(text).value as Json | undefined;
  } catch {
    return undefined;
  }
}
