import { listAt, stringAt } from '../../manifest/manifest';
import type { Bundle, Container } from '../bundle';

/** True if each name in the environment of a container is known: no object of `envFrom` stands elsewhere. */
export function namesAreKnown(bundle: Bundle, { spec, template }: Container): boolean {
  return listAt(spec, 'envFrom').every((entry) => {
    const map = stringAt(entry, 'configMapRef', 'name');
    const secret = stringAt(entry, 'secretRef', 'name');
    if (map !== undefined) return bundle.configMapKeys(template.namespace, map) !== undefined;
    return secret !== undefined && bundle.secretKeys(template.namespace, secret) !== undefined;
  });
}
