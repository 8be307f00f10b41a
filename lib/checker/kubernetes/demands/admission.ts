import { type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import {
  atMostItems,
  type Demand,
  distinct,
  exactlyOne,
  forbids,
  holds,
  isSet,
  needs,
  oneOf,
  when,
  wordsOf,
} from '../demand';
import { dnsSubdomain, pathSegment, qualifiedName } from '../name-syntax';

const webhookUrl: Demand = (value) => {
  const url = stringAt(value, 'url');
  return url === undefined || /^https:\/\/[^/?#@\s]+(\/[^?#\s]*)?$/.test(url)
    ? []
    : [{ field: 'url', expected: 'a URL that begins with https://, without user, query and fragment' }];
};

/** The API server opens the certificates of a conversion alone. */
const certificates: Demand = (value, { object }) => {
  if (object.kind !== 'CustomResourceDefinition') return [];
  const bundle = stringAt(value, 'caBundle') ?? '';
  if (bundle === '' || /-----BEGIN CERTIFICATE-----/.test(Buffer.from(bundle, 'base64').toString('latin1'))) return [];
  return [{ field: 'caBundle', expected: 'certificates in PEM, in base64', received: 'other data' }];
};

export const wildcardAlone = (field: string): Demand =>
  holds(field, 'nothing beside *', (value) => !listAt(value, field).includes('*') || listAt(value, field).length === 1);

/** A resource, and what a wildcard in another item covers already. */
const resources: Demand = holds('resources', 'no * beside others that it covers', (value) => {
  const names = listAt(value, 'resources').map(String);
  const after = (pattern: (name: string, all: string) => boolean) =>
    names.some((name, index) => names.slice(0, index).some((all) => pattern(name, all)));
  const all = names.includes('*/*') && names.length > 1;
  const plain = names.includes('*') && /^[^*/]/.test(names.filter((name) => !name.includes('/')).at(-1) ?? '*');
  const covered = after((name, wide) => {
    const [resource, part] = name.split(/\/(.*)/);
    return part !== undefined && (wide === `${resource}/*` || wide === `*/${part}`);
  });
  return !all && !plain && !covered && names.every((name) => name !== '');
});

const admissionRule: readonly Demand[] = [
  needs('apiGroups', 'apiVersions', 'operations', 'resources'),
  ...['apiGroups', 'apiVersions', 'operations'].map(wildcardAlone),
  wordsOf('operations', '*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'),
  holds('apiVersions', 'no empty version', (value) => !listAt(value, 'apiVersions').includes('')),
  resources,
];

const webhook: readonly Demand[] = [
  needs('admissionReviewVersions', 'clientConfig', 'sideEffects'),
  distinct('admissionReviewVersions', 'each version once'),
  holds('admissionReviewVersions', 'v1 or v1beta1 among the versions', (value) =>
    listAt(value, 'admissionReviewVersions').some((version) => version === 'v1' || version === 'v1beta1'),
  ),
  distinct('matchConditions', 'each name once', (condition) => valueAt(condition, 'name')),
  atMostItems('matchConditions', 64),
];

const hooks: readonly Demand[] = [distinct('webhooks', 'each name once', (hook) => valueAt(hook, 'name'))];

/** The key becomes an annotation behind the name of the policy. */
const auditKeys: Demand = (policy) =>
  listAt(policy, 'spec', 'auditAnnotations').flatMap((annotation, index) => {
    const key = stringAt(annotation, 'key') ?? '';
    if (qualifiedName.fits(`${stringAt(policy, 'metadata', 'name')}/${key}`)) return [];
    return [
      { field: `spec.auditAnnotations[${index}].key`, expected: qualifiedName.expected, received: JSON.stringify(key) },
    ];
  });

const isVersion = (text: string): boolean =>
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/.test(text);

const oneLine = (field: string): Demand =>
  holds(field, 'a single line of text', (value) => {
    const text = stringAt(value, field) ?? '';
    return text === '' || (text.trim() !== '' && !/[\n\r]/.test(text.trim()));
  });

const policy: readonly Demand[] = [
  needs('matchConstraints', 'matchConstraints.resourceRules'),
  distinct('matchConditions', 'each name once', (condition) => valueAt(condition, 'name')),
  atMostItems('matchConditions', 64),
];

const binding: readonly Demand[] = [needs('policyName')];

const either =
  (fields: readonly string[]): Demand =>
  (value: Json) =>
    fields.some((field) => isSet(valueAt(value, field)))
      ? []
      : [{ field: fields[0] ?? '', expected: `an item, here or in ${fields[1]}`, received: 'neither' }];

/** The steps of a path are names. */
const servicePath: Demand = holds('path', 'a path of names that begins with /', (value) => {
  const path = stringAt(value, 'path') ?? '/';
  const steps = path.replace(/^\/|\/$/g, '').split('/');
  return path === '' || path === '/' || (path.startsWith('/') && steps.every((step) => dnsSubdomain.fits(step)));
});

export const ADMISSION_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  AuditAnnotation: [needs('key', 'valueExpression')],
  MutatingAdmissionPolicyBindingSpec: binding,
  MutatingAdmissionPolicySpec: [...policy, needs('mutations', 'reinvocationPolicy')],
  MutatingWebhook: webhook,
  MutatingWebhookConfiguration: hooks,
  Mutation: [
    oneOf('patchType', 'ApplyConfiguration', 'JSONPatch'),
    when('patchType', 'ApplyConfiguration', needs('applyConfiguration'), forbids('jsonPatch')),
    when('patchType', 'JSONPatch', needs('jsonPatch'), forbids('applyConfiguration')),
  ],
  NamedRuleWithOperations: [
    ...admissionRule,
    distinct('resourceNames', 'each name once'),
    holds('resourceNames', 'names of objects', (value) =>
      listAt(value, 'resourceNames').every((name) => name === '' || pathSegment.fits(String(name))),
    ),
  ],
  ParamKind: [
    needs('apiVersion', 'kind'),
    holds('apiVersion', 'a version, with a group before it or not', (value) =>
      isVersion(stringAt(value, 'apiVersion') ?? ''),
    ),
    holds('kind', 'a name of letters and digits', (value) =>
      /^[a-z]([-a-z0-9]{0,61}[a-z0-9])?$/i.test(stringAt(value, 'kind') ?? ''),
    ),
  ],
  ParamRef: [
    exactlyOne('name', 'selector'),
    needs('parameterNotFoundAction'),
    oneOf('parameterNotFoundAction', 'Allow', 'Deny'),
  ],
  RuleWithOperations: admissionRule,
  ServiceReference: [needs('name', 'namespace'), servicePath],
  ValidatingAdmissionPolicy: [auditKeys],
  ValidatingAdmissionPolicyBindingSpec: [
    ...binding,
    needs('validationActions'),
    wordsOf('validationActions', 'Audit', 'Deny', 'Warn'),
    distinct('validationActions', 'each action once'),
    holds('validationActions', 'no Deny beside Warn', (value) => {
      const actions = listAt(value, 'validationActions');
      return !(actions.includes('Deny') && actions.includes('Warn'));
    }),
  ],
  ValidatingAdmissionPolicySpec: [
    ...policy,
    either(['validations', 'auditAnnotations']),
    atMostItems('auditAnnotations', 20),
    distinct('auditAnnotations', 'each key once', (annotation) => valueAt(annotation, 'key')),
  ],
  ValidatingWebhook: webhook,
  ValidatingWebhookConfiguration: hooks,
  Validation: [needs('expression'), oneLine('message')],
  Variable: [
    holds('name', 'a name of letters, digits and _', (value) => /^[_a-zA-Z]\w*$/.test(stringAt(value, 'name') ?? '')),
    needs('expression'),
  ],
  WebhookClientConfig: [exactlyOne('service', 'url'), webhookUrl, certificates],
};
