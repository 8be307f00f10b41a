import { labelOf } from '../../bundle/label-selector';
import { NameIndex } from '../../bundle/references/name-index';
import { headlessBehind } from '../../bundle/traffic/headless-services';
import { stringAt, stringsAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

/** The Service with the host names of a StatefulSet's pods exists in the namespace and selects the pods. */
export const statefulSetService: Rule = {
  id: 'stateful-set-service',
  answer: 'risk',
  why: 'without it no pod of a StatefulSet has a host name of its own, and the field cannot be changed afterwards',
  example:
    'StatefulSet default/db: spec.serviceName: expected a Service in namespace default, received "db-servce"; did you mean "db-service"? [stateful-set-service]',
  about: ['serviceName'],
  check: (bundle) => {
    const catalogue = NameIndex.of(bundle, 'Service');
    return bundle.templates.flatMap((template) => {
      const { owner: object, namespace } = template;
      const name = stringAt(object, 'spec', 'serviceName');
      if (object.kind !== 'StatefulSet' || !name) return [];
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
