import type { Bundle, PodTemplate } from '../../bundle/bundle';
import { labelOf } from '../../bundle/label-selector';
import { NameIndex } from '../../bundle/references/name-index';
import { headlessBehind } from '../../bundle/traffic/headless-services';
import { stringAt, stringsAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** The Service with the host names of a StatefulSet's pods exists in the namespace and selects the pods. */
export const statefulSetService: Rule = {
  id: 'stateful-set-service',
  answer: 'risk',
  why: 'without it no pod of a StatefulSet has a host name of its own, and the field cannot be changed afterwards',
  example:
    'StatefulSet default/db: spec.serviceName: expected a Service in namespace default, received "db-servce"; did you mean "db-service"? [stateful-set-service]',
  about: ['serviceName', 'subdomain'],
  check: (bundle) => {
    const catalogue = NameIndex.of(bundle, 'Service');
    return bundle.templates.flatMap((template) => {
      const { owner: object, namespace } = template;
      const name = stringAt(object, 'spec', 'serviceName');
      if (object.kind !== 'StatefulSet') return ofSubdomain(bundle, template);
      if (!name) return [];
      const field = 'spec.serviceName';
      const service = bundle.find('Service', namespace, name);
      if (!service) {
        const { assumes, ...missing } = catalogue.missing(namespace, name);
        const [only, ...others] = assumes ? headlessBehind(bundle, template) : [];
        if (only === undefined || others.length > 0) return [{ object, field, ...missing, assumes }];
        return [{ object, field, ...missing, meant: only.metadata.name, answer: 'risk' }];
      }
      const selector = stringsAt(service, 'spec', 'selector');
      const selects = Object.entries(selector).every(([label, value]) => labelOf(template.labels, label) === value);
      if (selects && Object.keys(selector).length > 0) return [];
      const labels = Object.entries(selector).map(([label, value]) => `${label}=${value}`);
      return [
        {
          object,
          field,
          expected: "a Service that selects the StatefulSet's pods",
          received: `${quoted(name)}, which selects ${labels.join(', ') || 'none'}`,
        },
      ];
    });
  },
};

/** Other pods have names behind the Service that their subdomain names. A Job gives its pods a label with its name. */
function ofSubdomain(bundle: Bundle, template: PodTemplate): Finding[] {
  const { owner: object, namespace, spec, path } = template;
  const name = stringAt(spec, 'subdomain');
  if (!name || bundle.find('Service', namespace, name) !== undefined) return [];
  const given = object.kind === 'Job' ? JOB_LABELS.map((label) => [label, object.metadata.name]) : [];
  const [only, ...others] = headlessBehind(bundle, {
    ...template,
    labels: { ...template.labels, ...Object.fromEntries(given) },
  });
  if (only === undefined || others.length > 0) return [];
  const expected = `a headless Service in namespace ${namespace}`;
  return [{ object, field: `${path}.subdomain`, expected, received: quoted(name), meant: only.metadata.name }];
}

/** https://kubernetes.io/docs/reference/labels-annotations-taints/#batch-kubernetes-io-job-name */
const JOB_LABELS = ['job-name', 'batch.kubernetes.io/job-name'];
