import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Demand, distinct, forbids, holds, isSet, needs, oneOf, when, whenSet, wordsOf } from '../demand';
import { dnsLabel, qualifiedName } from '../name-syntax';
import { driverName } from '../value-syntax';

const USAGES = [
  ...['signing', 'digital signature', 'content commitment', 'key encipherment', 'key agreement', 'data encipherment'],
  ...['cert sign', 'crl sign', 'encipher only', 'decipher only', 'any', 'server auth', 'client auth', 'code signing'],
  ...['email protection', 's/mime', 'ipsec end system', 'ipsec tunnel', 'ipsec user', 'timestamping', 'ocsp signing'],
  ...['microsoft sgc', 'netscape sgc'],
];

/** A block of PEM is base64 between two lines. */
const PEM =
  /-----BEGIN (NEW )?CERTIFICATE REQUEST-----\r?\n[A-Za-z0-9+/=\r\n]+-----END (NEW )?CERTIFICATE REQUEST-----/;

const owners: Demand = holds('ownerReferences', 'at most one controller', (meta) => {
  const controllers = listAt(meta, 'ownerReferences').filter((owner) => valueAt(owner, 'controller') === true);
  return controllers.length < 2;
});

/** The API server names the finalizers without a domain. */
const namespaceFinalizers: Demand = holds('finalizers', 'kubernetes, or a name with a domain', (spec) =>
  listAt(spec, 'finalizers').every(
    (name) => qualifiedName.fits(String(name)) && (name === 'kubernetes' || String(name).includes('/')),
  ),
);

const reserved: Demand = holds('metadata.name', 'a name without system- in front', (object) => {
  const name = stringAt(object, 'metadata', 'name') ?? '';
  return !name.startsWith('system-') || /^system-(cluster|node)-critical$/.test(name);
});

const orphans: Demand = holds('finalizers', 'orphan or foregroundDeletion, not both', (meta) => {
  const all = listAt(meta, 'finalizers');
  return !(all.includes('orphan') && all.includes('foregroundDeletion'));
});

export const CLUSTER_DEMANDS: Readonly<Record<string, readonly Demand[]>> = {
  APIService: [
    holds('metadata.name', 'spec.version, a dot and spec.group', (object) => {
      return (
        stringAt(object, 'metadata', 'name') ===
        `${stringAt(object, 'spec', 'version')}.${stringAt(object, 'spec', 'group')}`
      );
    }),
  ],
  APIServiceReference: [needs('name', 'namespace')],
  APIServiceSpec: [
    needs('groupPriorityMinimum', 'version', 'versionPriority'),
    when('insecureSkipTLSVerify', true, forbids('caBundle')),
    when('service', [undefined], forbids('caBundle'), oneOf('insecureSkipTLSVerify', false)),
  ],
  CertificateSigningRequestSpec: [
    needs('usages'),
    wordsOf('usages', ...USAGES),
    distinct('usages', 'each usage once'),
    holds('request', 'a certificate request in PEM, in base64', (value) =>
      PEM.test(Buffer.from(stringAt(value, 'request') ?? '', 'base64').toString('latin1')),
    ),
    holds(
      'signerName',
      'a signer other than kubernetes.io/legacy-unknown',
      (value) => valueAt(value, 'signerName') !== 'kubernetes.io/legacy-unknown',
    ),
  ],
  CSIDriver: [
    holds('metadata.name', driverName.expected, (object) =>
      driverName.fits(stringAt(object, 'metadata', 'name') ?? ''),
    ),
  ],
  LeaseSpec: [whenSet('preferredHolder', needs('strategy'))],
  NamespaceSpec: [namespaceFinalizers],
  NodeSpec: [
    distinct('taints', 'each key with an effect once', (taint) => [valueAt(taint, 'key'), valueAt(taint, 'effect')]),
  ],
  ObjectMeta: [owners, orphans],
  OwnerReference: [
    needs('apiVersion', 'kind', 'name', 'uid'),
    holds('apiVersion', 'a group and a version, such as apps/v1', (owner) =>
      /^([^/]+\/)?[^/]+$/.test(stringAt(owner, 'apiVersion') ?? 'v1'),
    ),
    holds('kind', 'no Event of v1', (owner) => {
      return valueAt(owner, 'kind') !== 'Event' || valueAt(owner, 'apiVersion') !== 'v1';
    }),
  ],
  PriorityClass: [reserved],
  PersistentVolumeClaimTemplate: [
    holds('metadata', 'labels and annotations alone', (template) => {
      const meta = valueAt(template, 'metadata') ?? {};
      const others = Object.entries(meta).filter(
        ([name, value]) => !['annotations', 'labels'].includes(name) && isSet(value),
      );
      return typeof meta !== 'object' || others.length === 0;
    }),
  ],
  Scheduling: [distinct('tolerations', 'each toleration once')],
  RuntimeClass: [holds('handler', dnsLabel.expected, (object) => dnsLabel.fits(stringAt(object, 'handler') ?? 'a'))],
};
