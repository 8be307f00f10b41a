import { typedFields } from '../../bundle/typed-fields';
import { atLeast, type KubernetesVersion } from '../../kubernetes/kubernetes-version';
import { NAME_FIELDS, OBJECT_NAMES } from '../../kubernetes/name-fields';
import {
  dnsLabel,
  dnsSubdomain,
  environmentName,
  relaxedEnvironmentName,
  type Syntax,
} from '../../kubernetes/name-syntax';
import { type Field, shapes } from '../../kubernetes/object-shapes';
import { entryPath, itemPath } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, type Manifest, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Names have the syntax that the API server requires. */
export const names: Rule = {
  id: 'names',
  why: 'the API server rejects an object with a name, label, key or port name that it cannot use',
  example:
    'Namespace Board_API: metadata.name: expected a DNS label (1 to 63 lower case letters, digits and -, a letter or digit at both ends), received "Board_API" [names]',
  check: (bundle) => {
    const relaxed = atLeast(bundle.cluster.kubernetes, '1.32');
    const found = typedFields(bundle, NAME_FIELDS).flatMap(({ object, path, field, value, entry }) => {
      const wanted = relaxed && entry.text === environmentName ? relaxedEnvironmentName : entry.text;
      const findings: Finding[] = [];
      if (wanted && !isRight(value, wanted, field)) findings.push(finding(object, path, wanted, value));
      listAt(value).forEach((item, index) => {
        if (wanted && !isRight(item, wanted, field))
          findings.push(finding(object, itemPath(path, item, index), wanted, item));
      });
      for (const [name, each] of entriesAt(value)) {
        if (entry.key && !entry.key.fits(name)) findings.push(finding(object, path, entry.key, name));
        if (wanted && !isRight(each, wanted, field))
          findings.push(finding(object, entryPath(path, name), wanted, each));
      }
      return findings;
    });
    return [
      ...bundle.manifests.flatMap((object) => misnamed(object, bundle.cluster.kubernetes)),
      ...bundle.ofKind('StatefulSet').flatMap(misnamedClaims),
      ...found,
    ];
  },
};

/** An empty name counts as no name if the field is optional. */
function isRight(name: Json, syntax: Syntax, { required }: Field): boolean {
  return typeof name !== 'string' || (name === '' ? !required : syntax.fits(name));
}

function misnamed(object: Manifest, kubernetes: KubernetesVersion): Finding[] {
  const builtIn = shapes(kubernetes).kindOf(object) !== undefined;
  const wanted = (builtIn ? OBJECT_NAMES[object.kind] : undefined) ?? dnsSubdomain;
  const { name } = object.metadata;
  return wanted.fits(name) ? [] : [finding(object, 'metadata.name', wanted, name)];
}

/** The name of a claim template becomes the name of a volume. */
function misnamedClaims(object: Manifest): Finding[] {
  return listAt(object, 'spec', 'volumeClaimTemplates').flatMap((template, index) => {
    const name = valueAt(template, 'metadata', 'name');
    if (typeof name !== 'string' || dnsLabel.fits(name)) return [];
    return [finding(object, `spec.volumeClaimTemplates[${index}].metadata.name`, dnsLabel, name)];
  });
}

function finding(object: Manifest, field: string, syntax: Syntax, received: Json): Finding {
  return { object, field, expected: syntax.expected, received: quoted(received) };
}
