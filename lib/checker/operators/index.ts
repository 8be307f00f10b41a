import { apiGroup, type Manifest } from '../manifest/manifest';
import { argoCd } from './argo-cd';
import { certManager } from './cert-manager';
import { cloudNativePg } from './cloud-native-pg';
import { externalSecrets } from './external-secrets';
import { flux } from './flux';
import { gatewayApi } from './gateway-api';
import type { OperatedKind, Operator } from './operator';
import { rabbitmq } from './rabbitmq';
import { sealedSecrets } from './sealed-secrets';
import { secretsStore } from './secrets-store';
import { strimzi } from './strimzi';

/** The known operators. A new operator is a file and a line here. */
const OPERATORS: readonly Operator[] = [
  certManager,
  externalSecrets,
  sealedSecrets,
  cloudNativePg,
  gatewayApi,
  argoCd,
  flux,
  secretsStore,
  strimzi,
  rabbitmq,
];

/** The kinds of all operators, in apply order. */
export const OPERATED_KINDS: ReadonlyMap<string, OperatedKind> = new Map(
  OPERATORS.flatMap(({ kinds }) => Object.entries(kinds)),
);

/** `Group/Kind` of an object: the key of its kind. */
export const operatedId = ({ apiVersion, kind }: Pick<Manifest, 'apiVersion' | 'kind'>): string =>
  `${apiGroup(apiVersion)}/${kind}`;

/** The kind of an object, if an operator makes something of the kind. */
export function operatedKind(object: Manifest): OperatedKind | undefined {
  return OPERATED_KINDS.get(operatedId(object));
}
