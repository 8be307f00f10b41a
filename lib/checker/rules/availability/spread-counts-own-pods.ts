import type { PodTemplate } from '../../bundle/bundle';
import { meets, requirementsOf } from '../../bundle/label-selector';
import { entryPath, listItems } from '../../manifest/field-path';
import { type Json, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Pods that are spread over nodes or zones are counted by their own labels. */
export const spreadCountsOwnPods: Rule = {
  id: 'spread-counts-own-pods',
  answer: 'risk',
  why: 'a spread whose selector leaves its own pods out counts others: all replicas may stand on one node, and fall with the node',
  example:
    'Deployment default/api: spec.template.spec.topologySpreadConstraints[0].labelSelector: expected labels of its own pods, received {"matchLabels":{"app":"web"}} [spread-counts-own-pods]',
  check: ({ templates }) =>
    templates.flatMap((template) =>
      listItems(template.spec, template.path, 'topologySpreadConstraints').flatMap(
        ({ item, path }, index): Finding[] => {
          const place = path.replace(/\[[^\]]*\]$/, `[${index}]`);
          const selector = valueAt(item, 'labelSelector');
          if (selector === undefined || takes(selector, template)) return [];
          const field = entryPath(place, 'labelSelector');
          return [{ object: template.owner, field, expected: 'labels of its own pods', received: quoted(selector) }];
        },
      ),
    ),
};

/** Labels such as `pod-template-hash` are given later. */
function takes(selector: Json, { labels }: PodTemplate): boolean {
  return requirementsOf(selector).every((requirement) => {
    const given = /(^|\/)(pod-template-hash|controller-revision-hash|job-name|pod-name)$/.test(requirement.key);
    return given || stringAt(requirement, 'operator') === undefined || meets(requirement, labels);
  });
}
