import { Construct } from 'constructs';
import { k8s } from '../../kubernetes';
import type { MountedSecret } from '../../values/mounted-secret';
import { ExistingConfigMap } from '../secret/existing-object';
import { Secret } from '../secret/secret';
import { configurationProblems } from './configuration-problems';
import type { ConfigurationProps } from './configuration-props';
import {
  caBundlesOf,
  existingSource,
  folderSource,
  foldersOf,
  ownSource,
  type Source,
  secretSource,
} from './configuration-source';

/**
 * All that a program is told when it starts: values, Secrets, and how to reach its backing services.
 *
 * Renders, in the tree of the service, a ConfigMap, Secrets (or what makes them), and ConfigMaps of files and of the
 * certificates that servers are known by. Says what stands in the container and in the pod for them, with a checksum of each, so that a
 * change rolls the pods. Refuses a name that is no variable's, a Secret of the name of a backing service's, and a required
 * key that nothing provides.
 */
export class Configuration {
  /** Grows with every call to another service, until the manifests are rendered. */
  readonly env: k8s.EnvVar[];
  readonly envFrom: readonly k8s.EnvFromSource[];
  readonly volumes: readonly k8s.Volume[];
  readonly volumeMounts: readonly k8s.VolumeMount[];
  /** Annotations of the pod template. */
  readonly checksums: Readonly<Record<string, string>>;

  private readonly keys: readonly string[];
  private readonly calls: string[] = [];

  constructor(
    scope: Construct,
    private readonly props: ConfigurationProps,
  ) {
    const { namespace, name, labels, config, env = [], backingServices = {}, mountAs = 'environment' } = props;
    const metadata = (object: string) => ({ name: object, namespace: namespace.name, labels: { ...labels } });
    if (config) new k8s.KubeConfigMap(scope, 'config', { metadata: metadata(name), data: { ...config } });

    const connections = Object.entries(backingServices).map(([secret, { password, credential }]) => {
      return [secret, password.secret(`${namespace.name}/${secret}`, credential)] as const;
    });
    const scopeOfSecrets = new Construct(scope, 'secrets');
    const mounted = Object.entries<MountedSecret>({ ...props.secrets, ...Object.fromEntries(connections) });
    const secrets = mounted.map(([secretName, source]) => {
      const secret = new Secret(scopeOfSecrets, secretName, { namespace, name: secretName, labels, source });
      return secretSource(secret, source.mountAs ?? mountAs);
    });
    const scopeOfConfigMaps = new Construct(scope, 'config-maps');
    const existing = Object.entries(props.configMaps ?? {}).map(([configMap, { existing: keys, mountAs: form }]) => {
      new ExistingConfigMap(scopeOfConfigMaps, configMap, { namespace: namespace.name, name: configMap, keys });
      return existingSource(configMap, keys, form);
    });
    const folders = [...foldersOf(name, props.files), ...caBundlesOf(name, backingServices)];
    for (const { configMap, data } of folders) {
      new k8s.KubeConfigMap(scope, configMap, { metadata: metadata(configMap), data: { ...data } });
    }

    const own = config ? [ownSource(name, config)] : [];
    const sources: readonly Source[] = [...own, ...existing, ...secrets, ...folders.map(folderSource)];
    this.env = [...env];
    this.envFrom = sources.flatMap(({ envFrom = [] }) => envFrom);
    this.volumes = sources.flatMap(({ folder }) => folder?.volume ?? []);
    this.volumeMounts = sources.flatMap(({ folder }) => {
      return folder ? { name: folder.volume.name, mountPath: folder.mountPath, readOnly: true } : [];
    });
    this.checksums = Object.assign({}, ...sources.map((source) => source.checksums));
    this.keys = sources.flatMap(({ keys = [] }) => keys);
  }

  /** Tells the program the URL of another service. */
  addCall(variable: string, url: string): void {
    this.calls.push(variable);
    this.env.push({ name: variable, value: url });
  }

  problems(): string[] {
    const variables = this.env.map(({ name }) => name);
    return configurationProblems(this.props, { keys: this.keys, variables, calls: this.calls });
  }
}
