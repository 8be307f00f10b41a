import { getOrInsert } from '../../manifest/get-or-insert';
import {
  entriesAt,
  identity,
  type Json,
  listAt,
  type Manifest,
  namespaceOf,
  stringAt,
  stringsAt,
} from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { isTypo, nearest } from '../../problem';
import { type Finding, quoted } from '../../rule';
import type { Bundle, PodTemplate } from '../bundle';
import { type Labels, meets } from '../label-selector';
import { outside } from '../references/outside';

/** Labels added by controllers. No template has these labels, and selectors may name them. */
const GIVEN_LATER = new Set([
  'apps.kubernetes.io/pod-index',
  'batch.kubernetes.io/controller-uid',
  'batch.kubernetes.io/job-completion-index',
  'batch.kubernetes.io/job-name',
  'controller-revision-hash',
  'controller-uid',
  'job-name',
  'pod-template-hash',
  'statefulset.kubernetes.io/pod-name',
]);

/** More pod templates behind one Service are its pods as well, and are not judged together with the Service. */
const MOST_BEHIND = 100;

/** The pods behind a Service, as far as templates tell. Empty without a selector. */
export function podsBehind(bundle: Bundle, service: Manifest): readonly PodTemplate[] {
  return behind(bundle)(service);
}

const behind = once((bundle: Bundle) => {
  // Services with the same selector share pods.
  const bySelector = new Map<string, readonly PodTemplate[]>();
  return once((service: Manifest): readonly PodTemplate[] => {
    const labels = stringsAt(service, 'spec', 'selector');
    if (Object.keys(labels).length === 0) return [];
    const selector = known(labels);
    const key = JSON.stringify([namespaceOf(service), selector]);
    return getOrInsert(bySelector, key, () => bundle.select(namespaceOf(service), selector).slice(0, MOST_BEHIND));
  });
});

/** The pods that match `matchLabels` and `matchExpressions`, as far as templates tell. */
export function selected(bundle: Bundle, namespace: string, selector: Json | undefined): PodTemplate[] {
  return bundle
    .select(namespace, known(stringsAt(selector, 'matchLabels')))
    .filter(({ labels }) =>
      listAt(selector, 'matchExpressions').every(
        (expression) => GIVEN_LATER.has(stringAt(expression, 'key') ?? '') || meets(expression, labels),
      ),
    );
}

/** True if a selector has no requirement. */
export function isEmpty(selector: Json | undefined): boolean {
  return entriesAt(selector, 'matchLabels').length + listAt(selector, 'matchExpressions').length === 0;
}

/** The finding for a selector without pods. A value of a label may be mistyped. */
export function withoutPods(
  bundle: Bundle,
  namespace: string,
  selector: Json | undefined,
  labels: Labels,
  name?: string,
): Omit<Finding, 'object' | 'field'> {
  const pods = meantPods(bundle, namespace, known(labels), name);
  const values = valuesOf(bundle)(namespace);
  const near = Object.entries(known(labels)).flatMap(([label, value]) => {
    const others = values.get(label) ?? new Set<string>();
    const meant = others.has(value) ? undefined : nearest(value, others);
    return meant === undefined ? [] : [{ label, value, meant }];
  });
  const [typo] = near.filter(({ value, meant }) => isTypo(value, meant));
  const wanted = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
  const shown = typo ?? near[0];
  if (typo === undefined && pods !== undefined) {
    const expected = `labels of the pods of ${identity(pods.owner)}`;
    const meant = Object.entries(pods.labels).find(([label, value]) => labels[label] !== value && !isRelease(label));
    return { answer: 'risk', expected, received: quoted(selector), meant: meant?.join('=') };
  }
  return {
    ...(typo === undefined && outside('Pod', namespace, wanted.join(',') || quoted(selector))),
    expected: `the labels of pods in namespace ${namespace}`,
    received: quoted(selector),
    meant: shown && `${shown.label}=${shown.meant}`,
  };
}

/** Labels that a program or a controller gives to running pods: the primary of a database, the pods of a canary. */
const GIVEN_BY_PROGRAMS = /(^|[/-])(role|primary|master|leader|active|hash|slot)$/i;
/** The ends of names of objects that stand before the pods of a workload. */
const SUFFIX = /-(svc|service|headless|http|grpc|internal|public|external|lb|metrics|pdb|budget|netpol|policy)$/;

const isRelease = (label: string): boolean => /instance|managed-by|version|chart|part-of|environment/.test(label);

/**
 * The pods that are meant by labels without pods: of the workload with the name of the object, with the values under other
 * labels, or with all labels but one that the pods do not have.
 */
function meantPods(bundle: Bundle, namespace: string, labels: Labels, name?: string): PodTemplate | undefined {
  const entries = Object.entries(labels);
  if (entries.length === 0 || entries.some(([label]) => GIVEN_BY_PROGRAMS.test(label))) return undefined;
  const { byName, byValue } = templatesOf(bundle)(namespace);
  const own = name && (byName.get(name) ?? byName.get(name.replace(SUFFIX, '')));
  if (own) return own;
  const [[, value] = ['', '']] = entries;
  const valued = byValue
    .get(value)
    ?.filter((each) => entries.every(([, wanted]) => Object.values(each.labels).includes(wanted)));
  if (valued?.length === 1) return valued[0];
  const nearly = entries.flatMap(([label]) => {
    const others = Object.fromEntries(entries.filter(([other]) => other !== label && !isRelease(other)));
    const pods = Object.keys(others).length === 0 ? [] : bundle.select(namespace, others).slice(0, MOST_BEHIND);
    return pods.filter((each) => each.labels[label] === undefined);
  });
  return nearly.length === 1 ? nearly[0] : undefined;
}

/** The pods of a namespace by the name of their owner, and by each value of their labels. */
const templatesOf = once((bundle: Bundle) => {
  const found = new Map<string, { byName: Map<string, PodTemplate>; byValue: Map<string, PodTemplate[]> }>();
  return (namespace: string) =>
    getOrInsert(found, namespace, () => {
      const [byName, byValue] = [new Map<string, PodTemplate>(), new Map<string, PodTemplate[]>()];
      for (const template of bundle.select(namespace, {})) {
        byName.set(template.owner.metadata.name, template);
        for (const value of new Set(Object.values(template.labels))) {
          const known = getOrInsert(byValue, value, (): PodTemplate[] => []);
          if (known.length < MOST_BEHIND) known.push(template);
        }
      }
      return { byName, byValue };
    });
});

/** The values of each label of the pods of a namespace. */
const valuesOf = once((bundle: Bundle) => {
  const known = new Map<string, Map<string, Set<string>>>();
  return (namespace: string) =>
    getOrInsert(known, namespace, () => {
      const values = new Map<string, Set<string>>();
      for (const { labels } of bundle.select(namespace, {})) {
        for (const [label, value] of Object.entries(labels)) getOrInsert(values, label, () => new Set()).add(value);
      }
      return values;
    });
});

function known(labels: Labels): Labels {
  return Object.fromEntries(Object.entries(labels).filter(([label]) => !GIVEN_LATER.has(label)));
}
