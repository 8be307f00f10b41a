/** Fields of an operator's object with names that other fields of the same object define. */
export interface NamedParts {
  /** The kinds, in words. */
  readonly of: string;
  /** The path of the value in which the names are looked up. */
  readonly within: string;
  /** The paths of the names below that value. `**` stands for a list at any depth. */
  readonly uses: readonly string[];
  /** The paths of the definitions below that value. */
  readonly defined: readonly string[];
  /** A field with which the definitions stand in another object. @default - no such field */
  readonly unless?: string;
}

const WORKFLOWS = [
  ['Workflow WorkflowTemplate ClusterWorkflowTemplate', 'spec'],
  ['CronWorkflow', 'spec.workflowSpec'],
] as const;
const PIPELINES = [
  ['Pipeline', 'spec'],
  ['PipelineRun', 'spec.pipelineSpec'],
] as const;
const PARTS_OF_POSTGRES = ['bootstrap.recovery.source', 'bootstrap.pg_basebackup.source', 'replica.source'];

export const NAMED_PARTS: readonly NamedParts[] = [
  // https://argo-workflows.readthedocs.io/en/latest/fields/
  ...WORKFLOWS.flatMap(([of, within]) => [
    {
      of,
      within,
      uses: ['entrypoint', 'onExit', 'templates[].dag.tasks[].template', 'templates[].steps[][].template'],
      defined: ['templates[].name'],
      unless: `${within}.workflowTemplateRef`,
    },
    {
      of,
      within: `${within}.templates[].dag`,
      uses: ['tasks[].dependencies[]'],
      defined: ['tasks[].name'],
    },
  ]),
  // https://tekton.dev/docs/pipelines/pipelines/
  ...PIPELINES.flatMap(([of, within]) => [
    { of, within, uses: ['tasks[].runAfter[]'], defined: ['tasks[].name'] },
    {
      of,
      within,
      uses: ['tasks[].workspaces[].workspace', 'finally[].workspaces[].workspace'],
      defined: ['workspaces[].name'],
    },
  ]),
  // https://tekton.dev/docs/pipelines/tasks/#specifying-volumes
  { of: 'Task ClusterTask', within: 'spec', uses: ['steps[].volumeMounts[].name'], defined: ['volumes[].name'] },
  // https://prometheus-operator.dev/docs/api-reference/api/
  {
    of: 'AlertmanagerConfig',
    within: 'spec',
    uses: ['route.receiver', 'route.routes**.receiver'],
    defined: ['receivers[].name'],
  },
  {
    of: 'AlertmanagerConfig',
    within: 'spec',
    uses: ['route.routes**.muteTimeIntervals[]', 'route.routes**.activeTimeIntervals[]'],
    defined: ['muteTimeIntervals[].name'],
  },
  // https://cloudnative-pg.io/documentation/current/bootstrap/
  {
    of: 'Cluster',
    within: 'spec',
    uses: PARTS_OF_POSTGRES,
    defined: ['externalClusters[].name'],
  },
  // https://strimzi.io/docs/operators/latest/configuring
  {
    of: 'KafkaMirrorMaker2',
    within: 'spec',
    uses: ['connectCluster', 'mirrors[].sourceCluster', 'mirrors[].targetCluster'],
    defined: ['clusters[].alias'],
  },
  // https://jobset.sigs.k8s.io/docs/concepts/
  {
    of: 'JobSet',
    within: 'spec',
    uses: ['successPolicy.targetReplicatedJobs[]', 'replicatedJobs[].dependsOn[].name', 'coordinator.replicatedJob'],
    defined: ['replicatedJobs[].name'],
  },
  // https://kubernetes-sigs.github.io/kueue/docs/concepts/cluster_queue/, with the resources that a group covers
  {
    of: 'ClusterQueue',
    within: 'spec.resourceGroups[]',
    uses: ['flavors[].resources[].name'],
    defined: ['coveredResources[]'],
  },
];
