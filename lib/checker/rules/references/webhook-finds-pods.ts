import type { Bundle } from '../../bundle/bundle';
import { labelOf } from '../../bundle/label-selector';
import { listItems } from '../../manifest/field-path';
import { listAt, type Manifest, namespaceOf, stringAt, stringsAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const KINDS = ['MutatingWebhookConfiguration', 'ValidatingWebhookConfiguration'];
/** The values of a label that keeps an object out. */
const NO = /^(false|disabled?|no|off|skip|ignore|none)$/i;

/** A webhook finds the pods that are labelled for the webhook, and the CA that is made for the webhook. */
export const webhookFindsPods: Rule = {
  id: 'webhook-finds-pods',
  answer: 'risk',
  why: 'a pod with another value of the label than a webhook selects passes untouched, and a webhook without a CA is never called',
  example:
    'Deployment shop/api: spec.template.metadata.labels.inject: expected "true", the value that MutatingWebhookConfiguration injector selects, received "enabled" [webhook-finds-pods]',
  about: ['objectSelector', 'inject-ca-from-secret'],
  check: (bundle) =>
    KINDS.flatMap((kind) => bundle.ofKind(kind)).flatMap((object) => [
      ...unlabelled(bundle, object),
      ...unnamed(bundle, object),
    ]),
};

function unlabelled(bundle: Bundle, object: Manifest): Finding[] {
  return listItems(object, '', 'webhooks').flatMap(({ item }): Finding[] => {
    const forPods = listAt(item, 'rules').some((rule) => listAt(rule, 'resources').includes('pods'));
    const [[label, value] = ['', ''], ...others] = Object.entries(stringsAt(item, 'objectSelector', 'matchLabels'));
    if (!forPods || label === '' || others.length > 0) return [];
    const labelled = bundle.templates.filter(({ labels }) => labelOf(labels, label) !== undefined);
    const [first] = labelled.filter(({ labels }) => !NO.test(labelOf(labels, label) ?? ''));
    if (first === undefined || labelled.some(({ labels }) => labelOf(labels, label) === value)) return [];
    const expected = `${JSON.stringify(value)}, the value that ${object.kind} ${object.metadata.name} selects`;
    const field = `${first.path.replace(/spec$/, '')}metadata.labels.${label}`;
    return [{ object: first.owner, field, expected, received: quoted(labelOf(first.labels, label)) }];
  });
}

/** https://cert-manager.io/docs/concepts/ca-injector/: a Secret permits that its CA is copied. */
function unnamed(bundle: Bundle, object: Manifest): Finding[] {
  const [namespace = '', name = ''] =
    stringAt(object, 'metadata', 'annotations', 'cert-manager.io/inject-ca-from-secret')?.split('/') ?? [];
  const maker = bundle.secret(namespace, name)?.maker;
  const place =
    maker?.kind === 'Certificate' ? ['spec', 'secretTemplate'] : maker?.kind === 'Secret' ? ['metadata'] : undefined;
  if (maker === undefined || place === undefined || namespaceOf(maker) !== namespace) return [];
  const key = 'cert-manager.io/allow-direct-injection';
  const permitted = valueAt(maker, ...place, 'annotations', key);
  if (permitted === 'true') return [];
  const expected = `"true", since ${object.kind} ${object.metadata.name} takes its CA from the Secret`;
  return [
    {
      object: maker,
      field: `${place.join('.')}.annotations[${key}]`,
      expected,
      received: quoted(permitted),
      answer: 'broken',
    },
  ];
}
