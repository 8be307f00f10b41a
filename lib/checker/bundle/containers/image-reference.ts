import { stringAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import type { Container } from '../bundle';

/** A container's image in parts: `ghcr.io/acme/shop-api`, `1.0.0`, `sha256:…`. */
export interface ImageReference {
  readonly repository: string;
  readonly tag: string | undefined;
  readonly digest: string | undefined;
}

export const imageReference = once(({ spec }: Container): ImageReference | undefined => {
  const [, repository, tag, digest] = /^(.+?)(?::(\w[\w.-]*))?(?:@(.+))?$/.exec(stringAt(spec, 'image') ?? '') ?? [];
  return repository === undefined ? undefined : { repository, tag, digest };
});

/** The last part of the name of a container's image: `shop-api`. */
export const imageWord = (container: Container): string => imageReference(container)?.repository.split('/').pop() ?? '';
