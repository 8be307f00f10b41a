import type { PodTemplate } from '../../bundle/bundle';
import { entryOf } from '../../manifest/entry-of';
import { valuesAt } from '../../manifest/field-path';
import { entriesAt, listAt, stringAt } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** The values of labels that the kubelet sets. */
const VALUES: Readonly<Record<string, readonly string[]>> = {
  'kubernetes.io/os': ['linux', 'windows'],
  'kubernetes.io/arch': ['amd64', 'arm64', 'arm', 'ppc64le', 's390x', 'riscv64', '386'],
};
const OTHER_NAMES: Readonly<Record<string, string>> = {
  x86_64: 'amd64',
  x64: 'amd64',
  aarch64: 'arm64',
  armv8: 'arm64',
};

/** Labels of every node, or of every node in a cloud: https://kubernetes.io/docs/reference/labels-annotations-taints/ */
const TOPOLOGY = ['kubernetes.io/hostname', 'topology.kubernetes.io/zone', 'topology.kubernetes.io/region'];
const SHORT = /^(hostname|zone|region)$/;
/** Nobody but Kubernetes gives labels of these domains: https://kubernetes.io/docs/reference/access-authn-authz/admission-controllers/#noderestriction */
const OWN = /^(topology\.)?kubernetes\.io\//;
const OTHERS = ['kubernetes.io/os', 'kubernetes.io/arch', 'node.kubernetes.io/instance-type'];
/** The name of a label and of a taint until Kubernetes 1.24. */
const MASTER = 'node-role.kubernetes.io/master';
const CONTROL_PLANE = 'node-role.kubernetes.io/control-plane';

const TERMS =
  'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[].matchExpressions[]';
const SPREADS = [
  'topologySpreadConstraints[].topologyKey',
  ...['podAffinity', 'podAntiAffinity'].flatMap((affinity) => [
    `affinity.${affinity}.requiredDuringSchedulingIgnoredDuringExecution[].topologyKey`,
    `affinity.${affinity}.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.topologyKey`,
  ]),
];

/** Pods ask nodes for labels and taints that nodes have. */
export const nodesHaveLabels: Rule = {
  id: 'nodes-have-labels',
  answer: 'broken',
  why: 'a label that no node has keeps a pod pending for ever, and a topology key or a taint that no node has does nothing',
  example:
    'Deployment default/api: spec.template.spec.nodeSelector[kubernetes.io/arch]: expected "amd64", received "x86_64" [nodes-have-labels]',
  check: ({ templates }) =>
    templates.flatMap((template) => [...selectors(template), ...topologies(template), ...tolerations(template)]),
};

function selectors({ owner: object, path, spec }: PodTemplate): Finding[] {
  const own = entriesAt(spec, 'nodeSelector').map(([key, value]) => ({
    key,
    values: [value],
    field: `${path}.nodeSelector[${key}]`,
  }));
  const terms = valuesAt(spec, TERMS)
    .filter(({ value }) => stringAt(value, 'operator') === 'In')
    .map(({ value, path: place }) => ({
      key: stringAt(value, 'key') ?? '',
      values: listAt(value, 'values'),
      field: `${path}.${place}`,
    }));
  const os = stringAt(spec, 'os', 'name');
  return [...own, ...terms].flatMap(({ key, values, field }): Finding[] => {
    if (key === MASTER) return [{ object, field, expected: CONTROL_PLANE, received: quoted(key) }];
    const known = key === 'kubernetes.io/os' && os !== undefined ? [os] : entryOf(VALUES, key);
    if (!known || values.some((value) => known.includes(String(value)))) return [];
    const [value] = values;
    const meant = entryOf(OTHER_NAMES, String(value)) ?? known.find((each) => each === String(value).toLowerCase());
    const expected = meant === undefined ? known.join(' or ') : quoted(meant);
    const why = known.length === 1 ? ', as os.name says' : '';
    return [{ object, field, expected: expected + why, received: quoted(value) }];
  });
}

function topologies({ owner: object, path, spec }: PodTemplate): Finding[] {
  return SPREADS.flatMap((place) =>
    valuesAt(spec, place).flatMap(({ value, path: field }): Finding[] => {
      const key = String(value);
      if (TOPOLOGY.includes(key) || OTHERS.includes(key)) return [];
      const meant = TOPOLOGY.find((each) => isTypo(key, each) || (SHORT.test(key) && each.endsWith(`/${key}`)));
      if (meant === undefined && !OWN.test(key)) return [];
      const expected = meant === undefined ? `a label of nodes, such as ${TOPOLOGY.join(' or ')}` : quoted(meant);
      return [{ answer: 'risk', object, field: `${path}.${field}`, expected, received: quoted(key) }];
    }),
  );
}

/** The older taint is no more. Beside the newer one, the older does no harm. */
function tolerations({ owner: object, path, spec }: PodTemplate): Finding[] {
  const keys = listAt(spec, 'tolerations').map((each) => stringAt(each, 'key'));
  const isOpen = listAt(spec, 'tolerations').some(
    (each) => stringAt(each, 'key') === undefined && stringAt(each, 'operator') === 'Exists',
  );
  if (!keys.includes(MASTER) || keys.includes(CONTROL_PLANE) || isOpen) return [];
  const field = `${path}.tolerations[${keys.indexOf(MASTER)}].key`;
  return [
    { answer: 'risk', object, field, expected: `${CONTROL_PLANE}, since Kubernetes 1.24`, received: quoted(MASTER) },
  ];
}
