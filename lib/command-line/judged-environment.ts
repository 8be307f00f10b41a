import { annotatedSuppressions } from '../checker/annotated-suppressions';
import { Bundle } from '../checker/bundle/bundle';
import { check, type RuleFinding, suppressionLine } from '../checker/check';
import type { KnownCluster } from '../checker/known-cluster';
import type { Manifest } from '../checker/manifest/manifest';
import { problem, Unquoted } from '../checker/problem';
import type { Suppression } from '../checker/suppression';
import type { Place } from './bundle-files';
import type { Located } from './report/report';
import type { Settings } from './verify-settings';

/** The verdict on one environment, before the report. */
export interface JudgedEnvironment {
  readonly bundle: Bundle;
  readonly findings: readonly Located[];
  /** The findings on things outside of the manifests. */
  readonly unknown: readonly RuleFinding[];
  /** The sentences of rules that could not end. */
  readonly stopped: readonly string[];
  /** Sentences about the suppressions in annotations. */
  readonly notes: readonly string[];
}

/** The cluster of an environment, and what is suppressed there. */
export interface Expectations {
  readonly cluster: KnownCluster;
  readonly suppressions: readonly Suppression[];
  /** The day on which annotated suppressions are judged, such as 2027-03-01. */
  readonly today: string;
}

/** Judges the manifests of an environment in the order of the files. The weights of the settings replace those of the rules. */
export function judge(
  places: ReadonlyMap<Manifest, Place>,
  { cluster, suppressions, today }: Expectations,
  weights: Settings['rules'],
): JudgedEnvironment {
  const manifests = [...places.keys()];
  const annotated = annotatedSuppressions(manifests, today);
  const bundle = new Bundle(manifests, cluster);
  const verdict = check(bundle, [...suppressions, ...annotated.suppressions]);
  // Manifests of strangers are held to an opinion only if the settings list the rule.
  const ofOpinions = cluster.assumed === undefined ? 'risk' : 'off';
  const weighed = verdict.findings.flatMap((finding) => {
    const weight = weights.get(finding.rule) ?? (finding.answer === 'opinion' ? ofOpinions : undefined);
    if (weight === 'off') return [];
    return weight === undefined || finding.answer === 'unknown' ? finding : { ...finding, answer: weight };
  });
  const position = new Map(manifests.map((manifest, index) => [manifest, index]));
  weighed.sort((a, b) => (position.get(a.object) ?? 0) - (position.get(b.object) ?? 0));
  const isAnnotated = (each: Suppression) => annotated.suppressions.includes(each);
  return {
    bundle,
    findings: weighed.filter(({ answer }) => answer !== 'unknown').map((finding) => located(finding, places)),
    unknown: weighed.filter(({ answer }) => answer === 'unknown'),
    stopped: verdict.stopped,
    notes: [
      ...annotated.problems,
      ...verdict.used.filter(isAnnotated).map(suppressionLine),
      ...verdict.unused
        .filter(isAnnotated)
        .map(({ rule, object }) =>
          problem(`${object}: verify/ignore.${rule}`, 'a finding to suppress', new Unquoted('none')),
        ),
    ],
  };
}

function located(finding: RuleFinding, places: ReadonlyMap<Manifest, Place>): Located {
  const place = places.get(finding.object);
  return { finding, file: place?.file ?? '', line: () => place?.lineOf(finding.field) ?? 1 };
}
