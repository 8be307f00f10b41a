/** True if one path is the other, or lies below the other. */
export const touches = (path: string, other: string): boolean =>
  `${path}/`.startsWith(`${other}/`) || `${other}/`.startsWith(`${path.replace(/\/[^/]*[*?].*$/, '')}/`);

/** True for a path with `*` or `?`. */
export const isPattern = (file: string): boolean => /[*?]/.test(file);

/** True if a file fits a pattern, in which `*` stands for no folder. */
export function fits(pattern: string, file: string): boolean {
  const parts = pattern.split('/');
  const others = file.split('/');
  return parts.length === others.length && parts.every((part, index) => partFits(part, others[index] ?? ''));
}

/** The same for one step of a path. */
export function partFits(part: string, name: string): boolean {
  const [start = '', ...rest] = part.split(/\*+/);
  const end = rest.at(-1);
  if (end === undefined) return part === name;
  return name.length >= start.length + end.length && name.startsWith(start) && name.endsWith(end);
}

/** The last step of a path. */
export const baseOf = (file: string): string => file.slice(file.lastIndexOf('/') + 1);
