import { entriesAt, type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import {
  atLeastOne,
  atMostOne,
  type Demand,
  exactlyOne,
  fits,
  forbids,
  holds,
  isSet,
  needs,
  oneOf,
  when,
  whenSet,
} from '../demand';
import { dnsLabel, dnsSubdomain } from '../name-syntax';

/** Exactly one of all fields of the type has a value, beside some. `{}` is a value. */
export function oneSource(...beside: readonly string[]): Demand {
  return (value, { structure }) => {
    const given = [...structure.fields.keys()].filter(
      (name) => !beside.includes(name) && (valueAt(value, name) ?? null) !== null,
    );
    if (given.length === 1 || (given.length === 0 && structure.name === 'Volume')) return [];
    return [{ field: given[1] ?? '', expected: 'exactly one source', received: given.join(' and ') || 'none' }];
  };
}

/** Files of a volume have a place of their own. */
const filesOf = (value: Json): readonly Json[] =>
  listAt(value, 'sources').flatMap((source) => [
    ...['configMap', 'downwardAPI', 'secret'].flatMap((kind) => listAt(source, kind, 'items')),
    ...(isSet(valueAt(source, 'clusterTrustBundle', 'path')) ? [valueAt(source, 'clusterTrustBundle') as Json] : []),
  ]);

const ownPaths: Demand = holds('sources', 'each path once', (value) => {
  const paths = filesOf(value).flatMap((item) => stringAt(item, 'path') ?? []);
  return new Set(paths).size === paths.length;
});

/** A container logs in to its target only with a Secret. */
const login: readonly Demand[] = [
  when('chapAuthDiscovery', true, needs('secretRef')),
  when('chapAuthSession', true, needs('secretRef')),
];

const fibreChannel: readonly Demand[] = [
  exactlyOne('targetWWNs', 'wwids'),
  whenSet(
    'targetWWNs',
    holds('lun', 'a number from 0 to 255', (value) => {
      const lun = Number(valueAt(value, 'lun') ?? Number.NaN);
      return lun >= 0 && lun <= 255;
    }),
  ),
];

const azureDisk: readonly Demand[] = [
  oneOf('kind', 'Dedicated', 'Managed', 'Shared'),
  oneOf('cachingMode', 'None', 'ReadOnly', 'ReadWrite'),
  when(
    'kind',
    'Managed',
    holds('diskURI', 'a path that begins with /subscriptions/', (value) =>
      (stringAt(value, 'diskURI') ?? '').startsWith('/subscriptions/'),
    ),
  ),
  when(
    'kind',
    ['Dedicated', 'Shared', undefined],
    holds('diskURI', 'a URL that begins with https://', (value) =>
      (stringAt(value, 'diskURI') ?? '').startsWith('https://'),
    ),
  ),
];

const quobyte: readonly Demand[] = [
  holds('registry', 'host:port, or several of them with commas between', (value) =>
    (stringAt(value, 'registry') ?? '').split(',').every((pair) => /^(\[[^\]]*\]|[^:[\]]*):[^:[\]]*$/.test(pair)),
  ),
  holds('tenant', 'at most 64 letters', (value) => (stringAt(value, 'tenant') ?? '').length <= 64),
];

const flexOptions: Demand = holds('options', 'no key of kubernetes.io and k8s.io', (value) =>
  entriesAt(value, 'options').every(([key]) => !/\.(kubernetes|k8s)\.io$/.test(`.${key.split('/')[0]?.toLowerCase()}`)),
);

const namedSecret: Demand = whenSet('secretRef', needs('secretRef.name'));
const foreignSecret: Demand = whenSet('secretRef', needs('secretRef.name', 'secretRef.namespace'));

const CSI_SECRETS = [
  ...['controllerExpandSecretRef', 'controllerPublishSecretRef', 'nodeExpandSecretRef'],
  ...['nodePublishSecretRef'],
];

export const VOLUME_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  AzureDiskVolumeSource: azureDisk,
  AzureFilePersistentVolumeSource: [
    holds('secretNamespace', 'a namespace', (value) => valueAt(value, 'secretNamespace') !== ''),
  ],
  CinderPersistentVolumeSource: [foreignSecret],
  CinderVolumeSource: [namedSecret],
  ClusterTrustBundleProjection: [exactlyOne('name', 'signerName'), whenSet('name', forbids('labelSelector'))],
  CSIPersistentVolumeSource: CSI_SECRETS.flatMap((field) => [
    whenSet(field, needs(`${field}.name`, `${field}.namespace`)),
    fits(`${field}.name`, dnsSubdomain),
    fits(`${field}.namespace`, dnsLabel),
  ]),
  CSIVolumeSource: [
    whenSet('nodePublishSecretRef', needs('nodePublishSecretRef.name')),
    fits('nodePublishSecretRef.name', dnsSubdomain),
  ],
  ConfigMapProjection: [needs('name')],
  ConfigMapVolumeSource: [needs('name')],
  DownwardAPIVolumeFile: [
    exactlyOne('fieldRef', 'resourceFieldRef'),
    whenSet('resourceFieldRef', needs('resourceFieldRef.containerName')),
    holds(
      'fieldRef.fieldPath',
      'metadata.name, metadata.namespace, metadata.uid, metadata.labels or metadata.annotations',
      (value) => /^(metadata\.|$)/.test(stringAt(value, 'fieldRef', 'fieldPath') ?? ''),
    ),
  ],
  EphemeralVolumeSource: [needs('volumeClaimTemplate')],
  FCVolumeSource: fibreChannel,
  FlexPersistentVolumeSource: [flexOptions],
  FlexVolumeSource: [flexOptions],
  FlockerVolumeSource: [
    exactlyOne('datasetName', 'datasetUUID'),
    holds('datasetName', 'a name without /', (value) => !/\//.test(stringAt(value, 'datasetName') ?? '')),
  ],
  ISCSIPersistentVolumeSource: [...login, namedSecret],
  ISCSIVolumeSource: login,
  PersistentVolumeClaimVolumeSource: [needs('claimName')],
  ProjectedVolumeSource: [ownPaths],
  PodCertificateProjection: [atLeastOne('certificateChainPath', 'credentialBundlePath', 'keyPath')],
  RBDPersistentVolumeSource: [needs('monitors')],
  RBDVolumeSource: [needs('monitors')],
  CephFSPersistentVolumeSource: [needs('monitors')],
  CephFSVolumeSource: [needs('monitors')],
  ScaleIOPersistentVolumeSource: [needs('volumeName')],
  ScaleIOVolumeSource: [needs('volumeName')],
  SecretProjection: [needs('name')],
  SecretVolumeSource: [needs('secretName')],
  StorageOSPersistentVolumeSource: [needs('volumeName'), foreignSecret],
  StorageOSVolumeSource: [needs('volumeName'), namedSecret],
  QuobyteVolumeSource: quobyte,
  Volume: [oneSource('name')],
  VolumeMount: [
    atMostOne('subPath', 'subPathExpr'),
    when(
      'recursiveReadOnly',
      ['Enabled', 'IfPossible'],
      holds('readOnly', 'true', (value) => valueAt(value, 'readOnly') === true),
      oneOf('mountPropagation', 'None'),
    ),
  ],
  VolumeProjection: [
    atMostOne('clusterTrustBundle', 'configMap', 'downwardAPI', 'podCertificate', 'secret', 'serviceAccountToken'),
  ],
};
