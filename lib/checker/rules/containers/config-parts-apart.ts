import { type Text, texts } from '../../bundle/containers/texts';
import { type Json, listAt, stringAt, valueAt } from '../../manifest/manifest';
import { yamlValue } from '../../manifest/yaml-value';
import { type Finding, quoted, type Rule } from '../../rule';

/** A list of a configuration, whose program takes each name once. */
interface Named {
  /** A word of every such file. */
  readonly sign: string;
  readonly list: readonly string[];
  readonly name: string;
}

const LISTS: readonly Named[] = [
  // https://prometheus.io/docs/prometheus/latest/configuration/configuration/#scrape_config
  { sign: 'scrape_configs:', list: ['scrape_configs'], name: 'job_name' },
  // https://prometheus.io/docs/alerting/latest/configuration/
  { sign: 'receivers:', list: ['receivers'], name: 'name' },
  // https://www.envoyproxy.io/docs/envoy/latest/api-v3/config/bootstrap/v3/bootstrap.proto
  { sign: 'static_resources:', list: ['static_resources', 'clusters'], name: 'name' },
  // https://prometheus.io/docs/prometheus/latest/configuration/recording_rules/
  { sign: 'expr:', list: ['groups'], name: 'name' },
];

/** The seconds of each unit of Prometheus. */
const UNITS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };

/** The parts of a configuration have names of their own, and times that fit each other. */
export const configPartsApart: Rule = {
  id: 'config-parts-apart',
  answer: 'broken',
  why: 'a program refuses a configuration with two parts of one name, or with a scrape that outlasts its interval, and ends at its start',
  example:
    'ConfigMap default/prometheus: data[prometheus.yml]: expected each job_name of scrape_configs once, received "web" twice [config-parts-apart]',
  about: LISTS.map(({ sign }) => sign),
  check: (bundle) =>
    texts(bundle).flatMap((text): Finding[] => {
      const lists = LISTS.filter(({ sign }) => text.value.includes(sign));
      const root = lists.length === 0 ? undefined : yamlValue(text.value);
      if (root === undefined) return [];
      return [...lists.flatMap((each) => twice(text, root, each)), ...outlasting(text, root)];
    }),
};

function twice({ object, field }: Text, root: Json, { list, name }: Named): Finding[] {
  const names = listAt(root, ...list).flatMap((each) => stringAt(each, name) ?? []);
  const again = names.find((each, index) => names.indexOf(each) !== index);
  if (again === undefined) return [];
  const received = object.kind === 'ConfigMap' ? `${quoted(again)} twice` : 'one of them twice';
  return [{ object, field, expected: `each ${name} of ${list.join('.')} once`, received }];
}

/** A job without a time of its own has that of `global`. */
function outlasting({ object, field, value }: Text, root: Json): Finding[] {
  if (!value.includes('scrape_timeout:')) return [];
  const global = valueAt(root, 'global');
  const defaults = {
    interval: stringAt(global, 'scrape_interval') ?? '1m',
    timeout: stringAt(global, 'scrape_timeout'),
  };
  const jobs = [{ interval: defaults.interval, timeout: defaults.timeout }];
  for (const job of listAt(root, 'scrape_configs')) {
    const own = stringAt(job, 'scrape_interval');
    // Prometheus shortens the time of `global` to the interval of the job.
    jobs.push({ interval: own ?? defaults.interval, timeout: stringAt(job, 'scrape_timeout') });
  }
  const wrong = jobs.find(({ interval, timeout }) => timeout !== undefined && secondsOf(timeout) > secondsOf(interval));
  if (wrong === undefined) return [];
  const expected = `a scrape_timeout of at most the interval, ${wrong.interval}`;
  return [{ object, field, expected, received: quoted(wrong.timeout) }];
}

const secondsOf = (time: string): number =>
  [...time.matchAll(/(\d+)(ms|[smh])/g)].reduce(
    (sum, [, count, unit = 's']) => sum + Number(count) * (UNITS[unit] ?? 1),
    0,
  );
