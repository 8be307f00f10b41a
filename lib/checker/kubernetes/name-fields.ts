import {
  annotationKey,
  dataKey,
  dnsLabel,
  environmentName,
  ingressHost,
  labelValue,
  pathSegment,
  portName,
  qualifiedName,
  type Syntax,
  serviceName,
  subdomain,
} from './name-syntax';
import type { Texts } from './texts-fit';

/** Syntax of `metadata.name`, by kind. Other kinds take a DNS name of 253 characters. */
export const OBJECT_NAMES: Readonly<Record<string, Syntax>> = {
  CertificateSigningRequest: pathSegment,
  ClusterRole: pathSegment,
  ClusterRoleBinding: pathSegment,
  CronJob: subdomain(52), // its Jobs append a time of 11 characters
  Job: subdomain(63), // becomes a label of its pods
  Event: pathSegment,
  Namespace: dnsLabel,
  PodDisruptionBudget: pathSegment,
  Role: pathSegment,
  RoleBinding: pathSegment,
  LeaseCandidate: dataKey,
  Service: serviceName,
  StatefulSet: dnsLabel,
};

const text = (syntax: Syntax): Texts => ({ text: syntax, key: undefined });
const key = (syntax: Syntax): Texts => ({ text: undefined, key: syntax });
const LABELS: Texts = { key: qualifiedName, text: labelValue };

/** Fields with names, by `Type.field`. */
export const NAME_FIELDS: Readonly<Record<string, Texts>> = {
  'ConfigMap.binaryData': key(dataKey),
  'ConfigMap.data': key(dataKey),
  'Container.name': text(dnsLabel),
  'ContainerPort.name': text(portName),
  'EnvFromSource.prefix': text(environmentName),
  'EnvVar.name': text(environmentName),
  'IngressRule.host': text(ingressHost),
  'IngressTLS.hosts': text(ingressHost),
  'LabelSelector.matchLabels': LABELS,
  'LabelSelectorRequirement.key': text(qualifiedName),
  'LabelSelectorRequirement.values': text(labelValue),
  'ObjectMeta.annotations': key(annotationKey),
  'ObjectMeta.labels': LABELS,
  'ObjectMeta.namespace': text(dnsLabel),
  'PodSpec.nodeSelector': LABELS,
  'ReplicationControllerSpec.selector': LABELS,
  'Scheduling.nodeSelector': LABELS,
  'Endpoint.deprecatedTopology': LABELS,
  'Secret.data': key(dataKey),
  'Secret.stringData': key(dataKey),
  'ServiceBackendPort.name': text(portName),
  'ServicePort.name': text(dnsLabel),
  'ServiceSpec.selector': LABELS,
  'Volume.name': text(dnsLabel),
};
