import type { Bundle } from '../../bundle/bundle';
import { valuesAt } from '../../manifest/field-path';
import { entriesAt, type Json, listAt, type Manifest, namespaceOf, stringAt, valueAt } from '../../manifest/manifest';
import { nearest } from '../../problem';
import { type Finding, quoted, type Rule } from '../../rule';

/** A text with a variable of an operator, and its place. */
interface Said extends Pick<Finding, 'object' | 'field'> {
  readonly text: string;
}

/** The steps of a pipeline or a workflow read parameters that are defined. */
export const parametersDefined: Rule = {
  id: 'parameters-defined',
  answer: 'broken',
  why: 'an operator fills parameters into the texts of its objects: a text with an unknown parameter stays as written, or stops the run before its first step',
  example:
    'Task default/build: spec.steps[build].args[0]: expected a parameter of the Task (image), received "$(params.iamge)"; did you mean "image"? [parameters-defined]',
  about: ['Task', 'Pipeline', 'Workflow', 'ApplicationSet'],
  check: (bundle) => [
    ...['Task', 'Pipeline'].flatMap((kind) => bundle.ofKind(kind).flatMap(ofTekton)),
    ...bundle.ofKind('Pipeline').flatMap((pipeline) => ungiven(bundle, pipeline)),
    ...['Workflow', 'WorkflowTemplate'].flatMap((kind) =>
      bundle.ofKind(kind).flatMap((each) => ofWorkflow(each, 'spec')),
    ),
    ...bundle.ofKind('CronWorkflow').flatMap((object) => ofWorkflow(object, 'spec.workflowSpec')),
    ...bundle.ofKind('ApplicationSet').flatMap(ofApplications),
  ],
};

/** Every string below a value. */
function textsBelow(object: Manifest, value: Json | undefined, field: string): Said[] {
  if (typeof value === 'string') return [{ object, field, text: value }];
  if (Array.isArray(value)) {
    return value.flatMap((item, index) => textsBelow(object, item, `${field}[${stringAt(item, 'name') ?? index}]`));
  }
  return entriesAt(value).flatMap(([key, each]) => textsBelow(object, each, `${field}.${key}`));
}

/** The variables of a pattern in texts that are none of some names. */
function stray(texts: readonly Said[], pattern: RegExp, known: readonly string[], what: string): Finding[] {
  return texts.flatMap(({ object, field, text }) =>
    [...text.matchAll(pattern)]
      // The name of a parameter may have dots.
      .filter(([, name = '']) => !known.some((each) => each === name || each.startsWith(`${name}.`)))
      .slice(0, 1)
      .map(([written, name = '']) => ({
        object,
        field,
        expected: `${what} (${known.join(', ') || 'none is defined'})`,
        received: quoted(written),
        meant: nearest(name, known),
      })),
  );
}

const namesAt = (value: Json | undefined, list: string): string[] =>
  listAt(value, ...list.split('.')).flatMap((item) => stringAt(item, 'name') ?? []);

/** https://tekton.dev/docs/pipelines/variables/ */
function ofTekton(object: Manifest): Finding[] {
  const { kind, spec } = object;
  // The steps of a pipeline's own tasks read parameters of their own.
  const isOwn = listAt(spec, 'tasks').every((task) => valueAt(task, 'taskSpec') === undefined);
  if (!isOwn) return [];
  const texts = textsBelow(object, spec, 'spec');
  return [
    ...stray(texts, /\$\(params\.([\w-]+)[^)]*\)/g, namesAt(spec, 'params'), `a parameter of the ${kind}`),
    ...(kind === 'Task'
      ? stray(texts, /\$\(workspaces\.([\w-]+)\.\w+\)/g, namesAt(spec, 'workspaces'), 'a workspace of the Task')
      : stray(
          texts,
          /\$\(tasks\.([\w-]+)\.\w+[^)]*\)/g,
          [...namesAt(spec, 'tasks'), ...namesAt(spec, 'finally')],
          'a task of the Pipeline',
        )),
  ];
}

/** A parameter of a Task without a default, which the Pipeline does not give. */
function ungiven(bundle: Bundle, object: Manifest): Finding[] {
  return ['tasks', 'finally'].flatMap((list) =>
    valuesAt(object, `spec.${list}[]`).flatMap(({ value: step, path }): Finding[] => {
      const task = bundle.find('Task', namespaceOf(object), stringAt(step, 'taskRef', 'name') ?? '');
      const given = namesAt(step, 'params');
      const missing = listAt(task, 'spec', 'params')
        .filter((each) => valueAt(each, 'default') === undefined)
        .flatMap((each) => stringAt(each, 'name') ?? [])
        .filter((name) => !given.includes(name));
      if (missing.length === 0) return [];
      const expected = `the parameter ${missing.join(', ')} of Task ${task?.metadata.name}, which has no default`;
      return [{ object, field: `${path}.params`, expected, received: `only ${given.join(', ') || 'nothing'}` }];
    }),
  );
}

/** https://argo-workflows.readthedocs.io/en/latest/variables/ */
function ofWorkflow(object: Manifest, place: string): Finding[] {
  const spec = valueAt(object, ...place.split('.'));
  // Another workflow starts a template without an entrypoint, with parameters of its own.
  const isWhole = stringAt(spec, 'entrypoint') !== undefined && valueAt(spec, 'workflowTemplateRef') === undefined;
  const templates = valuesAt(object, `${place}.templates[]`);
  return [
    ...(isWhole
      ? stray(
          textsBelow(object, valueAt(spec, 'templates'), `${place}.templates`),
          /\{\{=?\s*workflow\.parameters\.([\w-]+)\s*\}\}/g,
          namesAt(spec, 'arguments.parameters'),
          'a parameter of spec.arguments',
        )
      : []),
    ...templates.flatMap(({ value, path }) =>
      stray(
        textsBelow(object, value, path),
        /\{\{\s*inputs\.parameters\.([\w-]+)\s*\}\}/g,
        namesAt(value, 'inputs.parameters'),
        'a parameter of the template',
      ),
    ),
  ];
}

/** The parameters of the generators. Charts have templates of their own: `{{ .Values.name }}`. */
const GIVEN =
  /^(path|name|nameNormalized|server|project|values|metadata|branch|branch_slug|head_sha|sha|repository|organization|number|url)(\.|$)/;

/** https://argo-cd.readthedocs.io/en/stable/operator-manual/applicationset/GoTemplate/ */
function ofApplications(object: Manifest): Finding[] {
  const generators = listAt(object, 'spec', 'generators');
  const isGo = valueAt(object, 'spec', 'goTemplate') === true;
  const texts = textsBelow(object, valueAt(object, 'spec', 'template'), 'spec.template');
  const [wrong, right] = isGo
    ? [/\{\{\s*([a-z][\w.]*)\s*\}\}/gi, 'a dot in front of the parameter, since goTemplate is true']
    : [/\{\{\s*\.([\w.]+)\s*\}\}/g, 'goTemplate: true beside the generators, since the parameter has a dot in front'];
  const keys = generators.flatMap((each) => listAt(each, 'list', 'elements')).flatMap((each) => entriesAt(each));
  const isGiven = (name: string) => GIVEN.test(name) || keys.some(([key]) => key === name.split('.', 1)[0]);
  const other = texts.flatMap(({ field, text }) => {
    const [written] = [...text.matchAll(wrong)].filter(([, name = '']) => isGiven(name));
    return written === undefined ? [] : [{ object, field, expected: right, received: quoted(written[0]) }];
  });
  const lists = generators.filter((each) => entriesAt(each).every(([name]) => name === 'list'));
  const elements = lists.flatMap((each) => listAt(each, 'list', 'elements'));
  if (other.length > 0 || elements.length === 0 || lists.length < generators.length) return other;
  const known = [...new Set(elements.flatMap((element) => entriesAt(element).map(([name]) => name)))];
  const use = isGo ? /\{\{\s*\.(\w+)[\w.]*\s*\}\}/g : /\{\{\s*(\w+)[\w.]*\s*\}\}/g;
  return stray(texts, use, known, 'a parameter of the generators');
}
