import { Construct } from 'constructs';
import { problem, Unquoted, unknownWord } from '../../checker/problem';
import { k8s } from '../../kubernetes';
import type { BackingService } from '../../values/backing-service';
import {
  configMapFolder,
  type MountAs,
  type MountedConfigMap,
  type MountedSecret,
  secretFolder,
} from '../../values/mounted-secret';
import { checkVariableName } from '../../values/name';
import { ExistingConfigMap } from '../secret/existing-object';
import { Secret } from '../secret/secret';
import { checksum } from './checksum';
import type { Namespace } from './namespace';
import { checkScratchSpace } from './scratch-space';

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
    const { config, requires = [], secrets = {}, backingServices = {} } = this.props;
    const names = this.env.map(({ name }) => name);
    const taken = Object.keys(secrets).filter((name) => Object.hasOwn(backingServices, name));
    return [
      ...checkConfig(config, names),
      ...checkFiles(this.props.files),
      ...checkCalls(this.calls, names),
      ...checkAuthorities(Object.values(backingServices)),
      ...taken.map((name) => problem('secrets', 'names that no backing service has taken', name)),
      ...checkRequired(requires, [...this.keys, ...names]),
    ];
  }
}

/** One object that a program is told of, and what stands in its pods for the object. */
interface Source {
  /** The variables with the keys of the object. @default none */
  readonly envFrom?: k8s.EnvFromSource;
  /** The files with the keys of the object. @default none */
  readonly folder?: { readonly volume: k8s.Volume; readonly mountPath: string };
  /** The annotation of the pods. @default none, for an object of somebody else */
  readonly checksums?: Readonly<Record<string, string>>;
  /** The keys that the program may require. @default none */
  readonly keys?: readonly string[];
}

function ownSource(name: string, config: Readonly<Record<string, string>>): Source {
  return {
    envFrom: { configMapRef: { name } },
    checksums: { 'checksum/config': checksum(config) },
    keys: Object.keys(config),
  };
}

function existingSource(
  name: string,
  existing: Readonly<Record<string, string>>,
  mountAs: MountAs = 'environment',
): Source {
  return {
    ...(mountAs === 'environment' && { envFrom: { configMapRef: { name } } }),
    ...(mountAs === 'files' && {
      folder: { volume: { name, configMap: { name } }, mountPath: configMapFolder(name) },
    }),
    keys: Object.keys(existing),
  };
}

function secretSource({ name, keys, checksum: made }: Secret, mountAs: MountAs): Source {
  return {
    ...(mountAs === 'environment' && { envFrom: { secretRef: { name } } }),
    ...(mountAs === 'files' && {
      folder: { volume: { name, secret: { secretName: name } }, mountPath: secretFolder(name) },
    }),
    ...(made && { checksums: { [`checksum/${name}`]: made } }),
    keys,
  };
}

function folderSource({ configMap: name, mountPath, data }: Folder): Source {
  return {
    folder: { volume: { name, configMap: { name } }, mountPath },
    checksums: { [`checksum/${name}`]: checksum(data) },
  };
}

/** A ConfigMap that is mounted as a folder. */
interface Folder {
  readonly configMap: string;
  readonly mountPath: string;
  readonly data: Readonly<Record<string, string>>;
}

function foldersOf(name: string, files: ConfigurationProps['files'] = {}): Folder[] {
  return Object.entries(files).map(([mountPath, data]) => {
    return { configMap: `${name}${mountPath.replaceAll('/', '-')}`, mountPath, data };
  });
}

/** Two servers may be known by the same certificates. */
function caBundlesOf(client: string, backingServices: Readonly<Record<string, BackingService>>): Folder[] {
  const bundles = Object.values(backingServices).flatMap(({ caBundle }) => caBundle ?? []);
  const folders = bundles.map(({ mountPath, file, certificates, ...bundle }): [string, Folder] => {
    const configMap = `${client}-${bundle.configMap}`;
    return [configMap, { configMap, mountPath, data: { [file]: certificates } }];
  });
  return [...new Map(folders).values()];
}

function checkFiles(files: ConfigurationProps['files'] = {}): string[] {
  const names = Object.values(files).flatMap((folder) => Object.keys(folder));
  return [
    ...checkScratchSpace('files', Object.keys(files)),
    ...names
      .filter((name) => !/^[-._a-zA-Z0-9]{1,253}$/.test(name))
      .map((name) => problem('files', 'names of letters, digits, "-", "_" and "."', name)),
  ];
}

/** The folder of the certificates is one for each kind of server. */
function checkAuthorities(services: readonly BackingService[]): string[] {
  const bundles = services.flatMap(({ caBundle }) => caBundle ?? []);
  const others = bundles.filter(({ configMap, certificates }) => {
    const first = bundles.find((bundle) => bundle.configMap === configMap);
    return first?.certificates !== certificates;
  });
  const expected = 'one text with the authorities of all servers, for a client of several';
  return others.map(({ configMap }) =>
    problem('backingServices', expected, new Unquoted(`another text for ${configMap}`)),
  );
}

function checkConfig(config: ConfigurationProps['config'], variables: readonly string[]): string[] {
  if (!config) return [];
  const names = Object.keys(config);
  if (names.length === 0) return [problem('config', 'at least one value, or no config', new Unquoted('none'))];
  const own = variables.filter((name) => names.includes(name));
  return [
    ...names.flatMap((name) => checkVariableName('config', name)),
    // A variable of the container would win over it without a word.
    ...own.map((name) => problem('config', `no ${name}, which the service sets itself`, config[name] ?? '')),
  ];
}

function checkCalls(calls: readonly string[], variables: readonly string[]): string[] {
  const repeated = variables.filter((name, index) => calls.includes(name) && variables.indexOf(name) < index);
  return [
    ...calls.flatMap((name) => checkVariableName('calls', name)),
    ...repeated.map((name) => problem('calls', 'a variable of its own for each service', name)),
  ];
}

function checkRequired(required: readonly string[], provided: readonly string[]): string[] {
  const known = [...new Set(provided)].sort();
  const missing = required.filter((key) => !known.includes(key));
  if (known.length > 0) return missing.map((key) => unknownWord('requires', known, key));
  return missing.map((key) => problem('requires', 'a key that something provides (nothing does)', key));
}
