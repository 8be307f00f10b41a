import { cpus, totalmem } from 'node:os';
import { type Measurement, median } from './measure';
import { type Curve, plot } from './plot';
import { PROGRAMS, type Program, scaled } from './subjects';
import { secondsTable, table, targetTable } from './table';
import type { Result } from './targets';

/** Seconds over services, a curve for each program. */
export function growthPlot(measurements: readonly Measurement[], counts: readonly number[]): string {
  const curves = Object.entries(PROGRAMS).map(([program, name]): Curve => {
    return { name, points: counts.map((count) => [count, seconds(measurements, program as Program, count)]) };
  });
  return plot('Seconds over the number of services', curves, 'services in each of four environments', 'seconds');
}

/** The page docs/performance.md. */
export function page(
  results: readonly Result[],
  measurements: readonly Measurement[],
  counts: readonly number[],
  rounds: { readonly small: number; readonly large: number },
): string {
  const growth = counts.map((count) => {
    const cells = Object.keys(PROGRAMS).map((program) => seconds(measurements, program as Program, count).toFixed(2));
    return [String(count), String(count * 4 * 8), ...cells];
  });
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory, Node.js ${process.version}`;
  return `<!-- Written by \`npm run bench -- --write\`: do not edit. -->

# Performance

What \`npm run bench\` measured on a machine with ${machine}.
Seconds differ between machines and from minute to minute, ratios less: the targets are ratios of two things that were timed in the same round.

${targetTable(results)}

What does not hold: after a change, types are checked before anything is written, and tsc alone takes as long as two of the
overlays; the CLI of cdk8s takes longer to say its version than kustomize for everything.

## How it is measured

Every run is a process of its own, timed from its start to its end. In each round all subjects run once, one after the
other, so that whatever else the machine does meets them alike; a first round fills caches and does not count. A ratio
is the median over the rounds (${rounds.small}, and ${rounds.large} for many services). Noise is how far the middle half of the runs of one subject
lie apart, as a share of their median; \`node\` starts Node.js and does nothing, which no program in it can undercut.

- **kubectl kustomize** renders what \`dist/\` holds, one environment after the other, from overlays that the benchmark
  writes as a team would keep them: a base with a folder per system, and for each environment an overlay that puts each
  system into its namespace and patches each field that differs. It first makes sure that they render the same objects.
- **the same, after a change of one value**: another share of CPU for an autoscaler in \`lib/wealist/environments/prod.ts\` before each run, so
  types are checked again and \`dist/prod\` is written again.
- **cdk8s alone** is a program as one would write it without this one: one App, a chart per environment, plain objects, no
  rules, started with the options that Node.js has by default. **rules off** and **rules on** are this program with as many
  services, all of them in one namespace, started as \`npm run synth\` starts it. Each service has eight objects:
  ServiceAccount, ConfigMap, Deployment, HorizontalPodAutoscaler, PodDisruptionBudget, Service, Ingress and NetworkPolicy.

## Seconds

${secondsTable(measurements)}

## How it grows

![seconds over the number of services](performance.svg)

${table(['services', 'objects', ...Object.values(PROGRAMS).map((name) => `${name}, s`)], growth)}

Where nothing is wrong, every rule takes time in proportion to the objects: manifests are indexed once per environment, pods
and NetworkPolicies by their labels. Only a finding about a name that leads nowhere looks through all names of its
namespace, for the one that was meant. \`npm run bench -- --guard\` fails where a ratio is far above its target: a rule that has become quadratic, or a cache that is never found.
`;
}

function seconds(measurements: readonly Measurement[], program: Program, count: number): number {
  const found = measurements.find(({ name }) => name === scaled(program, count));
  return median(found?.seconds ?? []);
}
