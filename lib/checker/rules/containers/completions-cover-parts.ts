import type { Bundle, Container, PodTemplate } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { type Setting, settings } from '../../bundle/containers/settings';
import { numberAt, stringAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

/** Names that mean the number of all parts, and nothing else. */
const TOTAL =
  /^((total|num|number[_-]of)[_-]?(shards?|segments?|partitions?|chunks?|parts?|slices?)|(shard|segment|partition|chunk|part|slice)s?[_-](count|total)|(job[_-])?completions|total[_-]completions)$/i;
/** Names that mean the number of all parts beside the index of one. */
const BESIDE_INDEX = /^(shards|segments|partitions|chunks|parts|slices|of|total|count)$/i;
const INDEX = /JOB_COMPLETION_INDEX/;

/** An Indexed Job has one pod for each part of the work. */
export const completionsCoverParts: Rule = {
  id: 'completions-cover-parts',
  answer: 'risk',
  why: 'Kubernetes starts one pod for each of spec.completions: with fewer than parts, the Job is complete while parts of the work are missing',
  example:
    'Job default/import: spec.completions: expected 8, the TOTAL_SHARDS of container api, received 6 [completions-cover-parts]',
  about: ['completionMode'],
  check: (bundle) => bundle.templates.flatMap((template) => judge(bundle, template)),
};

function judge(bundle: Bundle, { owner, path, containers }: PodTemplate): Finding[] {
  const spec = path.split('.').slice(0, -2);
  if (!/Job$/.test(owner.kind) || stringAt(owner, ...spec, 'completionMode') !== 'Indexed') return [];
  const completions = numberAt(owner, ...spec, 'completions');
  const told = containers.flatMap((container) =>
    totals(bundle, container).map((setting) => ({ container, setting, total: Number(setting.value) })),
  );
  const [stray] = told;
  // A work queue counts otherwise, and two numbers say that one is of something else.
  if (completions === undefined || stray === undefined || told.some(({ total }) => total === completions)) return [];
  const expected = `${stray.total}, the ${stray.setting.name} of container ${stray.container.name}`;
  return [{ object: owner, field: [...spec, 'completions'].join('.'), expected, received: quoted(completions) }];
}

function totals(bundle: Bundle, container: Container): Setting[] {
  const line = commandLine(container).join(' ');
  const isUsed = (name: string) => INDEX.test(line) && new RegExp(`(\\$[({]?|-)${name}\\b`).test(line);
  return settings(bundle, container).filter(
    ({ name, value, secret }) =>
      /^[1-9]\d{0,4}$/.test(value) && !secret && (TOTAL.test(name) || (BESIDE_INDEX.test(name) && isUsed(name))),
  );
}
