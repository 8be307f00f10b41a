import { NameIndex } from '../../bundle/references/name-index';
import { itemPath } from '../../manifest/field-path';
import { type Json, listAt, type Manifest, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

interface Called {
  readonly object: Manifest;
  readonly service: Json;
  readonly field: string;
}

const CONVERSION = ['spec', 'conversion', 'webhook', 'clientConfig', 'service'];

/** The Service that the API server calls, for a webhook or an API of its own, exists and has the port. */
export const webhookServiceExists: Rule = {
  id: 'webhook-service-exists',
  answer: 'broken',
  why: 'the API server rejects every object that a webhook must see if the Service of the webhook is missing',
  example:
    'ValidatingWebhookConfiguration policy: webhooks[policy.shop.io].clientConfig.service.name: expected a Service in namespace shop, received "polcy"; did you mean "policy"? [webhook-service-exists]',
  about: ['clientConfig', 'APIService'],
  check: (bundle) => {
    const services = NameIndex.of(bundle, 'Service');
    const called = [
      ...['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'].flatMap((kind) =>
        bundle.ofKind(kind).flatMap((object) =>
          listAt(object, 'webhooks').flatMap((webhook, index): Called[] => {
            const service = valueAt(webhook, 'clientConfig', 'service');
            const field = `${itemPath('webhooks', webhook, index)}.clientConfig.service`;
            return service === undefined ? [] : [{ object, service, field }];
          }),
        ),
      ),
      ...['APIService', 'CustomResourceDefinition'].flatMap((kind) =>
        bundle.ofKind(kind).flatMap((object): Called[] => {
          const path = kind === 'APIService' ? ['spec', 'service'] : CONVERSION;
          const service = valueAt(object, ...path);
          return service === undefined ? [] : [{ object, service, field: path.join('.') }];
        }),
      ),
    ];
    return called.flatMap(({ object, service, field }): Finding[] => {
      const [namespace, name] = [stringAt(service, 'namespace') ?? '', stringAt(service, 'name') ?? ''];
      const found = bundle.find('Service', namespace, name);
      if (found === undefined) return [{ object, field: `${field}.name`, ...services.missing(namespace, name) }];
      const port = numberAt(service, 'port') ?? 443;
      const ports = listAt(found, 'spec', 'ports').map((each) => valueAt(each, 'port'));
      if (ports.includes(port)) return [];
      const expected = `a port of Service ${namespace}/${name} (${ports.join(', ')})`;
      return [{ object, field: `${field}.port`, expected, received: quoted(port) }];
    });
  },
};
