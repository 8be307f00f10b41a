import type { PodTemplate } from '../../bundle/bundle';
import { valuesAt } from '../../manifest/field-path';
import { getOrInsert } from '../../manifest/get-or-insert';
import { entriesAt, identity, type Json, listAt, stringAt } from '../../manifest/manifest';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A label or a taint of nodes in a pod template, with a value. */
interface Said {
  readonly template: PodTemplate;
  readonly field: string;
  readonly key: string;
  readonly value: string | undefined;
}

const TERMS =
  'affinity.nodeAffinity.requiredDuringSchedulingIgnoredDuringExecution.nodeSelectorTerms[].matchExpressions[]';
/** More different names are not compared with each other. */
const MOST = 100;

/** Pods of one set of manifests call nodes by the same names. */
export const nodeNamesAgree: Rule = {
  id: 'node-names-agree',
  answer: 'risk',
  why: 'a label of nodes that one pod spells in its own way is a label that no node has: the pod stays Pending, or does not tolerate the taint',
  example:
    'Deployment default/api: spec.template.spec.nodeSelector[example.com/pool]: expected "game", as in Deployment default/web, received "gmae" [node-names-agree]',
  about: ['nodeSelector', 'tolerations'],
  check: ({ templates }) => {
    const all = templates.flatMap(said);
    const keys = new Map<string, Said[]>();
    const values = new Map<string, Map<string, Said[]>>();
    for (const each of all) {
      getOrInsert(keys, each.key, () => []).push(each);
      if (each.value !== undefined) {
        const known = getOrInsert(values, each.key, () => new Map<string, Said[]>());
        getOrInsert(known, each.value, () => []).push(each);
      }
    }
    return [...strangers(keys), ...[...values.values()].flatMap(strangers)];
  },
};

/** A name of one place that is nearly the name of several, or of another workload. */
function strangers(names: ReadonlyMap<string, readonly Said[]>): Finding[] {
  if (names.size > MOST) return [];
  return [...names].flatMap(([name, places]) => {
    const [place, ...more] = places;
    const other = [...names].find(([each, theirs]) => each !== name && theirs.length > 1 && isTypo(name, each));
    if (place === undefined || more.length > 0 || other === undefined) return [];
    const owner = other[1].find(({ template }) => template !== place.template)?.template.owner ?? place.template.owner;
    const expected = `${quoted(other[0])}, as in ${identity(owner)}`;
    return [{ object: place.template.owner, field: place.field, expected, received: quoted(name) }];
  });
}

function said(template: PodTemplate): Said[] {
  const { spec, path } = template;
  const own = entriesAt(spec, 'nodeSelector').map(([key, value]) => ({
    key,
    value: String(value),
    field: `${path}.nodeSelector[${key}]`,
  }));
  const terms = valuesAt(spec, TERMS).flatMap(({ value, path: place }) =>
    (listAt(value, 'values').length === 0 ? [undefined] : listAt(value, 'values')).map((each: Json | undefined) => ({
      key: stringAt(value, 'key') ?? '',
      value: each === undefined ? undefined : String(each),
      field: `${path}.${place}`,
    })),
  );
  const tolerated = listAt(spec, 'tolerations').map((each, index) => ({
    key: stringAt(each, 'key') ?? '',
    value: stringAt(each, 'value'),
    field: `${path}.tolerations[${index}].key`,
  }));
  return [...own, ...terms, ...tolerated].filter(({ key }) => key !== '').map((each) => ({ ...each, template }));
}
