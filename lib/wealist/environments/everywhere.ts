import { Image, type RegistryImage, type SecretStore } from '../..';
import { type SharedEnvironment, SYSTEMS, type System } from './environment';

/** The same in every environment. */
export const everywhere = {
  cluster: { kubernetes: '1.34', ingress: { className: 'nginx', namespace: 'ingress-nginx' } },
  helloServer: { scaling: { replicas: 3 } },
} satisfies Partial<SharedEnvironment>;

/** The same in every environment that others can reach. */
export const reachable = {
  ...everywhere,
  certificates: { wealist: 'wealist-tls', helloWorld: 'hello-world-tls' },
} satisfies Partial<SharedEnvironment>;

/** The store that External Secrets Operator reads passwords from. */
export const passwordStore: SecretStore = { kind: 'ClusterSecretStore', name: 'wealist' };

/**
 * Images that others publish. Their versions stand here: every environment has the same, so there is nothing to promote,
 * and another version of a server of data is a decision, with a page of its own.
 */
export const publicImages = {
  postgresql: Image.tagged('postgres', '16.11-alpine'),
  'hello-server': Image.tagged('blux2/hello-server', '1.6'),
} satisfies Partial<Record<System, RegistryImage>>;

/** A system whose image is built here. Its versions stand in versions.json. */
export type OwnSystem = Exclude<System, keyof typeof publicImages>;

const isOwn = (system: System): system is OwnSystem => !Object.hasOwn(publicImages, system);

/** Our own images at the versions of an environment: each is published under the name of its system. */
export function ownImages(versions: Readonly<Record<OwnSystem, string>>): Record<OwnSystem, RegistryImage> {
  const images = SYSTEMS.filter(isOwn).map((system) => {
    return [system, Image.versioned(`ghcr.io/wealist/${system}`, versions[system])];
  });
  return Object.fromEntries(images);
}
