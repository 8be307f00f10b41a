import type { Bundle, Container } from '../../bundle/bundle';
import { commandLine } from '../../bundle/containers/command-line';
import { mountedFiles } from '../../bundle/containers/mounted-files';
import { listAt, stringAt, valueAt } from '../../manifest/manifest';
import { type Finding, quoted, type Rule } from '../../rule';

const VARIABLE = 'JOB_COMPLETION_INDEX';
/** The variable without a value for its absence, or the annotation. */
const ASKED = /JOB_COMPLETION_INDEX(?!:?[-+])|batch\.kubernetes\.io\/job-completion-index/;

/** The pods of a Job get an index if a program asks for one. */
export const completionIndex: Rule = {
  id: 'completion-index',
  answer: 'broken',
  why: 'Kubernetes gives an index to the pods of an Indexed Job alone: without one, each pod does the same part of the work, or stops',
  example:
    'Job default/import: spec.completionMode: expected "Indexed": container api reads JOB_COMPLETION_INDEX, received nothing [completion-index]',
  about: ['JOB_COMPLETION_INDEX', 'job-completion-index'],
  check: (bundle) =>
    bundle.templates.flatMap(({ owner, containers, path }): Finding[] => {
      if (owner.kind !== 'Job' && owner.kind !== 'CronJob') return [];
      const place = [...path.split('.').slice(0, -2), 'completionMode'];
      const mode = stringAt(owner, ...place);
      const reader = containers.find((container) => asks(bundle, container));
      if (mode === 'Indexed' || reader === undefined) return [];
      return [
        {
          object: owner,
          field: place.join('.'),
          expected: `"Indexed": container ${reader.name} reads ${VARIABLE}`,
          received: quoted(mode),
        },
      ];
    }),
};

function asks(bundle: Bundle, container: Container): boolean {
  const own = listAt(container.spec, 'env').some((entry) => stringAt(entry, 'name') === VARIABLE && !isField(entry));
  const texts = [
    ...commandLine(container),
    ...listAt(container.spec, 'env').flatMap(
      (entry) => stringAt(entry, 'value') ?? stringAt(entry, 'valueFrom', 'fieldRef', 'fieldPath') ?? [],
    ),
    ...filesRead(bundle, container),
  ];
  return !own && texts.some((text) => ASKED.test(text));
}

/** Of several scripts in one ConfigMap, a container runs the scripts of the command line. */
function filesRead(bundle: Bundle, container: Container): string[] {
  const files = mountedFiles(bundle, container).flatMap((mounted) => [...mounted.files]);
  const words = commandLine(container).join(' ');
  const run = files.filter(([name]) => words.includes(name));
  return (run.length > 0 ? run : files).map(([, text = '']) => text);
}

const isField = (entry: unknown): boolean => valueAt(entry, 'valueFrom', 'fieldRef') !== undefined;
