import { listItems } from '../../manifest/field-path';
import { stringAt } from '../../manifest/manifest';
import { quoted, type Rule } from '../../rule';

const LISTS = { ServiceMonitor: 'spec.endpoints', PodMonitor: 'spec.podMetricsEndpoints', Probe: undefined };
/** The seconds of each unit of Prometheus, the longest first. */
const UNITS = { y: 31_536_000, w: 604_800, d: 86_400, h: 3600, ms: 0.001, m: 60, s: 1 };

/** A scrape of a monitor ends before the next begins. */
export const scrapeWithinInterval: Rule = {
  id: 'scrape-within-interval',
  answer: 'broken',
  why: 'the Prometheus operator rejects a monitor whose scrapes last longer than its interval: nothing is scraped',
  example:
    'ServiceMonitor default/api: spec.endpoints[0].scrapeTimeout: expected at most the interval, 30s, received "60s" [scrape-within-interval]',
  about: ['scrapeTimeout'],
  check: (bundle) =>
    Object.entries(LISTS).flatMap(([kind, list]) =>
      bundle.ofKind(kind).flatMap((object) => {
        const endpoints = list === undefined ? [{ item: object.spec, path: '.spec' }] : listItems(object, '', list);
        return endpoints.flatMap(({ item, path }) => {
          const [interval, timeout] = [stringAt(item, 'interval'), stringAt(item, 'scrapeTimeout')];
          // Without an interval of its own, that of Prometheus counts.
          if (interval === undefined || timeout === undefined || secondsIn(timeout) <= secondsIn(interval)) return [];
          const field = `${path.slice(1)}.scrapeTimeout`;
          return [{ object, field, expected: `at most the interval, ${interval}`, received: quoted(timeout) }];
        });
      }),
    ),
};

/** The seconds of a duration: `1m30s`. */
function secondsIn(duration: string): number {
  const parts = [...duration.matchAll(/(\d+)(ms|[ywdhms])/g)];
  return parts.reduce((sum, [, count, unit]) => sum + Number(count) * UNITS[unit as keyof typeof UNITS], 0);
}
