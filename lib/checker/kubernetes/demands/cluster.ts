import { entryPath } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, numberAt, stringAt, valueAt } from '../../manifest/manifest';
import { atMost, type Complaint, type Demand, exactlyOne, forbids, holds, isSet, needs, oneOf, when } from '../demand';
import { qualifiedName } from '../name-syntax';

const COMPUTE = ['cpu', 'ephemeral-storage', 'memory'];
const COUNTED = [
  ...[
    'configmaps',
    'persistentvolumeclaims',
    'pods',
    'replicationcontrollers',
    'resourcequotas',
    'secrets',
    'services',
  ],
  ...['services.loadbalancers', 'services.nodeports', 'storage', 'requests.storage'],
];
const QUOTAS = new Set([...COMPUTE, ...COMPUTE.flatMap((name) => [`limits.${name}`, `requests.${name}`]), ...COUNTED]);
const LIMITED = new Set([...COMPUTE, 'storage']);

/** The keys of a map are resources of Kubernetes, or have a domain. */
const resources =
  (field: string, known: ReadonlySet<string>): Demand =>
  (value) =>
    entriesAt(value, ...field.split('.'))
      .filter(([key]) => {
        const own = known.has(key) || /^(requests\.)?hugepages-./.test(key);
        return !own && !(key.includes('/') && qualifiedName.fits(key));
      })
      .map(
        ([key]): Complaint => ({
          field: entryPath(field, key),
          expected: 'a resource of Kubernetes, or one with a domain',
        }),
      );

/** Objects are counted whole. */
const wholeCounts: Demand = (value) =>
  entriesAt(value, 'hard')
    .filter(
      ([key, amount]) =>
        (COUNTED.slice(0, 9).includes(key) || key.startsWith('count/')) &&
        amount !== null &&
        !/^\+?\d+(\.0*)?[kMGTPE]?i?$/.test(String(amount)),
    )
    .map(([key]) => ({ field: entryPath('hard', key), expected: 'a whole number' }));

const SCOPES = [
  'Terminating',
  'NotTerminating',
  'BestEffort',
  'NotBestEffort',
  'PriorityClass',
  'CrossNamespacePodAffinity',
  'VolumeAttributesClass',
];

const eachAtMost =
  (lower: string, higher: string): Demand =>
  (value, place) =>
    entriesAt(value, lower).flatMap(([key]) => {
      const pair = { [lower]: valueAt(value, lower, key), [higher]: valueAt(value, higher, key) } as Json;
      return atMost(lower, higher)(pair, place).map((complaint) => ({
        ...complaint,
        field: entryPath(lower, key),
        received: String(valueAt(value, lower, key)),
      }));
    });

const client = exactlyOne('service', 'url');
const webhookUrl: Demand = (value) => {
  const url = stringAt(value, 'url') ?? '';
  return url === '' || /^https:\/\/[^/?#@\s]+(\/[^?#\s]*)?$/.test(url)
    ? []
    : [{ field: 'url', expected: 'a URL that begins with https://, without user, query and fragment' }];
};
const certificates: Demand = (value) => {
  const bundle = stringAt(value, 'caBundle');
  if (
    bundle === undefined ||
    bundle === '' ||
    /-----BEGIN CERTIFICATE-----/.test(Buffer.from(bundle, 'base64').toString('latin1'))
  )
    return [];
  return [{ field: 'caBundle', expected: 'certificates in PEM, in base64', received: 'other data' }];
};

const wildcardAlone = (field: string): Demand =>
  holds(field, 'nothing beside *', (value) => !listAt(value, field).includes('*') || listAt(value, field).length === 1);

const admissionRule: readonly Demand[] = [
  needs('apiGroups', 'apiVersions', 'operations', 'resources'),
  ...['apiGroups', 'apiVersions', 'operations'].map(wildcardAlone),
  oneOf('scope', '*', 'Cluster', 'Namespaced'),
  holds('operations', 'CREATE, UPDATE, DELETE, CONNECT or *', (value) =>
    listAt(value, 'operations').every((each) => ['*', 'CONNECT', 'CREATE', 'DELETE', 'UPDATE'].includes(String(each))),
  ),
  holds('resources', 'no * beside others that it covers', (value) => {
    const names = listAt(value, 'resources').map(String);
    const all = names.includes('*/*') && names.length > 1;
    const plain = names.includes('*') && names.some((name) => name !== '*' && !name.includes('/'));
    return !all && !plain && names.every((name) => name !== '');
  }),
];

const webhook: readonly Demand[] = [needs('admissionReviewVersions', 'clientConfig', 'sideEffects')];

const subjectOf: readonly Demand[] = [
  oneOf('kind', 'Group', 'ServiceAccount', 'User'),
  when('kind', 'Group', needs('group'), forbids('serviceAccount', 'user')),
  when('kind', 'ServiceAccount', needs('serviceAccount'), forbids('group', 'user')),
  when('kind', 'User', needs('user'), forbids('group', 'serviceAccount')),
];

const VERBS = ['*', 'get', 'list', 'watch', 'create', 'update', 'patch', 'delete', 'deletecollection', 'proxy'];

const nonResourceUrl = (url: string) => url === '*' || (/^\/\S*$/.test(url) && !/\/\/|\*./.test(url));

/** The queues times the hand that is dealt from them: the server keeps the shuffle below 60 bits. */
const hand: Demand = holds('handSize', 'a hand that queues can deal (at most 60 bits)', (value) => {
  const [queues, size] = [numberAt(value, 'queues') ?? 64, numberAt(value, 'handSize') ?? 8];
  const bits = Array.from({ length: Math.min(size, 100) }, (_, index) => Math.log2(Math.max(1, queues - index)));
  return size <= queues && bits.reduce((sum, each) => sum + each, 0) <= 60;
});

const USAGES = [
  ...['signing', 'digital signature', 'content commitment', 'key encipherment', 'key agreement', 'data encipherment'],
  ...['cert sign', 'crl sign', 'encipher only', 'decipher only', 'any', 'server auth', 'client auth', 'code signing'],
  ...['email protection', 's/mime', 'ipsec end system', 'ipsec tunnel', 'ipsec user', 'timestamping', 'ocsp signing'],
  ...['microsoft sgc', 'netscape sgc'],
];

export const CLUSTER_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  APIService: [
    holds('metadata.name', 'spec.version, a dot and spec.group', (object) => {
      return (
        stringAt(object, 'metadata', 'name') ===
        `${stringAt(object, 'spec', 'version')}.${stringAt(object, 'spec', 'group')}`
      );
    }),
  ],
  APIServiceSpec: [
    needs('groupPriorityMinimum', 'version', 'versionPriority'),
    when('insecureSkipTLSVerify', true, forbids('caBundle')),
  ],
  AuditAnnotation: [
    needs('key', 'valueExpression'),
    holds('key', 'a key such as example.com/name', (value) =>
      /^([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/.test(stringAt(value, 'key') ?? ''),
    ),
  ],
  CertificateSigningRequestSpec: [
    needs('usages'),
    holds('usages', USAGES.join(', '), (value) => {
      const usages = listAt(value, 'usages').map(String);
      return usages.every((usage) => USAGES.includes(usage)) && new Set(usages).size === usages.length;
    }),
    holds('request', 'a certificate request in PEM, in base64', (value) => {
      return /-----BEGIN CERTIFICATE REQUEST-----/.test(
        Buffer.from(stringAt(value, 'request') ?? '', 'base64').toString('latin1'),
      );
    }),
    holds(
      'signerName',
      'a signer other than kubernetes.io/legacy-unknown',
      (value) => valueAt(value, 'signerName') !== 'kubernetes.io/legacy-unknown',
    ),
  ],
  Event: [
    holds('involvedObject.namespace', 'the namespace of the Event', (event) => {
      const [own, other] = [stringAt(event, 'metadata', 'namespace'), stringAt(event, 'involvedObject', 'namespace')];
      return other === undefined ? own === undefined || own === 'default' : other === (own ?? 'default');
    }),
  ],
  FlowDistinguisherMethod: [oneOf('type', 'ByNamespace', 'ByUser')],
  FlowSchemaSpec: [
    holds(
      'matchingPrecedence',
      '1 for the FlowSchema exempt alone',
      (value, { object }) => valueAt(value, 'matchingPrecedence') !== 1 || object.metadata.name === 'exempt',
    ),
  ],
  FlowSchemaSubject: subjectOf,
  LimitRangeItem: [
    ...['default', 'defaultRequest', 'max', 'maxLimitRequestRatio', 'min'].map((field) => resources(field, LIMITED)),
    when('type', 'Pod', forbids('default', 'defaultRequest')),
    when(
      'type',
      ['Container', 'Pod'],
      ...['default', 'defaultRequest', 'max', 'min'].map((field) => resources(field, new Set(COMPUTE))),
    ),
    when('type', 'PersistentVolumeClaim', (value) =>
      isSet(valueAt(value, 'max', 'storage')) || isSet(valueAt(value, 'min', 'storage'))
        ? []
        : [{ field: 'max.storage', expected: 'a size, here or in min', received: 'neither' }],
    ),
    eachAtMost('min', 'max'),
    eachAtMost('min', 'defaultRequest'),
    eachAtMost('min', 'default'),
    eachAtMost('defaultRequest', 'default'),
    eachAtMost('defaultRequest', 'max'),
    eachAtMost('default', 'max'),
  ],
  LimitRangeSpec: [
    holds('limits', 'each type once', (value) => {
      const types = listAt(value, 'limits').map((limit) => stringAt(limit, 'type'));
      return new Set(types).size === types.length;
    }),
  ],
  LimitResponse: [
    oneOf('type', 'Queue', 'Reject'),
    when('type', 'Reject', forbids('queuing')),
    when('type', 'Queue', needs('queuing')),
  ],
  MutatingWebhook: webhook,
  NamedRuleWithOperations: admissionRule,
  NonResourcePolicyRule: [
    needs('nonResourceURLs', 'verbs'),
    wildcardAlone('verbs'),
    wildcardAlone('nonResourceURLs'),
    holds('nonResourceURLs', 'paths that begin with /', (value) =>
      listAt(value, 'nonResourceURLs').every((url) => nonResourceUrl(String(url))),
    ),
    holds('verbs', 'verbs of HTTP in lower case, or *', (value) =>
      listAt(value, 'verbs').every((verb) =>
        ['*', 'delete', 'get', 'head', 'options', 'patch', 'post', 'put'].includes(String(verb)),
      ),
    ),
  ],
  PolicyRulesWithSubjects: [
    needs('subjects'),
    (value) =>
      isSet(valueAt(value, 'resourceRules')) || isSet(valueAt(value, 'nonResourceRules'))
        ? []
        : [{ field: 'resourceRules', expected: 'a rule, here or in nonResourceRules', received: 'neither' }],
  ],
  PriorityLevelConfigurationSpec: [
    oneOf('type', 'Exempt', 'Limited'),
    when('type', 'Limited', needs('limited'), forbids('exempt')),
    when('type', 'Exempt', forbids('limited')),
  ],
  QueuingConfiguration: [hand],
  ResourcePolicyRule: [
    needs('apiGroups', 'resources', 'verbs'),
    ...['apiGroups', 'namespaces', 'resources', 'verbs'].map(wildcardAlone),
    holds('verbs', VERBS.join(', '), (value) => listAt(value, 'verbs').every((verb) => VERBS.includes(String(verb)))),
    (value) =>
      valueAt(value, 'clusterScope') === true || isSet(valueAt(value, 'namespaces'))
        ? []
        : [{ field: 'namespaces', expected: 'a namespace, or clusterScope true', received: 'neither' }],
  ],
  ResourceQuotaSpec: [
    resources('hard', QUOTAS),
    wholeCounts,
    holds('scopes', 'scopes that go together', (value) => {
      const scopes = listAt(value, 'scopes').map(String);
      const clash = [
        ['BestEffort', 'NotBestEffort'],
        ['NotTerminating', 'Terminating'],
      ].some((pair) => pair.every((scope) => scopes.includes(scope)));
      return !clash;
    }),
  ],
  RuleWithOperations: admissionRule,
  ScopedResourceSelectorRequirement: [oneOf('scopeName', ...SCOPES)],
  ServiceAccountSubject: [needs('name', 'namespace')],
  GroupSubject: [needs('name')],
  UserSubject: [needs('name')],
  ServiceReference: [
    needs('name', 'namespace'),
    holds('path', 'a path that begins with /', (value) => (stringAt(value, 'path') ?? '/').startsWith('/')),
  ],
  Validation: [
    needs('expression'),
    oneOf('reason', 'Forbidden', 'Invalid', 'RequestEntityTooLarge', 'Unauthorized'),
    holds('message', 'a single line', (value) => !/\n/.test(stringAt(value, 'message') ?? '')),
  ],
  ValidatingAdmissionPolicyBindingSpec: [
    needs('policyName', 'validationActions'),
    holds('validationActions', 'Audit, Deny or Warn, each once, and not Deny beside Warn', (value) => {
      const actions = listAt(value, 'validationActions').map(String);
      const known = actions.every((action) => ['Audit', 'Deny', 'Warn'].includes(action));
      return (
        known && new Set(actions).size === actions.length && !(actions.includes('Deny') && actions.includes('Warn'))
      );
    }),
  ],
  ValidatingAdmissionPolicySpec: [
    oneOf('failurePolicy', 'Fail', 'Ignore'),
    needs('matchConstraints'),
    (value) =>
      isSet(valueAt(value, 'validations')) || isSet(valueAt(value, 'auditAnnotations'))
        ? []
        : [{ field: 'validations', expected: 'a validation, here or in auditAnnotations', received: 'neither' }],
  ],
  ValidatingWebhook: webhook,
  WebhookClientConfig: [client, webhookUrl, certificates],
  WebhookConversion: [needs('conversionReviewVersions'), needs('clientConfig')],
};
