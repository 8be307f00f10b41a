import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { type Claim, claimsOf, volumesFor } from '../../bundle/workloads/claims';
import { conflict, type NodeTerm, podTerms, termsOf } from '../../bundle/workloads/node-choice';
import { identity, listAt, type Manifest, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { quantity } from '../../manifest/quantity';
import { type Finding, quoted, type Rule } from '../../rule';

/** A pod runs on the nodes and in the zones of its disks, and there is a disk for each pod. */
export const volumesInReach: Rule = {
  id: 'volumes-in-reach',
  answer: 'broken',
  why: 'a disk of one node or zone is of no use elsewhere: a pod that must run on another one stays Pending (volume node affinity conflict)',
  example:
    'Deployment default/api: spec.template.spec: expected a node with kubernetes.io/hostname node-3, where PersistentVolume disk is, received node-2 [volumes-in-reach]',
  about: ['volumeName', 'claimRef', 'no-provisioner', 'allowedTopologies'],
  check: (bundle) =>
    bundle.templates.flatMap((template) =>
      claimsOf(bundle, template).flatMap((claim) => [
        ...apart(bundle, template, claim),
        ...unbound(bundle, template, claim),
      ]),
    ),
};

/** The places of a claim's volumes: of the volumes themselves, or of the class. */
function places(
  bundle: Bundle,
  claim: Claim,
): { readonly terms: readonly NodeTerm[]; readonly of: string } | undefined {
  const volumes = volumesFor(bundle, claim);
  const [first] = volumes ?? [];
  if (volumes && first) {
    const terms = volumes.map((volume) =>
      termsOf(valueAt(volume, 'spec', 'nodeAffinity', 'required', 'nodeSelectorTerms')),
    );
    return terms.some((each) => each.length === 0) ? undefined : { terms: terms.flat(), of: identity(first) };
  }
  const made = bundle.find('StorageClass', '', stringAt(claim.spec, 'storageClassName') ?? '');
  const terms = termsOf(valueAt(made, 'allowedTopologies'));
  return made && terms.length > 0 ? { terms, of: identity(made) } : undefined;
}

function apart(bundle: Bundle, { owner, spec, path }: PodTemplate, claim: Claim): Finding[] {
  const place = places(bundle, claim);
  const own = podTerms(spec);
  const label = place && conflict(own, place.terms);
  if (!place || label === undefined) return [];
  const values = (terms: readonly NodeTerm[]) =>
    [...new Set(terms.flatMap((term) => [...(term.get(label) ?? [])]))].join(' or ');
  const expected = `a node with ${label} ${values(place.terms)}, where ${place.of} is`;
  return [{ object: owner, field: path, expected, received: values(own) }];
}

/** The claims of a class without a provisioner, each of which needs a volume that is there. */
function unbound(bundle: Bundle, { owner }: PodTemplate, claim: Claim): Finding[] {
  const { object, path, spec } = claim;
  const volumes = stringAt(spec, 'volumeName') === undefined ? volumesFor(bundle, claim) : undefined;
  if (!volumes) return [];
  const asked = valueAt(spec, 'resources', 'requests', 'storage');
  const modes = listAt(spec, 'accessModes');
  const isLarge = (volume: Manifest) =>
    (quantity(valueAt(volume, 'spec', 'capacity', 'storage')) ?? Number.POSITIVE_INFINITY) >= (quantity(asked) ?? 0);
  const hasModes = (volume: Manifest) => {
    const held = listAt(volume, 'spec', 'accessModes');
    return modes.every((mode) => held.length === 0 || held.includes(mode));
  };
  const fitting = volumes.filter((volume) => isLarge(volume) && hasModes(volume));
  const needed = object.kind === 'StatefulSet' ? (numberAt(owner, 'spec', 'replicas') ?? 1) : 1;
  const storageClass = stringAt(spec, 'storageClassName') ?? '';
  if (fitting.length >= needed) return [];
  const place = `of the volumes of class ${storageClass}`;
  if (volumes.filter(isLarge).length >= needed) {
    const held = [...new Set(volumes.flatMap((volume) => listAt(volume, 'spec', 'accessModes')))].join(', ');
    return [
      {
        object,
        field: `${path}.accessModes`,
        expected: `access modes that ${needed} ${place} have (${held})`,
        received: quoted(modes),
      },
    ];
  }
  const sizes = volumes.map((volume) => valueAt(volume, 'spec', 'capacity', 'storage')).join(', ');
  return [
    {
      object,
      field: `${path}.resources.requests.storage`,
      expected: `${needed} ${place} (${sizes}) to be large enough`,
      received: `${quoted(asked)}, for which there are ${fitting.length}`,
    },
  ];
}
