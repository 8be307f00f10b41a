import { listAt, type Manifest, stringAt, valueAt } from '../manifest/manifest';
import { pathBelow } from '../manifest/origin';
import type { DeliveredFiles, Operator } from './operator';

/** Argo CD: https://argo-cd.readthedocs.io */
export const argoCd: Operator = {
  kinds: {
    'argoproj.io/AppProject': { appliedAfter: 'Ingress' },
    'argoproj.io/Application': { appliedAfter: 'Ingress', delivers: filesOf },
  },
};

/** Plain manifests of a folder: https://argo-cd.readthedocs.io/en/stable/user-guide/directory/ */
function filesOf(application: Manifest): DeliveredFiles {
  const source = valueAt(application, 'spec', 'source');
  const folder = stringAt(source, 'path') ?? '';
  const included = globs(stringAt(source, 'directory', 'include') ?? '*');
  const recurse = valueAt(source, 'directory', 'recurse') === true;
  const finalizers = listAt(application, 'metadata', 'finalizers');
  return {
    reads: (manifest) => {
      const rest = pathBelow(manifest, folder);
      return rest !== undefined && (recurse || !rest.includes('/')) && included.test(rest);
    },
    takesAlong: finalizers.some((each) => String(each).startsWith('resources-finalizer.argocd.argoproj.io')),
  };
}

/** `*`, `?` and `{one,other}`. */
function globs(pattern: string): RegExp {
  const text = pattern
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\*+/g, '.*')
    .replace(/\?/g, '.')
    .replace(/\{([^}]*)\}/g, (_, words: string) => `(${words.replaceAll(',', '|')})`);
  return new RegExp(`^${text}$`);
}
