import type { Bundle, Container } from '../../bundle/bundle';
import { credentialIn } from '../../bundle/containers/credential';
import { entryPath } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** Credentials stand in Secrets alone. */
export const noPlaintextCredentials: Rule = {
  id: 'no-plaintext-credentials',
  answer: 'opinion',
  why: 'everyone who may look at workloads or at the repository reads a credential that stands outside of a Secret',
  example:
    'Deployment default/api: spec.template.spec.containers[api].env[DB_PASSWORD].value: expected a secretKeyRef in valueFrom, received a value for a name like a credential [no-plaintext-credentials]',
  check: (bundle) => [...inContainers(bundle), ...inConfigMaps(bundle)],
};

function inContainers({ containers }: Bundle): Finding[] {
  return containers.flatMap((container) => {
    const variables = listAt(container.spec, 'env').flatMap((entry): Place[] => {
      const name = stringAt(entry, 'name') ?? '';
      return [{ field: `env[${name}].value`, name, value: valueAt(entry, 'value') }];
    });
    return [...variables, ...wordsOf(container)].flatMap(({ field, name, value }) => {
      const credential = credentialIn(name, value);
      if (credential === undefined) return [];
      const expected = field.startsWith('env') ? 'a secretKeyRef in valueFrom' : 'a variable that a Secret fills';
      return [
        { object: container.template.owner, field: `${container.path}.${field}`, expected, received: credential },
      ];
    });
  });
}

interface Place {
  readonly field: string;
  readonly name: string;
  readonly value: Json | undefined;
}

/** The words of a container's command line. `--db-password=x` has a name. */
function wordsOf({ spec }: Container): Place[] {
  return ['command', 'args'].flatMap((list) =>
    listAt(spec, list).map((word, index) => {
      const [, name = '', value = word] = /^--?([\w.-]+)=(.*)$/s.exec(typeof word === 'string' ? word : '') ?? [];
      return { field: `${list}[${index}]`, name: name.replace(/[.-]/g, '_'), value };
    }),
  );
}

function inConfigMaps(bundle: Bundle): Finding[] {
  return bundle.ofKind('ConfigMap').flatMap((object) =>
    entriesAt(object, 'data').flatMap(([key, value]) => {
      const credential = credentialIn(key, value);
      if (credential === undefined) return [];
      return [{ object, field: entryPath('data', key), expected: 'a place for it in a Secret', received: credential }];
    }),
  );
}
