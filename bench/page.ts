import { cpus, totalmem } from 'node:os';
import { type Measurement, median, ratio } from './measure';
import type { Target } from './subjects';

export function targetTable(targets: readonly Target[], measurements: readonly Measurement[]): string {
  const rows = targets.map(({ what, one, other, most }) => {
    const [first, second] = [one, other].map((name) => measurements.find((each) => each.name === name));
    const measured = first && second ? ratio(first, second) : Number.NaN;
    return [what, `${one} / ${other}`, `≤ ${most}`, measured.toFixed(2), measured <= most ? 'yes' : 'no'];
  });
  return table(['what', 'ratio of', 'target', 'measured', 'holds'], rows);
}

/** The page docs/performance.md. */
export function page(
  targets: readonly Target[],
  measurements: readonly Measurement[],
  rounds: { readonly environments: number; readonly services: number },
): string {
  const seconds = measurements.map(({ name, seconds, memory }) => {
    return [name, median(seconds).toFixed(2), memory === 0 ? '' : `${memory} MB`];
  });
  const machine = `${cpus().length} cores, ${Math.round(totalmem() / 2 ** 30)} GB of memory, Node.js ${process.version}`;
  return `<!-- Written by \`npm run bench -- --write\`: do not edit. -->

# Performance

\`npm run bench\` measured these figures on a machine with ${machine}.
Seconds differ between machines and from minute to minute. Ratios differ less, so the targets are ratios.

${targetTable(targets, measurements)}

${table(['run', 'median, s', 'peak memory'], seconds)}

After a change of the program, tsc checks the program against the declared types of the library, on one core, while the program
works on another. synth writes no file before tsc has ended.
An environment that stands in dist without a finding is judged again if its texts, its cluster, its suppressions or the library
have changed. The 1,000 services are judged in each run.

## How the figures are measured

Every run is a process of its own. In each round all subjects run once, one after the other, so other load on the machine
meets all of them alike. A first round fills caches and does not count. A ratio is the median over all rounds:
${rounds.environments} rounds, and ${rounds.services} with 1,000 services.

- **kubectl kustomize** renders the objects of \`dist/\`, one environment after the other, from overlays as a team would keep
  them: a base, and an overlay per environment that patches each field that differs. The benchmark first makes sure that
  the overlays render the same objects.
- **one value changed**: before each run, an autoscaler in \`lib/wealist/environments/prod.ts\` gets another CPU target.
- **cdk8s alone** is a program without this library: one App, a chart per environment, the same eight objects per service
  (ServiceAccount, ConfigMap, Deployment, HorizontalPodAutoscaler, PodDisruptionBudget, Service, Ingress, NetworkPolicy),
  and no rules. **this program** renders as many services in one namespace per environment, checks all rules, and writes.
`;
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}
