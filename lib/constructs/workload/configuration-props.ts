import type { k8s } from '../../kubernetes';
import type { BackingService } from '../../values/backing-service';
import type { MountAs, MountedConfigMap, MountedSecret } from '../../values/mounted-secret';
import type { Namespace } from './namespace';

export interface ConfigurationProps {
  readonly namespace: Namespace;
  /** Name of the ConfigMap. */
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** Values that are no secret. @default none, and no ConfigMap */
  readonly config?: Readonly<Record<string, string>>;
  /** Files by folder and name. @default none */
  readonly files?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Variables that are no mere values. @default none */
  readonly env?: readonly k8s.EnvVar[];
  /** ConfigMaps of somebody else, by name. @default none */
  readonly configMaps?: Readonly<Record<string, MountedConfigMap>>;
  /** Secrets by name. @default none */
  readonly secrets?: Readonly<Record<string, MountedSecret>>;
  /** Servers that the program connects to, by the names of the Secrets that say how. @default none */
  readonly backingServices?: Readonly<Record<string, BackingService>>;
  /** The form of Secrets without a `mountAs` of their own. @default "environment" */
  readonly mountAs?: MountAs;
  /** Keys without which the program does not start. @default none */
  readonly requires?: readonly string[];
}
