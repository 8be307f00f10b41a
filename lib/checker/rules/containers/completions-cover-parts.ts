import type { Bundle, Container, PodTemplate } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { scriptOf } from '../../bundle/containers/container-scripts';
import { mountedFiles } from '../../bundle/containers/mounted-files';
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
  const lines = containers.flatMap((container) => listedLines(bundle, container));
  const [list, ...others] = lines;
  if (completions !== undefined && list !== undefined && others.length === 0 && told.length === 0) {
    if (completions >= list.count) return [];
    const expected = `${list.count}, one for each line of ${list.name}, which container ${list.container} reads by its index`;
    return [{ object: owner, field: [...spec, 'completions'].join('.'), expected, received: quoted(completions) }];
  }
  const [stray] = told;
  // A work queue counts otherwise, and two numbers say that one is of something else.
  if (completions === undefined || stray === undefined || told.some(({ total }) => total === completions)) return [];
  const expected = `${stray.total}, the ${stray.setting.name} of container ${stray.container.name}`;
  return [{ object: owner, field: [...spec, 'completions'].join('.'), expected, received: quoted(completions) }];
}

/** The index counts from 0, and lines count from 1. */
const LINE = /JOB_COMPLETION_INDEX\}?\s*\+\s*1\b|\[\$?\{?JOB_COMPLETION_INDEX\}?\]/;
/** A line of a file by its number: `sed -n "$((JOB_COMPLETION_INDEX + 1))p" /work/list.txt`, awk, an array of the shell. */
const LINES = [
  /\bsed\s+-n\s+"[^"\n]{1,60}p"\s+["']?(\/[\w./-]+)/g,
  /\bawk\s[^\n]{0,80}?\bNR\s*==[^\n'"]{0,60}['"]\s+["']?(\/[\w./-]+)/g,
  /\b(?:mapfile|readarray)\s+-t\s+\w+\s*<\s*["']?(\/[\w./-]+)/g,
];

/** The files of which each pod reads the line of its index, with the number of lines. */
function listedLines(bundle: Bundle, container: Container) {
  const script = scriptOf(bundle, container);
  if (!LINE.test(script)) return [];
  const paths = new Set(LINES.flatMap((form) => [...script.matchAll(form)].map(([, path = '']) => path)));
  return mountedFiles(bundle, container).flatMap(({ mountPath, subPath, files }) =>
    [...files].flatMap(([name, text = '']) => {
      const path = subPath === undefined ? `${mountPath}/${name}` : mountPath;
      const count = text.trimEnd() === '' ? 0 : text.trimEnd().split('\n').length;
      return paths.has(path) && count > 0 ? [{ name, count, container: container.name }] : [];
    }),
  );
}

function totals(bundle: Bundle, container: Container): Setting[] {
  const line = commandLine(container).join(' ');
  const isUsed = (name: string) => INDEX.test(line) && new RegExp(`(\\$[({]?|-)${name}\\b`).test(line);
  return settings(bundle, container).filter(
    ({ name, value, secret }) =>
      /^[1-9]\d{0,4}$/.test(value) && !secret && (TOTAL.test(name) || (BESIDE_INDEX.test(name) && isUsed(name))),
  );
}
