import type { ExistingKeys, SecretSource } from './secret';

/** The form of a Secret or ConfigMap in a container: environment variables, files, or nothing but what names the object. */
export type MountAs = 'environment' | 'files' | 'reference';

/** A Secret of a service, and the form of the Secret in the container. */
export type MountedSecret = SecretSource & {
  /**
   * `environment` sets an environment variable for each key. `files` mounts a file for each key in
   * /etc/secrets/<name of the Secret>: for certificates, and for teams that forbid secrets in environment variables.
   * `reference` renders the Secret alone: `env`, `volumes` and sidecars name the Secret where they need a key.
   *
   * @default the `mountAs` of the service
   */
  readonly mountAs?: MountAs;
};

/** A ConfigMap that somebody else creates in the namespace, and the form of the ConfigMap in the container. */
export type MountedConfigMap = Pick<ExistingKeys, 'existing'> & {
  /**
   * `environment` sets an environment variable for each key. `files` mounts a file for each key in
   * /etc/config-maps/<name of the ConfigMap>. `reference` renders nothing: `env`, `volumes` and sidecars name the ConfigMap.
   *
   * @default "environment"
   */
  readonly mountAs?: MountAs;
};

/** The folder that the files of a ConfigMap are mounted in. */
export function configMapFolder(name: string): string {
  return `/etc/config-maps/${name}`;
}

/** The folder that the files of a Secret are mounted in. */
export function secretFolder(name: string): string {
  return `/etc/secrets/${name}`;
}
