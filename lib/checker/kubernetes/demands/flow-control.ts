import { type Json, listAt, numberAt, valueAt } from '../../manifest/manifest';
import { type Demand, forbids, holds, isSet, needs, oneOf, when, wordsOf } from '../demand';
import { dnsLabel } from '../name-syntax';
import { wildcardAlone } from './admission';

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
  const [queues, size] = [numberAt(value, 'queues') || 64, numberAt(value, 'handSize') || 8];
  const bits = Array.from({ length: Math.min(size, 100) }, (_, index) => Math.log2(Math.max(1, queues - index)));
  return size <= queues && bits.reduce((sum, each) => sum + each, 0) <= 60;
});

const namespaces: Demand = holds('namespaces', 'namespaces, or *', (value) =>
  listAt(value, 'namespaces').every((name) => name === '*' || dnsLabel.fits(String(name))),
);

export const FLOW_CONTROL_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  FlowDistinguisherMethod: [oneOf('type', 'ByNamespace', 'ByUser')],
  FlowSchemaSpec: [
    holds(
      'matchingPrecedence',
      '1 for the FlowSchema exempt alone',
      (value, { object }) => valueAt(value, 'matchingPrecedence') !== 1 || object.metadata.name === 'exempt',
    ),
  ],
  FlowSchemaSubject: subjectOf,
  GroupSubject: [needs('name')],
  LimitResponse: [
    oneOf('type', 'Queue', 'Reject'),
    when('type', 'Reject', forbids('queuing')),
    when('type', 'Queue', needs('queuing')),
  ],
  LimitedPriorityLevelConfiguration: [needs('limitResponse.type')],
  NonResourcePolicyRule: [
    needs('nonResourceURLs', 'verbs'),
    wildcardAlone('verbs'),
    wildcardAlone('nonResourceURLs'),
    holds('nonResourceURLs', 'paths that begin with /', (value) =>
      listAt(value, 'nonResourceURLs').every((url) => nonResourceUrl(String(url))),
    ),
    wordsOf('verbs', '*', 'delete', 'get', 'head', 'options', 'patch', 'post', 'put'),
  ],
  PolicyRulesWithSubjects: [
    needs('subjects'),
    (value: Json) =>
      isSet(valueAt(value, 'resourceRules')) || isSet(valueAt(value, 'nonResourceRules'))
        ? []
        : [{ field: 'resourceRules', expected: 'a rule, here or in nonResourceRules', received: 'neither' }],
  ],
  PriorityLevelConfigurationSpec: [
    oneOf('type', 'Exempt', 'Limited'),
    when('type', 'Limited', needs('limited'), forbids('exempt')),
    when('type', 'Exempt', forbids('limited')),
    holds('type', 'Exempt for the PriorityLevelConfiguration exempt alone', (value, { object }) => {
      return (valueAt(value, 'type') === 'Exempt') === (object.metadata.name === 'exempt');
    }),
  ],
  QueuingConfiguration: [hand],
  ResourcePolicyRule: [
    needs('apiGroups', 'resources', 'verbs'),
    ...['apiGroups', 'namespaces', 'resources', 'verbs'].map(wildcardAlone),
    wordsOf('verbs', ...VERBS),
    namespaces,
    (value: Json) =>
      valueAt(value, 'clusterScope') === true || isSet(valueAt(value, 'namespaces'))
        ? []
        : [{ field: 'namespaces', expected: 'a namespace, or clusterScope true', received: 'neither' }],
  ],
  ServiceAccountSubject: [needs('name', 'namespace')],
  UserSubject: [needs('name')],
};
