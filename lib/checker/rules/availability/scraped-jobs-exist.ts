import type { Bundle } from '../../bundle/bundle';
import { texts } from '../../bundle/containers/texts';
import { EXPRESSION_WORDS, expressionsOf } from '../../bundle/traffic/expressions';
import { isWatched } from '../../bundle/traffic/monitors';
import { matches } from '../../bundle/traffic/namespaces';
import { podsBehind } from '../../bundle/workloads/pod-selection';
import { valuesAt } from '../../manifest/field-path';
import { getOrInsert } from '../../manifest/get-or-insert';
import { namespaceOf, stringsAt, valueAt } from '../../manifest/manifest';
import { once } from '../../manifest/once';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A label of metrics with one certain value: `job="api"`. */
const JOB = /[{,]\s*job\s*=\s*"([\w./-]+)"/g;

/** The rules of Prometheus name jobs that Prometheus scrapes. */
export const scrapedJobsExist: Rule = {
  id: 'scraped-jobs-exist',
  answer: 'risk',
  why: 'an expression about a job that nobody scrapes is empty: the alert never fires, and nothing says so',
  example:
    'PrometheusRule default/api: spec.groups[api].rules[0].expr: expected a job that Prometheus scrapes, received "apii"; did you mean "api"? [scraped-jobs-exist]',
  about: EXPRESSION_WORDS,
  check: (bundle) => {
    const all = expressionsOf(bundle).map((each) => ({ ...each, jobs: jobsIn(each.text) }));
    if (all.length === 0) return [];
    const known = scraped(bundle);
    const counts = new Map<string, number>();
    for (const job of all.flatMap(({ jobs }) => jobs)) counts.set(job, (counts.get(job) ?? 0) + 1);
    return all.flatMap(({ object, field, jobs }) =>
      [...new Set(jobs)].flatMap((job): Finding[] => {
        if (known.has(job)) return [];
        // Without a target of the name, the name that the other expressions have is the right one.
        const meant =
          [...known].find((each) => isTypo(job, each)) ??
          [...counts].find(([each, count]) => count > 2 && counts.get(job) === 1 && isTypo(job, each))?.[0] ??
          onlyJobOf(bundle, job);
        const expected = 'a job that Prometheus scrapes';
        return meant === undefined ? [] : [{ object, field, expected, received: quoted(job), meant }];
      }),
    );
  },
};

const jobsIn = (text: string): string[] => [...text.matchAll(JOB)].map(([, job = '']) => job);

/** The names of jobs: of a Service behind a monitor, of a monitor of pods (`namespace/name`), of a configuration. */
function scraped(bundle: Bundle): ReadonlySet<string> {
  const services = bundle.ofKind('ServiceMonitor').length > 0 ? bundle.ofKind('Service') : [];
  const labels = bundle.ofKind('ServiceMonitor').flatMap((monitor) => valuesAt(monitor, 'spec.jobLabel'));
  const values = labels.flatMap(({ value }) =>
    services.flatMap((service) => valuesAt(service, `metadata.labels[${String(value)}]`).map((each) => each.value)),
  );
  const pods = bundle.ofKind('PodMonitor').map(({ metadata }) => `${metadata.namespace ?? 'default'}/${metadata.name}`);
  const told = texts(bundle)
    .filter(({ value }) => value.includes('job_name:'))
    .flatMap(({ value }) => [...value.matchAll(/\bjob_name:\s*["']?([\w./-]+)/g)].map(([, job = '']) => job));
  const jobs = valuesAtAll(bundle, ['Probe', 'ScrapeConfig'], 'spec.jobName');
  return new Set([...services.map(({ metadata }) => metadata.name), ...values.map(String), ...pods, ...told, ...jobs]);
}

/** The job of the Service, where an expression has the name of the monitor, the workload, an application or the namespace. */
function onlyJobOf(bundle: Bundle, name: string): string | undefined {
  const [job, ...others] = jobsByWord(bundle).get(name) ?? [];
  return others.length === 0 ? job : undefined;
}

/** The jobs of ServiceMonitors, which are the names of Services, by the other words of their pods. */
const jobsByWord = once((bundle: Bundle): ReadonlyMap<string, ReadonlySet<string>> => {
  const found = new Map<string, Set<string>>();
  for (const monitor of bundle.ofKind('ServiceMonitor')) {
    const text = JSON.stringify(monitor.spec);
    if (/"(jobLabel|job)"/.test(text)) continue;
    for (const service of bundle.ofKind('Service')) {
      const isTarget = matches(valueAt(monitor, 'spec', 'selector'), stringsAt(service, 'metadata', 'labels'));
      if (!isTarget || !isWatched(monitor, namespaceOf(service))) continue;
      const pods = podsBehind(bundle, service).flatMap(({ owner, labels }) => [
        owner.metadata.name,
        ...['app', 'app.kubernetes.io/name'].flatMap((label) => labels[label] ?? []),
      ]);
      for (const word of [monitor.metadata.name, namespaceOf(service), ...pods]) {
        getOrInsert(found, word, () => new Set()).add(service.metadata.name);
      }
    }
  }
  return found;
});

const valuesAtAll = (bundle: Bundle, kinds: readonly string[], path: string): string[] =>
  kinds.flatMap((kind) =>
    bundle.ofKind(kind).flatMap((each) => valuesAt(each, path).map(({ value }) => String(value))),
  );
