import type { Bundle } from '../../bundle/bundle';
import { matches, matchesNamespace } from '../../bundle/traffic/namespaces';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { itemPath } from '../../manifest/field-path';
import { identity, type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import type { Rule } from '../../rule';

/** A webhook that must answer does not judge its own pods. */
export const webhookSparesItself: Rule = {
  id: 'webhook-spares-itself',
  answer: 'risk',
  why: 'after an outage nobody answers for the pods of the webhook itself: the API server rejects these pods for ever',
  example:
    'ValidatingWebhookConfiguration policy: webhooks[pods.shop.io].namespaceSelector: expected a selector that leaves out namespace policy, with the pods of Deployment policy/admission, received none [webhook-spares-itself]',
  about: ['WebhookConfiguration'],
  check: (bundle) =>
    ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration']
      .flatMap((kind) => bundle.ofKind(kind))
      .flatMap((object) =>
        listAt(object, 'webhooks').flatMap((webhook, index) => {
          const must = (stringAt(webhook, 'failurePolicy') ?? 'Fail') === 'Fail';
          const [pods] = must && judgesNewPods(webhook) ? ownPods(bundle, webhook) : [];
          if (pods === undefined) return [];
          const expected = `a selector that leaves out namespace ${pods.namespace}, with the pods of ${identity(pods.owner)}`;
          const received =
            valueAt(webhook, 'namespaceSelector') === undefined ? 'none' : 'one that matches the namespace';
          return [{ object, field: `${itemPath('webhooks', webhook, index)}.namespaceSelector`, expected, received }];
        }),
      ),
};

/** A condition may leave out any object. */
function judgesNewPods(webhook: Json): boolean {
  if (listAt(webhook, 'matchConditions').length > 0) return false;
  return listAt(webhook, 'rules').some((rule) => {
    const has = (field: string, ...values: string[]) =>
      listAt(rule, field).some((each) => values.includes(String(each)));
    return has('apiGroups', '', '*') && has('resources', 'pods', '*', '*/*') && has('operations', 'CREATE', '*');
  });
}

/** The pods behind the Service of a webhook that the webhook judges. */
function ownPods(bundle: Bundle, webhook: Json) {
  const service = valueAt(webhook, 'clientConfig', 'service');
  const [namespace, name] = [stringAt(service, 'namespace') ?? '', stringAt(service, 'name') ?? ''];
  const found = bundle.find('Service', namespace, name);
  if (!found || matchesNamespace(bundle, valueAt(webhook, 'namespaceSelector'), namespace) !== true) return [];
  return podsBehind(bundle, found).filter(({ labels }) => matches(valueAt(webhook, 'objectSelector'), labels));
}
