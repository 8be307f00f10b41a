import type { Bundle } from '../../bundle/bundle';
import { texts } from '../../bundle/containers/texts';
import { EXPRESSION_WORDS, expressionsOf } from '../../bundle/traffic/expressions';
import { valuesAt } from '../../manifest/field-path';
import { stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const WINDOW = /\b(rate|irate|increase|delta|idelta|deriv)\([^()[\]]*\[(\d+(?:ms|[smh]))\]/g;
const SECONDS: Readonly<Record<string, number>> = { ms: 0.001, s: 1, m: 60, h: 3600 };
const MONITORS = { ServiceMonitor: 'endpoints', PodMonitor: 'podMetricsEndpoints' };

/** The window of a rate is longer than the interval of the scrapes. */
export const rateWindows: Rule = {
  id: 'rate-windows',
  answer: 'broken',
  why: 'a rate needs two samples: a window no longer than the interval of the scrapes holds one, the expression is empty, and the alert never fires',
  example:
    'PrometheusRule default/api: spec.groups[api].rules[0].expr: expected a window of more than 60 s, the interval of the scrapes (better four times as long), received "1m" [rate-windows]',
  about: EXPRESSION_WORDS,
  check: (bundle) => {
    const expressions = expressionsOf(bundle).map((each) => ({ ...each, windows: [...each.text.matchAll(WINDOW)] }));
    if (expressions.every(({ windows }) => windows.length === 0)) return [];
    const interval = shortestInterval(bundle);
    if (interval === undefined) return [];
    return expressions.flatMap(({ object, field, windows }) =>
      windows
        .filter(([, , window = '']) => secondsOf(window) <= interval)
        .slice(0, 1)
        .map(([, , window = '']): Finding => {
          const expected = `a window of more than ${interval} s, the interval of the scrapes (better four times as long)`;
          return { object, field, expected, received: quoted(window) };
        }),
    );
  },
};

const secondsOf = (time: string): number => {
  const [, number, unit = 's'] = /^(\d+)(ms|[smh])$/.exec(time) ?? [];
  return number === undefined ? Number.NaN : Number(number) * (SECONDS[unit] ?? 1);
};

/** The shortest interval at which anything is scraped. Undefined if an interval stands elsewhere. */
function shortestInterval(bundle: Bundle): number | undefined {
  const servers = bundle.ofKind('Prometheus').map((each) => stringAt(each, 'spec', 'scrapeInterval') ?? '30s');
  // A file without an interval has that of Prometheus: https://prometheus.io/docs/prometheus/latest/configuration/configuration/
  const files = texts(bundle)
    .filter(({ value }) => /^scrape_configs:/m.test(value))
    .flatMap(({ value }) => {
      const told = [...value.matchAll(/\bscrape_interval:\s*["']?(\w+)/g)].map(([, time = '']) => time);
      return /^global:[\s\S]*?scrape_interval/m.test(value) ? told : [...told, '1m'];
    });
  const endpoints = Object.entries(MONITORS).flatMap(([kind, list]) =>
    bundle.ofKind(kind).flatMap((each) => valuesAt(each, `spec.${list}[]`)),
  );
  const own = endpoints.flatMap(({ value }) => stringAt(value, 'interval') ?? []);
  if (servers.length + files.length === 0 && own.length < endpoints.length) return undefined;
  const all = [...servers, ...files, ...own].map(secondsOf);
  return all.length === 0 || all.some(Number.isNaN) ? undefined : Math.min(...all);
}
