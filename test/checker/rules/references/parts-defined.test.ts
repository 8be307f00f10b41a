import { describe, expect, test } from '@jest/globals';
import { partsDefined } from '../../../../lib/checker/rules/references/parts-defined';
import { judge } from '../judge';
import { object } from '../object';

describe('parts-defined', () => {
  const provider = (name: string, objects: string) =>
    object(
      'SecretProviderClass',
      'vault',
      `spec: { parameters: { objects: "${objects}" }, secretObjects: [{ secretName: db, data: [{ objectName: ${name}, key: PASSWORD }] }] }`,
    );

  test('a copied value is one of the objects', () => {
    const objects = '- objectName: db-user\\n- objectName: db-password\\n';
    expect(judge(partsDefined, provider('password', objects))).toEqual([partsDefined.example]);
    expect(judge(partsDefined, provider('db-password', objects))).toEqual([]);
  });

  test('an alias is a name, and objects of nobody are elsewhere', () => {
    expect(judge(partsDefined, provider('pw', '- objectName: db\\n  objectAlias: pw'))).toEqual([]);
    expect(judge(partsDefined, provider('pw', ''))).toEqual([]);
    expect(judge(partsDefined, provider('pw', '- objectName: prod/pw'))).toEqual([]);
    expect(judge(partsDefined, provider('prod_pw', '- objectName: prod/pw'))).toEqual([]);
    expect(judge(partsDefined, provider('user', '- objectName: prod/pw'))).toHaveLength(1);
  });

  const task = (script: string, more = 'results: [{ name: image }]') =>
    object('Task', 'build', `spec: { ${more}, steps: [{ name: s, script: "${script}" }] }`);

  test('a result in a text is one of the results', () => {
    expect(judge(partsDefined, task('build $(results.img.path)'))).toEqual([
      'Task default/build: spec: expected one of the results (image), received "img" [parts-defined]',
    ]);
    expect(judge(partsDefined, task('build $(results.image.path)'))).toEqual([]);
  });

  test.each([
    [
      'PipelineRun',
      'pipelineSpec: { workspaces: [{ name: right }], finally: [{ workspaces: [{ workspace: NAME }] }] }',
    ],
    ['Pipeline', 'tasks: [{ name: right }, { name: c, runAfter: [NAME] }]'],
    ['Task', 'volumes: [{ name: right }], steps: [{ volumeMounts: [{ name: NAME }] }]'],
    ['JobSet', 'replicatedJobs: [{ name: right }], coordinator: { replicatedJob: NAME }'],
    ['ClusterQueue', 'resourceGroups: [{ coveredResources: [right], flavors: [{ resources: [{ name: NAME }] }] }]'],
    [
      'AlertmanagerConfig',
      'receivers: [{ name: right }], route: { routes: [{ receiver: right, routes: [{ receiver: NAME }] }] }',
    ],
  ])('knows the parts of a %s', (kind, spec) => {
    const named = (name: string) => judge(partsDefined, object(kind, 'one', `spec: { ${spec.replace('NAME', name)} }`));
    expect(named('wrong')).toHaveLength(1);
    expect(named('right')).toEqual([]);
  });

  const dag = (dependency: string) =>
    object(
      'WorkflowTemplate',
      'etl',
      `spec: { entrypoint: main, templates: [{ name: main, dag: { tasks: [{ name: load, template: run }, { name: clean, template: run, dependencies: [${dependency}] }] } }, { name: run }] }`,
    );

  test('a task waits for a task of its own graph', () => {
    expect(judge(partsDefined, dag('loda'))).toEqual([
      'WorkflowTemplate default/etl: spec.templates[main].dag.tasks[clean].dependencies[0]: expected one of the tasks (load, clean), received "loda"; did you mean "load"? [parts-defined]',
    ]);
    expect(judge(partsDefined, dag('load'))).toEqual([]);
    expect(judge(partsDefined, dag('"{{ which }}"'))).toEqual([]);
  });

  test.each([
    [
      'a receiver',
      object('AlertmanagerConfig', 'a', 'spec: { route: { receiver: pager }, receivers: [{ name: oncall }] }'),
    ],
    ['an entrypoint', object('Workflow', 'w', 'spec: { entrypoint: mian, templates: [{ name: main }] }')],
    ['a step', object('Workflow', 'w', 'spec: { templates: [{ name: main, steps: [[{ name: a, template: x }]] }] }')],
    ['a cluster', object('KafkaMirrorMaker2', 'k', 'spec: { connectCluster: b, clusters: [{ alias: a }] }')],
    ['a source', object('Cluster', 'pg', 'spec: { replica: { source: olde }, externalClusters: [{ name: old }] }')],
    [
      'an argument',
      object('AnalysisTemplate', 'a', 'spec: { args: [{ name: service }], metrics: [{ q: "{{args.svc}}" }] }'),
    ],
    [
      'a key',
      object(
        'ExternalSecret',
        'e',
        'spec: { target: { template: { data: { URL: "pg://{{ .pass }}@db" } } }, data: [{ secretKey: password }] }',
      ),
    ],
  ])('finds %s without a definition', (_, yaml) => {
    expect(judge(partsDefined, yaml)).toHaveLength(1);
  });

  test('parts of another object are known there', () => {
    const external = (more: string) =>
      object('ExternalSecret', 'e', `spec: { template: "{{ .pass }}", data: [{ secretKey: password }], ${more} }`);
    expect(judge(partsDefined, external('dataFrom: [{ extract: { key: db } }]'))).toEqual([]);
    expect(judge(partsDefined, external('refreshInterval: 1h'))).toHaveLength(1);
  });

  test('a loop in a template has names of its own', () => {
    const looped = (text: string) =>
      object(
        'ExternalSecret',
        'e',
        `spec: { target: { template: { data: { A: "${text}" } } }, data: [{ secretKey: users }] }`,
      );
    expect(judge(partsDefined, looped('{{ .name }}'))).toHaveLength(1);
    expect(judge(partsDefined, looped('{{- range .users }}{{ .name }}{{ end }}'))).toEqual([]);
  });
});
