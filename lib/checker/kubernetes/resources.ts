import { apiGroup } from '../manifest/manifest';
import { once } from '../manifest/once';
import type { KubernetesVersion } from './kubernetes-version';
import { isCustom, shapes } from './object-shapes';

/** Groups that no version serves any more. Roles from before name the groups still. */
const GONE = ['extensions'];

/** The built-in resources by API group, as roles name them: `deployments` in `apps`. */
export function resourcesOf(version: KubernetesVersion): ReadonlyMap<string, ReadonlySet<string>> {
  return read(shapes(version));
}

const read = once(({ kinds }: ReturnType<typeof shapes>) => {
  const found = new Map<string, Set<string>>(GONE.map((group) => [group, new Set()]));
  for (const [kind, versions] of kinds) {
    for (const apiVersion of versions.keys()) {
      if (isCustom({ apiVersion, kind })) continue;
      const group = apiGroup(apiVersion);
      found.set(group, (found.get(group) ?? new Set()).add(plural(kind.toLowerCase())));
    }
  }
  return found;
});

/** The plural of a kind in lower case: `ingresses`, `networkpolicies`, `endpoints`. */
export function plural(kind: string): string {
  if (kind === 'endpoints') return kind;
  if (/[^aeiou]y$/.test(kind)) return kind.replace(/y$/, 'ies');
  return /(s|x|ch|sh)$/.test(kind) ? `${kind}es` : `${kind}s`;
}
