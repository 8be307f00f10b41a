import { BASED_PROGRAMS } from '../../programs/base-paths';
import type { Bundle, Container } from '../bundle';
import { imageReference } from '../containers/image-reference';
import { imageName } from '../containers/image-users';
import { setting } from '../containers/settings';

/** The base path of a known program, empty for the root. Undefined for another program. */
export function basePath(
  bundle: Bundle,
  container: Container,
): { readonly base: string; readonly foreign: RegExp } | undefined {
  const major = Number(/^v?(\d+)/.exec(imageReference(container)?.tag ?? '')?.[1] ?? Number.NaN);
  const program = BASED_PROGRAMS.find(
    ({ image, from }) => image.test(imageName(container)) && (from === undefined || major >= from),
  );
  if (program === undefined) return undefined;
  const { base: names, only, foreign } = program;
  const told = names.length === 0 ? '' : (setting(bundle, container, names)?.value ?? '');
  if (/[$%{]/.test(told.replace(/^%\(protocol\)s:\/\/%\(domain\)s(:%\(http_port\)s)?/, ''))) return undefined;
  const path = told
    .replace(/^[a-z]+:\/\/[^/]*/i, '')
    .replace(/^%\([^/]*/, '')
    .replace(/\/+$/, '');
  const isOn = only === undefined || /^(true|1|yes)$/i.test(setting(bundle, container, only)?.value ?? '');
  return { base: isOn ? path : '', foreign };
}
