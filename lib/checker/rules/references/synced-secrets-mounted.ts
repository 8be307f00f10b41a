import type { Bundle } from '../../bundle/bundle';
import { podReferences } from '../../bundle/references/pod-references';
import { listAt, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** A pod mounts the class from which its Secret is made. */
export const syncedSecretsMounted: Rule = {
  id: 'synced-secrets-mounted',
  answer: 'broken',
  why: 'the driver of the Secrets store makes a Secret once a pod mounts its class: a pod that only names the Secret waits for a Secret that nobody makes',
  example:
    'SecretProviderClass default/api: spec.secretObjects[0]: expected a pod with a volume of the class, since Deployment default/api reads Secret api-db, received none [synced-secrets-mounted]',
  about: ['SecretProviderClass'],
  check: (bundle) => unmounted(bundle, bundle.ofKind('SecretProviderClass')),
};

function unmounted(bundle: Bundle, classes: readonly Manifest[]): Finding[] {
  const mounted = new Set(
    bundle.templates.flatMap(({ namespace, spec }) =>
      listAt(spec, 'volumes').map(
        (volume) => `${namespace}/${stringAt(volume, 'csi', 'volumeAttributes', 'secretProviderClass')}`,
      ),
    ),
  );
  const read = podReferences(bundle, 'Secret');
  return classes.flatMap((object) => {
    const namespace = namespaceOf(object);
    if (mounted.has(`${namespace}/${object.metadata.name}`)) return [];
    return listAt(object, 'spec', 'secretObjects').flatMap((synced, index): Finding[] => {
      const name = stringAt(synced, 'secretName') ?? '';
      const reader = read.find((each) => each.namespace === namespace && each.name === name);
      // Another object of the same set makes the Secret.
      if (reader === undefined || bundle.find('Secret', namespace, name)) return [];
      const who = `${reader.object.kind} ${namespace}/${reader.object.metadata.name}`;
      const expected = `a pod with a volume of the class, since ${who} reads Secret ${name}`;
      return [{ object, field: `spec.secretObjects[${index}]`, expected, received: 'none' }];
    });
  });
}
