import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { ownVariables, takenVariables } from '../../bundle/containers/container-environment';
import { imageName } from '../../bundle/containers/image-users';
import { namesAreKnown } from '../../bundle/containers/known-variables';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { entryPath } from '../../manifest/field-path';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A program that fills variables of its environment into a file. */
interface Filler {
  /** The name of the file. */
  readonly file: RegExp;
  readonly image?: RegExp;
  /** A word of the command line without which the program fills in nothing. */
  readonly told?: RegExp;
  /** A variable without a default: `${NAME}`. */
  readonly variable: RegExp;
}

const BRACES = /(?<![$\\])\$\{([A-Z][A-Z0-9_]*)\}/g;

const FILLERS: readonly Filler[] = [
  // https://docs.spring.io/spring-boot/reference/features/external-config.html#features.external-config.files.property-placeholders
  { file: /^(application|bootstrap)[\w-]*\.(ya?ml|properties)$/, variable: BRACES },
  // https://www.elastic.co/docs/reference/logstash/environment-variables, and the same for Beats
  {
    file: /\.(conf|ya?ml)$/,
    image: /(logstash|filebeat|metricbeat|heartbeat|auditbeat|packetbeat)$/,
    variable: BRACES,
  },
  // https://opentelemetry.io/docs/collector/configuration/#environment-variables
  {
    file: /\.ya?ml$/,
    image: /opentelemetry-collector[\w-]*$/,
    variable: /(?<!\$)\$\{(?:env:)?([A-Z][A-Z0-9_]*)\}/g,
  },
  // https://docs.fluentbit.io/manual/administration/configuring-fluent-bit, https://vector.dev/docs/reference/environment_variables/
  { file: /\.(conf|ya?ml|toml)$/, image: /(fluent-bit|vector)$/, variable: BRACES },
  // https://grafana.com/docs/loki/latest/configure/#use-environment-variables-in-the-configuration, Tempo and Mimir likewise
  { file: /\.ya?ml$/, image: /(loki|tempo|mimir|promtail)$/, told: /config\.expand-env(=true)?$/, variable: BRACES },
];

/** A file names variables that the container has. */
export const placeholdersDefined: Rule = {
  id: 'placeholders-defined',
  answer: 'broken',
  why: 'a program that fills variables into its configuration exits at one that nobody defines, or takes an empty value',
  example:
    'ConfigMap default/api: data[application.yml]: expected a variable of container api (DB_USERNAME), received "DB_USER" [placeholders-defined]',
  check: (bundle) => {
    const found = bundle.containers.flatMap((container) => undefinedIn(bundle, container));
    // Several containers read one file.
    return [
      ...new Map(found.map((each) => [`${each.object.metadata.name} ${each.field} ${each.received}`, each])).values(),
    ];
  },
};

function undefinedIn(bundle: Bundle, container: Container): Finding[] {
  const files = mountedFiles(bundle, container).flatMap(({ made, files }) =>
    [...files].flatMap(([name, text]) => {
      const filler = text?.includes('${') ? fillerOf(container, name) : undefined;
      return filler && text !== undefined ? [{ made, name, text, filler }] : [];
    }),
  );
  if (files.length === 0 || !namesAreKnown(bundle, container)) return [];
  const line = commandLine(container).join(' ');
  const names = new Set(
    [...takenVariables(bundle, container), ...ownVariables(bundle, container)].map(({ name }) => name),
  );
  const used = files.map(({ text, filler }) => namesIn(text, filler));
  // A variable that no file names, and that is near, is the one that is meant. Others may come with the image.
  const unused = [...names].filter((name) => !used.some((each) => each.has(name)));
  return files.flatMap(({ made, name, text }, index) =>
    [...(used[index] ?? [])].flatMap((wanted): Finding[] => {
      const isSet = names.has(wanted) || line.includes(wanted) || new RegExp(`^\\s*${wanted}\\s*[:=]`, 'm').test(text);
      const meant = isSet
        ? undefined
        : (nearest(wanted, unused) ?? unused.find((each) => firstWord(each) === firstWord(wanted)));
      if (meant === undefined) return [];
      const expected = `a variable of container ${container.name} (${meant})`;
      return [{ object: made, field: entryPath('data', name), expected, received: quoted(wanted) }];
    }),
  );
}

const firstWord = (name: string): string => name.slice(0, name.indexOf('_') + 1) || name;

const namesIn = (text: string, { variable }: Filler): Set<string> =>
  new Set([...text.replace(/^[ \t]*#.*$/gm, '').matchAll(variable)].map(([, name = '']) => name));

function fillerOf(container: Container, name: string): Filler | undefined {
  const image = imageName(container);
  return FILLERS.find(
    (each) =>
      each.file.test(name) &&
      (each.image === undefined || each.image.test(image)) &&
      (each.told === undefined || commandLine(container).some((word) => each.told?.test(word))),
  );
}
