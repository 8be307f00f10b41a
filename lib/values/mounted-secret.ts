import type { SecretSource } from './secret';

/** How a program finds the values of a Secret. */
export type MountAs = 'environment' | 'files';

/** A Secret that a service is given. */
export type MountedSecret = SecretSource & {
  /**
   * `environment`: every key is a variable. `files`: every key is a file in /etc/secrets/<name of the Secret>, for
   * certificates, and for those whose rules forbid secrets in the environment.
   *
   * @default what the service says of its Secrets
   */
  readonly mountAs?: MountAs;
};

/** The folder in which a program finds the files of a Secret. */
export function secretFolder(name: string): string {
  return `/etc/secrets/${name}`;
}
