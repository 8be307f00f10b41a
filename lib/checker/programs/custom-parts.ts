/** Parts of one custom resource that name each other. */
export interface CustomParts {
  /** The kinds, in words. */
  readonly of: string;
  readonly what: string;
  /** The part in which names are known. @default the whole object */
  readonly within?: string;
  /** The places of names, below the part. */
  readonly uses?: readonly string[];
  /** Names in the texts of the part, in place of fields. */
  readonly inTexts?: RegExp;
  /** The places of definitions, below the part. Without a definition, the parts stand elsewhere. */
  readonly defines: readonly string[];
  /** The names in a text of a definition. @default the text is a name */
  readonly named?: RegExp;
  /** Fields below the part with which further names are known. */
  readonly unless?: readonly string[];
  /** Stands in texts with names of their own. */
  readonly except?: RegExp;
}

const WORKFLOWS = ['WorkflowTemplate ClusterWorkflowTemplate Workflow:spec', 'CronWorkflow:spec.workflowSpec'];
const PIPELINES = ['Pipeline:spec', 'PipelineRun:spec.pipelineSpec'];
const CLICKHOUSE = 'ClickHouseInstallation ClickHouseKeeperInstallation';

/** `Kinds:part` as fields of a row. */
const at = (place: string): Pick<CustomParts, 'of' | 'within'> => {
  const [of = '', within = ''] = place.split(':');
  return { of, within };
};

export const CUSTOM_PARTS: readonly CustomParts[] = [
  // https://secrets-store-csi-driver.sigs.k8s.io/topics/sync-as-kubernetes-secret, and the pages of the providers
  {
    of: 'SecretProviderClass',
    what: 'an object of spec.parameters',
    uses: ['spec.secretObjects[].data[].objectName'],
    defines: ['spec.parameters.objects', 'spec.parameters.secrets'],
    named: /\b(?:objectName|objectAlias|fileName|path)["']?\s*:\s*["']?([\w./-]+)/g,
  },
  // https://prometheus-operator.dev/docs/api-reference/api/#monitoring.coreos.com/v1alpha1.AlertmanagerConfig
  {
    of: 'AlertmanagerConfig',
    what: 'one of spec.receivers',
    uses: ['spec.route.receiver', 'spec.route.routes[].receiver', 'spec.route.routes[].routes[].receiver'],
    defines: ['spec.receivers[].name'],
  },
  {
    of: 'AlertmanagerConfig',
    what: 'one of spec.muteTimeIntervals',
    uses: ['muteTimeIntervals', 'activeTimeIntervals'].flatMap((field) => [
      `spec.route.routes[].${field}[]`,
      `spec.route.routes[].routes[].${field}[]`,
    ]),
    defines: ['spec.muteTimeIntervals[].name', 'spec.timeIntervals[].name'],
  },
  // https://argo-workflows.readthedocs.io/en/latest/fields/
  ...WORKFLOWS.flatMap((place) => [
    {
      ...at(place),
      what: 'one of the templates',
      uses: ['entrypoint', 'onExit', 'templates[].dag.tasks[].template', 'templates[].steps[][].template'],
      defines: ['templates[].name'],
      unless: ['workflowTemplateRef'],
    },
    {
      of: at(place).of,
      within: `${at(place).within}.templates[].dag`,
      what: 'one of the tasks',
      uses: ['tasks[].dependencies[]'],
      defines: ['tasks[].name'],
    },
  ]),
  // https://tekton.dev/docs/pipelines/pipelines/, https://tekton.dev/docs/pipelines/tasks/
  ...PIPELINES.flatMap((place) => [
    { ...at(place), what: 'one of the tasks', uses: ['tasks[].runAfter[]'], defines: ['tasks[].name'] },
    {
      ...at(place),
      what: 'one of the workspaces',
      uses: ['tasks[].workspaces[].workspace', 'finally[].workspaces[].workspace'],
      defines: ['workspaces[].name'],
    },
  ]),
  {
    ...at('Task ClusterTask:spec'),
    what: 'one of the volumes',
    uses: ['steps[].volumeMounts[].name'],
    defines: ['volumes[].name'],
  },
  {
    ...at('Task ClusterTask:spec'),
    what: 'one of the results',
    inTexts: /\$\(results\.([\w-]+)\.path\)/g,
    defines: ['results[].name'],
  },
  {
    ...at('TriggerTemplate:spec'),
    what: 'one of the params',
    inTexts: /\$\(tt\.params\.([\w-]+)\)/g,
    defines: ['params[].name'],
  },
  // https://argoproj.github.io/argo-events/sensors/trigger-conditions/
  {
    ...at('Sensor:spec'),
    what: 'one of the dependencies',
    uses: ['k8s', 'argoWorkflow', 'http', 'slack', 'kafka', 'nats', 'custom'].flatMap((trigger) => [
      `triggers[].template.${trigger}.parameters[].src.dependencyName`,
      `triggers[].template.${trigger}.payload[].src.dependencyName`,
    ]),
    defines: ['dependencies[].name'],
  },
  // https://strimzi.io/docs/operators/latest/configuring#type-KafkaMirrorMaker2Spec-reference
  {
    ...at('KafkaMirrorMaker2:spec'),
    what: 'an alias of one of the clusters',
    uses: ['connectCluster', 'mirrors[].sourceCluster', 'mirrors[].targetCluster'],
    defines: ['clusters[].alias'],
  },
  // https://cloudnative-pg.io/documentation/current/cloudnative-pg.v1/
  {
    ...at('Cluster:spec'),
    what: 'one of externalClusters',
    uses: [
      'bootstrap.recovery.source',
      'bootstrap.pg_basebackup.source',
      'bootstrap.initdb.import.source.externalCluster',
      'replica.source',
    ],
    defines: ['externalClusters[].name'],
  },
  // https://jobset.sigs.k8s.io/docs/concepts/, https://volcano.sh/en/docs/vcjob/
  {
    ...at('JobSet:spec'),
    what: 'one of replicatedJobs',
    uses: ['replicatedJobs[].dependsOn[].name', 'successPolicy.targetReplicatedJobs[]', 'coordinator.replicatedJob'],
    defines: ['replicatedJobs[].name'],
  },
  { ...at('Job:spec'), what: 'one of the tasks', uses: ['tasks[].dependsOn.name[]'], defines: ['tasks[].name'] },
  // https://docs.altinity.com/altinitykubernetesoperator/kubernetesoperatorguide/
  ...['pod', 'volumeClaim', 'service'].map((part) => ({
    of: CLICKHOUSE,
    within: 'spec',
    what: `one of templates.${part}Templates`,
    uses: (part === 'volumeClaim'
      ? ['dataVolumeClaimTemplate', 'logVolumeClaimTemplate']
      : [`${part}Template`]
    ).flatMap((field) => [`defaults.templates.${field}`, `configuration.clusters[].templates.${field}`]),
    defines: [`templates.${part}Templates[].name`],
    unless: ['useTemplates'],
  })),
  // https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
  {
    ...at('AnalysisTemplate ClusterAnalysisTemplate:spec'),
    what: 'one of the args',
    inTexts: /\{\{\s*args\.([\w-]+)\s*\}\}/g,
    defines: ['args[].name'],
    unless: ['templates'],
  },
  // https://external-secrets.io/latest/guides/templating/
  {
    of: 'ExternalSecret',
    what: 'a secretKey of data',
    within: 'spec',
    inTexts: /\{\{-?\s*\.([A-Za-z_]\w*)\s*(?:\|[^{}]*)?\}\}/g,
    defines: ['data[].secretKey'],
    unless: ['dataFrom', 'target.template.templateFrom'],
    except: /\{\{-?\s*(range|with|define)\b/,
  },
  // https://kueue.sigs.k8s.io/docs/concepts/cluster_queue/, with the resources that a group covers
  {
    ...at('ClusterQueue:spec.resourceGroups[]'),
    what: 'one of coveredResources',
    uses: ['flavors[].resources[].name'],
    defines: ['coveredResources[]'],
  },
];
