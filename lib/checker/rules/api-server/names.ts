import { FieldWatch } from '../../bundle/field-watch';
import { atLeast } from '../../kubernetes/kubernetes-version';
import {
  annotationKey,
  dataKey,
  dnsLabel,
  dnsSubdomain,
  environmentName,
  ingressHost,
  labelValue,
  pathSegment,
  portName,
  qualifiedName,
  relaxedEnvironmentName,
  type Syntax,
  serviceName,
  subdomain,
} from '../../kubernetes/name-syntax';
import { type Field, shapes } from '../../kubernetes/object-shapes';
import { entryPath, itemPath } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, type Manifest, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Kinds whose names are held to something else than a DNS name of 253 characters. */
const OBJECT_NAMES: Readonly<Record<string, Syntax>> = {
  ClusterRole: pathSegment,
  ClusterRoleBinding: pathSegment,
  CronJob: subdomain(52), // its Jobs append a time of 11 characters
  Job: subdomain(63), // becomes a label of its pods
  Namespace: dnsLabel,
  PodDisruptionBudget: pathSegment,
  Role: pathSegment,
  RoleBinding: pathSegment,
  Service: serviceName,
  StatefulSet: dnsLabel,
};

/** What the texts of a field look like, and, where it is a map, its keys; undefined if they may be anything. */
interface Naming {
  readonly text: Syntax | undefined;
  readonly key: Syntax | undefined;
}

const text = (syntax: Syntax): Naming => ({ text: syntax, key: undefined });
const key = (syntax: Syntax): Naming => ({ text: undefined, key: syntax });
const LABELS: Naming = { key: qualifiedName, text: labelValue };

export const NAME_FIELDS = new FieldWatch<Naming>({
  'ConfigMap.binaryData': key(dataKey),
  'ConfigMap.data': key(dataKey),
  'Container.name': text(dnsLabel),
  'ContainerPort.name': text(portName),
  'EnvFromSource.prefix': text(environmentName),
  'EnvVar.name': text(environmentName),
  'IngressRule.host': text(ingressHost),
  'IngressTls.hosts': text(ingressHost),
  'LabelSelector.matchLabels': LABELS,
  'LabelSelectorRequirement.key': text(qualifiedName),
  'LabelSelectorRequirement.values': text(labelValue),
  'ObjectMeta.annotations': key(annotationKey),
  'ObjectMeta.labels': LABELS,
  'ObjectMeta.namespace': text(dnsLabel),
  'PodSpec.nodeSelector': LABELS,
  'Secret.data': key(dataKey),
  'Secret.stringData': key(dataKey),
  'ServiceBackendPort.name': text(portName),
  'ServicePort.name': text(dnsLabel),
  'ServiceSpec.selector': LABELS,
  'Volume.name': text(dnsLabel),
});

/** Names are written as the API server wants them. */
export const names: Rule = {
  id: 'names',
  why: 'the API server refuses an object with a name, label, key or port name that it cannot use',
  example:
    'Namespace Board_API: metadata.name: expected a DNS label (1 to 63 lower case letters, digits and -, a letter or digit at both ends), received "Board_API" [names]',
  check: (bundle) => {
    const relaxed = atLeast(bundle.cluster.kubernetes, '1.32');
    const found = NAME_FIELDS.findings(bundle, ({ object, path, field, value, entry }) => {
      const wanted = relaxed && entry.text === environmentName ? relaxedEnvironmentName : entry.text;
      const findings: Finding[] = [];
      if (wanted && !isRight(value, wanted, field)) findings.push(finding(object, path, wanted, value));
      listAt(value).forEach((item, index) => {
        if (wanted && !isRight(item, wanted, field))
          findings.push(finding(object, itemPath(path, item, index), wanted, item));
      });
      for (const [name, each] of entriesAt(value)) {
        if (entry.key && !entry.key.fits(name)) findings.push(finding(object, path, entry.key, name));
        if (wanted && !isRight(each, wanted, field))
          findings.push(finding(object, entryPath(path, name), wanted, each));
      }
      return findings;
    });
    return [...bundle.manifests.flatMap(misnamed), ...bundle.ofKind('StatefulSet').flatMap(misnamedClaims), ...found];
  },
};

/** A name that is left empty is none, where it may be left out. */
function isRight(name: Json, syntax: Syntax, { required }: Field): boolean {
  return typeof name !== 'string' || (name === '' ? !required : syntax.fits(name));
}

function misnamed(object: Manifest): Finding[] {
  const builtIn = shapes().kindOf(object) !== undefined;
  const wanted = (builtIn ? OBJECT_NAMES[object.kind] : undefined) ?? dnsSubdomain;
  const { name } = object.metadata;
  return wanted.fits(name) ? [] : [finding(object, 'metadata.name', wanted, name)];
}

/** A claim's template gives its name to a volume of the pods. */
function misnamedClaims(object: Manifest): Finding[] {
  return listAt(object, 'spec', 'volumeClaimTemplates').flatMap((template, index) => {
    const name = valueAt(template, 'metadata', 'name');
    if (typeof name !== 'string' || dnsLabel.fits(name)) return [];
    return [finding(object, `spec.volumeClaimTemplates[${index}].metadata.name`, dnsLabel, name)];
  });
}

function finding(object: Manifest, field: string, syntax: Syntax, received: Json): Finding {
  return { object, field, expected: syntax.expected, received: quoted(received) };
}
