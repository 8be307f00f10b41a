import { podReferences } from '../../bundle/references/pod-references';
import { identity, type Manifest, namespaceOf, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const HOOK = 'helm.sh/hook';
const WEIGHT = 'helm.sh/hook-weight';
const KINDS = ['ConfigMap', 'Secret'] as const;

/** What a hook of Helm needs is there before the hook runs. */
export const hooksFindObjects: Rule = {
  id: 'hooks-find-objects',
  answer: 'broken',
  why: 'Helm applies hooks in the order of their weights, and waits for each: a Job that needs a later object never ends, and neither does the release',
  example:
    'Secret default/db: metadata.annotations[helm.sh/hook-weight]: expected below 0, the weight of Job default/migrate, which needs the Secret, received "5" [hooks-find-objects]',
  about: [HOOK],
  check: (bundle) =>
    KINDS.flatMap((kind) => {
      const late = podReferences(bundle, kind).flatMap(({ object: job, namespace, name }): Finding[] => {
        const object = bundle.find(kind, namespace, name);
        const [hook, other] = [hooksOf(job), object && hooksOf(object)];
        if (!object || !other || !hook.some((each) => other.includes(each))) return [];
        if (weightOf(object) <= weightOf(job)) return [];
        const expected = `below ${weightOf(job)}, the weight of ${identity(job)}, which needs the ${kind}`;
        const received = quoted(stringAt(object, 'metadata', 'annotations', WEIGHT));
        return [{ object, field: `metadata.annotations[${WEIGHT}]`, expected, received }];
      });
      return [
        ...new Map(late.map((each) => [`${namespaceOf(each.object)}/${each.object.metadata.name}`, each])).values(),
      ];
    }),
};

const hooksOf = (object: Manifest): string[] =>
  (stringAt(object, 'metadata', 'annotations', HOOK) ?? '').split(/[\s,]+/).filter((hook) => hook !== '');

const weightOf = (object: Manifest): number => Number(stringAt(object, 'metadata', 'annotations', WEIGHT) ?? 0);
