import type { KnownObject } from '../../known-cluster';
import { isTypo } from '../../problem';
import type { Finding } from '../../rule';

/**
 * The part of a finding for a missing object that may exist outside of the manifests. Nothing for a name that is
 * certainly the name of another object with a slip of the keyboard.
 */
export function outside(
  kind: string,
  namespace: string,
  name: string,
  meant?: string,
  keys?: readonly string[],
): Pick<Finding, 'assumes'> {
  if (meant !== undefined && isTypo(name, meant)) return {};
  const assumes: KnownObject = { kind, namespace, name, ...(keys && keys.length > 0 && { keys }) };
  return { assumes };
}
