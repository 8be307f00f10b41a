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
  /** Stands in each file with a variable. @default ${ */
  readonly sign?: string;
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
  // https://docs.influxdata.com/telegraf/v1/configuration/#set-environment-variables, https://docs.redpanda.com/redpanda-connect/configuration/interpolation/
  { file: /\.(conf|ya?ml)$/, image: /(telegraf|redpanda-connect|redpandadata\/connect|benthos)$/, variable: BRACES },
  // https://docs.haproxy.org/3.0/configuration.html#2.3
  { file: /\.cfg$/, image: /haproxy[\w-]*$/, variable: BRACES },
  // https://hub.docker.com/_/nginx: the entrypoint fills in the variables that the environment has
  { file: /\.template$/, image: /(^|\/)nginx(-unprivileged)?$/, variable: BRACES },
  // https://grafana.com/docs/grafana/latest/administration/provisioning/#use-environment-variables
  {
    file: /\.ya?ml$/,
    image: /grafana(-oss|-enterprise)?$/,
    variable: /(?<!\$)\$(?:__env)?\{?([A-Z][A-Z0-9_]+)\b/g,
    sign: '$',
  },
  // https://caddyserver.com/docs/caddyfile/concepts#environment-variables
  { file: /Caddyfile$/, variable: /\{\$([A-Z][A-Z0-9_]*)\}/g, sign: '{$' },
  // https://guides.rubyonrails.org/configuring.html#configuring-a-database
  {
    file: /\.ya?ml(\.erb)?$/,
    variable: /<%=?\s*ENV(?:\[|\.fetch\()\s*["'](\w+)["']\s*[\])]\s*(?:\.\w+\s*)?-?%>/g,
    sign: '<%',
  },
  // https://docs.python.org/3/library/os.html#os.environ
  { file: /\.py$/, variable: /\bos\.environ\[["'](\w+)["']\](?!\s*=[^=])/g, sign: 'os.environ[' },
  // https://www.php.net/manual/en/function.getenv.php
  { file: /\.php$/, variable: /\bgetenv\(["'](\w+)["']\)(?!\s*(\?|!==|===))/g, sign: 'getenv(' },
  // https://grafana.com/docs/alloy/latest/reference/stdlib/sys/
  { file: /\.alloy$/, variable: /\benv\("(\w+)"\)/g, sign: 'env(' },
];

/** A file names variables that the container has. */
export const placeholdersDefined: Rule = {
  id: 'placeholders-defined',
  answer: 'broken',
  why: 'a program that fills variables into its configuration exits at one that nobody defines, or takes an empty value',
  example:
    'ConfigMap default/api: data[application.yml]: expected a variable of container api (DB_USERNAME), received "DB_USER" [placeholders-defined]',
  about: ['${', '{$', 'grafana', '<%', 'os.environ', 'env('],
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
      const filler = text === undefined ? undefined : fillerOf(container, name, text);
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
        : (nearest(wanted, unused) ??
          unused.find((each) => firstWord(each) === firstWord(wanted)) ??
          unused.find((each) => each.endsWith(`_${wanted}`) || (wanted.endsWith(`_${each}`) && each.includes('_'))));
      if (meant === undefined) return [];
      const expected = `a variable of container ${container.name} (${meant})`;
      return [{ object: made, field: entryPath('data', name), expected, received: quoted(wanted) }];
    }),
  );
}

const firstWord = (name: string): string => name.slice(0, name.indexOf('_') + 1) || name;

const namesIn = (text: string, { variable }: Filler): Set<string> =>
  new Set([...text.replace(/^[ \t]*#.*$/gm, '').matchAll(variable)].map(([, name = '']) => name));

function fillerOf(container: Container, name: string, text: string): Filler | undefined {
  const image = imageName(container);
  return FILLERS.find(
    (each) =>
      text.includes(each.sign ?? '${') &&
      each.file.test(name) &&
      (each.image === undefined || each.image.test(image)) &&
      (each.told === undefined || commandLine(container).some((word) => each.told?.test(word))),
  );
}
