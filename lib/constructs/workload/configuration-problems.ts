import { problem, Unquoted, unknownWord } from '../../checker/problem';
import type { BackingService } from '../../values/backing-service';
import { checkVariableName } from '../../values/name';
import type { ConfigurationProps } from './configuration-props';
import { checkScratchSpace } from './scratch-space';

/** The names that a program is told, beside the props. */
export interface Told {
  /** The keys of ConfigMaps and Secrets. */
  readonly keys: readonly string[];
  /** The variables of the container, calls included. */
  readonly variables: readonly string[];
  /** The variables with the URLs of other services. */
  readonly calls: readonly string[];
}

/** The problems of what a program is told. */
export function configurationProblems(props: ConfigurationProps, { keys, variables, calls }: Told): string[] {
  const { config, files, requires = [], secrets = {}, backingServices = {} } = props;
  const taken = Object.keys(secrets).filter((name) => Object.hasOwn(backingServices, name));
  return [
    ...checkConfig(config, variables),
    ...checkFiles(files),
    ...checkCalls(calls, variables),
    ...checkAuthorities(Object.values(backingServices)),
    ...taken.map((name) => problem('secrets', 'names that no backing service has taken', name)),
    ...checkRequired(requires, [...keys, ...variables]),
  ];
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
