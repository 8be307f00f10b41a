import { problem } from '../../lib/checker/problem';

/** The name as a variable: `chat-api` becomes `chatApi`. */
export const camelCase = (name: string): string => name.replace(/-([a-z0-9])/g, (_, letter) => letter.toUpperCase());

/** The name as a class: `chat-api` becomes `ChatApi`. */
export const pascalCase = (name: string): string => camelCase(`-${name}`);

/** Refuses a name that cannot be part of a namespace and of a variable, and a name that exists. */
export function nameProblems(field: string, name: string, existing: readonly string[]): string[] {
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(name)) {
    return [problem(field, 'words of a-z and 0-9 joined by "-", such as "chat-api"', name)];
  }
  return existing.includes(name) ? [problem(field, `a name beside ${existing.join(', ')}`, name)] : [];
}
