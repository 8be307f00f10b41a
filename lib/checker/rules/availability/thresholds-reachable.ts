import { valuesAt } from '../../manifest/field-path';
import { isTypo } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** Metrics of a part, and of the whole: the words that differ. Source: node_exporter, the kubelet, kube-state-metrics. */
const PARTS: readonly (readonly [part: RegExp, whole: string])[] = [
  [/^node_filesystem_(avail|free)_bytes$/, 'node_filesystem_size_bytes'],
  [/^node_memory_(MemAvailable|MemFree|SwapFree)_bytes$/, 'node_memory_MemTotal_bytes'],
  [/^kubelet_volume_stats_(available|used)_bytes$/, 'kubelet_volume_stats_capacity_bytes'],
  [/^kubelet_volume_stats_inodes_(free|used)$/, 'kubelet_volume_stats_inodes'],
  [/^redis_memory_used_bytes$/, 'redis_memory_max_bytes'],
  [/^pg_stat_activity_count$/, 'pg_settings_max_connections'],
];
const METRIC = /[a-zA-Z_:][\w:]*(?=\s*[()/]|\s*$)/g;
const FUNCTIONS =
  /^(sum|avg|max|min|count|rate|irate|increase|by|without|on|ignoring|group_left|group_right|clamp_min|job|instance)$/;

/** The threshold of an alert lies where the values are. */
export const thresholdsReachable: Rule = {
  id: 'thresholds-reachable',
  answer: 'risk',
  why: 'a share lies between 0 and 1: an alert above 5 per cent that is written as 5 never fires, and one below 10 always does',
  example:
    'PrometheusRule default/api: spec.groups[api].rules[0].expr: expected a threshold between 0 and 1, as the expression is a share, received "> 5" [thresholds-reachable]',
  about: ['PrometheusRule'],
  check: (bundle) =>
    bundle.ofKind('PrometheusRule').flatMap((object) =>
      valuesAt(object, 'spec.groups[].rules[].expr').flatMap(({ value, path: field }): Finding[] => {
        const mistake = typeof value === 'string' ? mistakeIn(value.trim()) : undefined;
        return mistake === undefined ? [] : [{ object, field, ...mistake }];
      }),
    ),
};

function mistakeIn(expression: string): Pick<Finding, 'expected' | 'received'> | undefined {
  const [, quantile] = /\bhistogram_quantile\(\s*(\d+(?:\.\d+)?)\s*,/.exec(expression) ?? [];
  if (quantile !== undefined && Number(quantile) > 1)
    return {
      expected: 'a quantile between 0 and 1, such as 0.95',
      received: quoted(`histogram_quantile(${quantile}, ...`),
    };
  const names = [...expression.matchAll(/\b(job|service|namespace|container|deployment)="([\w-]{5,})"/g)];
  const slip = names.find(([, label, name = '']) =>
    names.some(([, other, known = '']) => other === label && name < known && isTypo(name, known)),
  );
  if (slip !== undefined) {
    const other = names.find(([, label, name = '']) => label === slip[1] && isTypo(slip[2] ?? '', name))?.[2];
    return {
      expected: `one name for ${slip[1]}, or the sides have no series in common`,
      received: quoted(`${slip[2]} and ${other}`),
    };
  }
  const [, left = '', sign = '', threshold = ''] = /^(.*?)\s*(==|[<>]=?)\s*(\d+(?:\.\d+)?)$/s.exec(expression) ?? [];
  if (threshold === '' || /[<>]|==|!=(?!~|")|\b(and|or|unless|bool)\b/.test(left.replace(/\{[^}]*\}/g, '')))
    return undefined;
  const received = quoted(`${sign} ${threshold}`);
  if (/^(up|probe_success)(\{[^}]*\})?$/.test(left) && /^(==|>=?)$/.test(sign) && Number(threshold) > 1)
    return { expected: '0 or 1, the values of the metric', received };
  return Number(threshold) > 1 && sign !== '==' && isShare(left)
    ? { expected: 'a threshold between 0 and 1, as the expression is a share', received }
    : undefined;
}

/** A part divided by its whole: one metric with more labels above the line, or a pair of the table. */
function isShare(expression: string): boolean {
  const plain = expression.replace(/"(?:\\.|[^"\\])*"/g, '');
  const sides = plain.split('/');
  const [part = '', whole = '', ...others] = sides;
  if (others.length > 0 || whole === '' || /[*+-]/.test(plain.replace(/\{[^}]*\}|\[[^\]]*\]/g, ''))) return false;
  const [metrics, totals] = [metricsOf(part), metricsOf(whole)];
  const [metric, total] = [metrics[0], totals[0]];
  if (metrics.length !== 1 || totals.length !== 1 || metric === undefined) return false;
  const isNarrower = (/\{([^}]*)\}/.exec(part)?.[1] ?? '').length > (/\{([^}]*)\}/.exec(whole)?.[1] ?? '').length;
  const ranges = [/\[[^\]]*\]/.exec(part)?.[0], /\[[^\]]*\]/.exec(whole)?.[0]];
  if (metric === total) return isNarrower && ranges[0] === ranges[1] && /_total$|_count$/.test(metric);
  return PARTS.some(([name, of]) => name.test(metric) && of === total);
}

const metricsOf = (side: string): string[] => {
  const plain = side.replace(/\{[^}]*\}|\[[^\]]*\]|\b(by|without|on|ignoring|group_left|group_right)\s*\([^)]*\)/g, '');
  return [...new Set((plain.match(METRIC) ?? []).filter((name) => !FUNCTIONS.test(name)))];
};
