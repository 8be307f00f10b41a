import { once } from '../../manifest/once';
import { NAMED_USERS, ROOT_IMAGES } from '../../programs/image-users';
import type { Container } from '../bundle';
import { imageReference } from './image-reference';

/** The image's name without the registry and `library`: `nginx`, `prom/prometheus`. */
export const imageName = once((container: Container): string => {
  const parts = (imageReference(container)?.repository ?? '').split('/');
  const path = parts.length > 1 && /[.:]|^localhost$/.test(parts[0] ?? '') ? parts.slice(1) : parts;
  return (path[0] === 'library' ? path.slice(1) : path).join('/');
});

/** The user of a well-known image. Undefined for other images. */
export function imageUser(container: Container): string | undefined {
  const name = imageName(container);
  // A mirror of a registry has a path of its own, and perhaps an image of its own.
  return NAMED_USERS.get(name) ?? (ROOT_IMAGES.has(name) ? 'root' : undefined);
}
