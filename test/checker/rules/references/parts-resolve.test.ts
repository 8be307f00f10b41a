import { describe, expect, test } from '@jest/globals';
import { partsResolve } from '../../../../lib/checker/rules/references/parts-resolve';
import { judge } from '../judge';
import { object } from '../object';

describe('parts-resolve', () => {
  const workflow = (spec: string) => object('Workflow', 'build', `spec: { ${spec} }`);
  const TEMPLATES = 'templates: [{ name: main }, { name: test }]';

  test('finds an entrypoint without a template', () => {
    expect(judge(partsResolve, workflow(`entrypoint: mian, ${TEMPLATES}`))).toEqual([partsResolve.example]);
    expect(judge(partsResolve, workflow(`entrypoint: main, ${TEMPLATES}`))).toEqual([]);
  });

  test.each([
    ['CronWorkflow', 'workflowSpec: { onExit: NAME, templates: [{ name: right }] }'],
    ['WorkflowTemplate', 'templates: [{ name: right }, { name: b, steps: [[{ name: c, template: NAME }]] }]'],
    ['Workflow', 'templates: [{ name: a, dag: { tasks: [{ name: right }, { name: c, dependencies: [NAME] }] } }]'],
    ['Pipeline', 'tasks: [{ name: right }, { name: c, runAfter: [NAME] }]'],
    [
      'PipelineRun',
      'pipelineSpec: { workspaces: [{ name: right }], finally: [{ workspaces: [{ workspace: NAME }] }] }',
    ],
    ['Task', 'volumes: [{ name: right }], steps: [{ volumeMounts: [{ name: NAME }] }]'],
    ['AlertmanagerConfig', 'receivers: [{ name: right }], route: { receiver: NAME }'],
    [
      'AlertmanagerConfig',
      'receivers: [{ name: right }], route: { routes: [{ receiver: right, routes: [{ receiver: NAME }] }] }',
    ],
    ['Cluster', 'externalClusters: [{ name: right }], bootstrap: { recovery: { source: NAME } }'],
    ['KafkaMirrorMaker2', 'clusters: [{ alias: right }], connectCluster: NAME'],
    ['JobSet', 'replicatedJobs: [{ name: right }], successPolicy: { targetReplicatedJobs: [NAME] }'],
    ['ClusterQueue', 'resourceGroups: [{ coveredResources: [right], flavors: [{ resources: [{ name: NAME }] }] }]'],
  ])('knows the parts of a %s', (kind, spec) => {
    const named = (name: string) => judge(partsResolve, object(kind, 'one', `spec: { ${spec.replace('NAME', name)} }`));
    expect(named('wrong')).toHaveLength(1);
    expect(named('right')).toEqual([]);
  });

  test('says the place at any depth', () => {
    const deep = 'receivers: [{ name: a }], route: { routes: [{ routes: [{ receiver: a }, { receiver: b }] }] }';
    expect(judge(partsResolve, object('AlertmanagerConfig', 'one', `spec: { ${deep} }`))).toEqual([
      expect.stringContaining(
        'spec.route.routes[0].routes[1].receiver: expected one of spec.receivers (a), received "b"',
      ),
    ]);
  });

  test.each([
    ['templates of another object', 'entrypoint: other, workflowTemplateRef: { name: a }, templates: [{ name: main }]'],
    ['an object without definitions', 'entrypoint: other'],
    ['a parameter', `entrypoint: "{{workflow.parameters.a}}", ${TEMPLATES}`],
  ])('accepts %s', (_, spec) => {
    expect(judge(partsResolve, workflow(spec))).toEqual([]);
  });

  test('looks up a dependency in its own graph', () => {
    const graphs =
      'templates: [{ name: a, dag: { tasks: [{ name: x }, { name: y, dependencies: [x] }] } }, { name: b, dag: { tasks: [{ name: z, dependencies: [x] }] } }]';
    expect(judge(partsResolve, workflow(graphs))).toHaveLength(1);
  });
});
