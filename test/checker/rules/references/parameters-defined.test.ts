import { describe, expect, test } from '@jest/globals';
import { parametersDefined } from '../../../../lib/checker/rules/references/parameters-defined';
import { judge } from '../judge';
import { object } from '../object';

describe('parameters-defined', () => {
  const said = (kind: string, spec: string, more = '') =>
    judge(parametersDefined, more + object(kind, 'build', `spec: { ${spec} }`));
  const TASK = 'params: [{ name: image }], workspaces: [{ name: source }], steps:';

  test('finds a parameter that a Task does not have', () => {
    expect(said('Task', `${TASK} [{ name: build, args: ["$(params.iamge)"] }]`)).toEqual([parametersDefined.example]);
    expect(said('Task', `${TASK} [{ name: build, args: ["$(params.image)", "$(params.image[0])"] }]`)).toEqual([]);
    expect(said('Task', `${TASK} [{ args: ["$(workspaces.src.path)"] }]`)).toHaveLength(1);
    expect(said('Task', `${TASK} [{ args: ["$(workspaces.source.path) $(context.taskRun.name)"] }]`)).toEqual([]);
  });

  test('finds a result of a task that a Pipeline does not have', () => {
    const pipeline = (value: string) =>
      said('Pipeline', `tasks: [{ name: clone }], finally: [{ name: tell, params: [{ name: a, value: "${value}" }] }]`);
    expect(pipeline('$(tasks.clon.results.commit)')).toEqual([expect.stringContaining('did you mean "clone"?')]);
    expect(pipeline('$(tasks.clone.results.commit)')).toEqual([]);
    expect(pipeline('$(tasks.tell.status)')).toEqual([]);
    expect(pipeline('$(params.a)')).toHaveLength(1);
  });

  test('leaves out a Pipeline with tasks of its own', () => {
    const inner = 'taskSpec: { params: [{ name: a }], steps: [{ args: ["$(params.a)"] }] }';
    expect(said('Pipeline', `tasks: [{ name: clone, ${inner} }]`)).toEqual([]);
  });

  test('a Pipeline gives each parameter without a default', () => {
    const task = object('Task', 'push', 'spec: { params: [{ name: image }, { name: tag, default: latest }] }');
    const pipeline = (params: string, name = 'push') =>
      said('Pipeline', `tasks: [{ name: a, taskRef: { name: ${name} }, params: [${params}] }]`, task);
    expect(pipeline('{ name: img, value: a }')).toEqual([
      'Pipeline default/build: spec.tasks[a].params: expected the parameter image of Task push, which has no default, received only img [parameters-defined]',
    ]);
    expect(pipeline('{ name: image, value: a }')).toEqual([]);
    expect(pipeline('', 'other')).toEqual([]);
  });

  test.each([
    ['Workflow', ''],
    ['WorkflowTemplate', ''],
    ['CronWorkflow', 'workflowSpec'],
  ])('finds a parameter that a %s does not have', (kind, place) => {
    const workflow = (name: string, more = 'entrypoint: main') => {
      const spec = `${more}, arguments: { parameters: [{ name: tag }] }, templates: [{ name: main, container: { args: ["{{workflow.parameters.${name}}}"] } }]`;
      return said(kind, place === '' ? spec : `${place}: { ${spec} }`);
    };
    expect(workflow('tga')).toEqual([expect.stringContaining('expected a parameter of spec.arguments (tag)')]);
    expect(workflow('tag')).toEqual([]);
    expect(workflow('tga', 'serviceAccountName: a')).toEqual([]);
    expect(workflow('tga', 'entrypoint: main, workflowTemplateRef: { name: a }')).toEqual([]);
  });

  test('a template of a workflow has inputs of its own', () => {
    const template = (name: string) =>
      said(
        'Workflow',
        `templates: [{ name: a, inputs: { parameters: [{ name: b }] }, container: { args: ["{{inputs.parameters.${name}}}"] } }]`,
      );
    expect(template('c')).toHaveLength(1);
    expect(template('b')).toEqual([]);
  });

  describe('of an ApplicationSet', () => {
    const set = (go: boolean, name: string, generators = '[{ list: { elements: [{ env: dev }] } }]') =>
      said(
        'ApplicationSet',
        `goTemplate: ${go}, generators: ${generators}, template: { metadata: { name: "a-{{${name}}}" } }`,
      );

    test('begins with a dot in a template of Go, and without one in others', () => {
      expect(set(true, 'env')).toEqual([expect.stringContaining('expected a dot in front of the parameter')]);
      expect(set(true, '.env')).toEqual([]);
      expect(set(false, '.env')).toEqual([expect.stringContaining('expected goTemplate: true')]);
      expect(set(false, 'env')).toEqual([]);
      expect(set(true, 'path.basename', '[{ git: {} }]')).toHaveLength(1);
      expect(set(false, '.Values.name')).toEqual([]);
    });

    test('is one of its generators', () => {
      expect(set(true, '.evn')).toEqual([expect.stringContaining('(env)')]);
      expect(set(false, 'evn')).toHaveLength(1);
      expect(set(true, '.path.basename', '[{ git: {} }]')).toEqual([]);
      expect(set(true, '.name', '[{ list: { elements: [{ env: dev }] } }, { clusters: {} }]')).toEqual([]);
      expect(set(true, '.name', '[{ list: { elements: [{ env: dev }] }, clusters: {} }]')).toEqual([]);
      expect(set(true, 'if .env}}a{{end')).toEqual([]);
    });
  });
});
