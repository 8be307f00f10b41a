import { describe, expect, test } from '@jest/globals';
import { namedObjectsExist } from '../../../../lib/checker/rules/references/named-objects-exist';
import { answers, judge } from '../judge';
import { object } from '../object';
import { deployment } from './objects';

describe('named-objects-exist', () => {
  const issuedBy = (issuer: string) => object('Certificate', 'web', `spec: { issuerRef: { ${issuer} } }`);
  const clusterIssuer = object('ClusterIssuer', 'letsencrypt');
  const account = (id: string) => object('ServiceAccount', id);
  const bound = (subject: string) => object('RoleBinding', 'api', `subjects: [${subject}]`);
  const labelled = (kind: string, label: string) =>
    `---\n{ apiVersion: v1, kind: ${kind}, metadata: { name: one, labels: { ${label} } } }\n`;

  test('an object of that name and another kind shows that the kind is wrong', () => {
    expect(judge(namedObjectsExist, issuedBy('name: letsencrypt') + clusterIssuer)).toEqual([
      namedObjectsExist.example,
    ]);
    expect(judge(namedObjectsExist, issuedBy('name: letsencrypt, kind: ClusterIssuer') + clusterIssuer)).toEqual([]);
  });

  test('an annotation names a thing of its own kind', () => {
    const ingress = (kind: string) =>
      `---\n{ kind: Ingress, apiVersion: networking.k8s.io/v1, metadata: { name: web, annotations: { cert-manager.io/${kind}: letsencrypt } } }\n`;
    expect(judge(namedObjectsExist, ingress('issuer') + clusterIssuer)).toEqual([
      'Ingress default/web: metadata.annotations[cert-manager.io/issuer]: expected the name of a thing of kind Issuer, not ClusterIssuer, received "letsencrypt" [named-objects-exist]',
    ]);
    expect(judge(namedObjectsExist, ingress('cluster-issuer') + clusterIssuer)).toEqual([]);
  });

  test('an object that nothing names is the one that was meant', () => {
    expect(judge(namedObjectsExist, issuedBy('name: acme, kind: ClusterIssuer') + clusterIssuer)).toEqual([
      'Certificate default/web: spec.issuerRef.name: expected a ClusterIssuer that exists (nothing names letsencrypt), received "acme"; did you mean "letsencrypt"? [named-objects-exist]',
    ]);
  });

  test('an object of another namespace is not found', () => {
    const subject = '{ kind: ServiceAccount, name: api, namespace: other }';
    expect(judge(namedObjectsExist, bound(subject) + account('api'))).toEqual([
      expect.stringContaining('expected a ServiceAccount in namespace other (the one of that name is in default)'),
    ]);
  });

  test.each([
    [
      'an annotation with a namespace',
      `---\n{ apiVersion: v1, kind: APIService, metadata: { name: v1, annotations: { cert-manager.io/inject-ca-from: default/wab } } }\n${object('Certificate', 'web')}`,
    ],
    ['a label', labelled('KafkaTopic', 'strimzi.io/cluster: min') + object('Kafka', 'main')],
    ['a field of a pod', deployment('api', 'priorityClassName: hihg') + object('PriorityClass', 'high')],
    [
      'an item of a list',
      object('ScaledJob', 'mail', 'spec: { triggers: [{ type: cron }, { authenticationRef: { name: rabit } }] }') +
        object('TriggerAuthentication', 'rabbit'),
    ],
    [
      'a Service of a Rollout',
      object('Rollout', 'api', 'spec: { strategy: { canary: { canaryService: api-cannary } } }') +
        object('Service', 'api-canary'),
    ],
    [
      'the parameter of a policy',
      object('ValidatingAdmissionPolicy', 'limit', 'spec: { paramKind: { apiVersion: v1, kind: ConfigMap } }') +
        object('ValidatingAdmissionPolicyBinding', 'limit', 'spec: { policyName: limit, paramRef: { name: limts } }') +
        object('ConfigMap', 'limits'),
    ],
  ])('finds a name that is mistyped in %s', (_, yaml) => {
    expect(judge(namedObjectsExist, yaml)).toHaveLength(1);
  });

  test.each([
    ['a name of a kind that stands elsewhere', issuedBy('name: letsencrypt, kind: ClusterIssuer')],
    ['an issuer of another operator', issuedBy('name: letsencrypt, kind: AWSPCAIssuer') + clusterIssuer],
    [
      'the class of every cluster',
      deployment('a', 'priorityClassName: system-node-critical') + object('PriorityClass', 'x'),
    ],
    ['the account of every namespace', bound('{ kind: ServiceAccount, name: default }') + account('api')],
    ['a person', bound('{ kind: User, name: kim }') + account('api')],
    [
      'the variable of a template',
      object('ApplicationSet', 'a', "spec: { template: { spec: { project: '{{team}}' } } }") +
        object('AppProject', 'b'),
    ],
  ])('accepts %s', (_, yaml) => {
    expect(judge(namedObjectsExist, yaml)).toEqual([]);
  });

  test('the resources of operators name each other', () => {
    const secret = (auth: string) => object('VaultStaticSecret', 'db', `spec: { vaultAuthRef: ${auth} }`);
    expect(judge(namedObjectsExist, object('VaultAuth', 'shop') + secret('shpo'))).toHaveLength(1);
    expect(judge(namedObjectsExist, object('VaultAuth', 'shop') + secret('shop'))).toEqual([]);
    const snapshot = object('VolumeSnapshot', 'shop/before', 'spec: { volumeSnapshotClassName: retain }');
    expect(judge(namedObjectsExist, object('VolumeSnapshotClass', 'retain') + snapshot)).toEqual([]);
    expect(judge(namedObjectsExist, object('VolumeSnapshotClass', 'retian') + snapshot)).toHaveLength(1);
  });

  test('the annotation of an Ingress says the kind of the issuer', () => {
    const ingress = (annotation: string) =>
      `---\n{ apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: { name: web, annotations: { cert-manager.io/${annotation}: le } } }\n`;
    const issuer = object('Issuer', 'le');
    expect(judge(namedObjectsExist, issuer + ingress('cluster-issuer'))).toEqual([
      expect.stringContaining('expected the name of a thing of kind ClusterIssuer, not Issuer'),
    ]);
    expect(judge(namedObjectsExist, issuer + ingress('issuer'))).toEqual([]);
  });

  test('the only name without an object is a risk, where all other names of the kind have one', () => {
    const app = (name: string, project: string) => object('Application', name, `spec: { project: ${project} }`);
    const project = object('AppProject', 'team-a');
    const lone = project + app('web', 'team-a') + app('api', 'team-b');
    expect(judge(namedObjectsExist, lone)).toEqual([expect.stringContaining('received "team-b"')]);
    expect(answers(namedObjectsExist, lone)).toEqual(['risk']);
    expect(answers(namedObjectsExist, lone + app('job', 'team-c'))).toEqual(['unknown', 'unknown']);
  });

  test.each([
    ['StorageClass', 'PersistentVolumeClaim', 'spec: { storageClassName: NAME }'],
    ['VolumeAttributesClass', 'PersistentVolumeClaim', 'spec: { volumeAttributesClassName: NAME }'],
    ['ResourceClaimTemplate', 'Pod', 'spec: { resourceClaims: [{ name: gpu, resourceClaimTemplateName: NAME }] }'],
    [
      'SecretProviderClass',
      'Pod',
      'spec: { volumes: [{ name: s, csi: { volumeAttributes: { secretProviderClass: NAME } } }] }',
    ],
    ['EC2NodeClass', 'NodePool', 'spec: { template: { spec: { nodeClassRef: { kind: EC2NodeClass, name: NAME } } } }'],
    ['IPAddressPool', 'L2Advertisement', 'spec: { ipAddressPools: [NAME] }'],
    ['BackupStorageLocation', 'Schedule', 'spec: { template: { storageLocation: NAME } }'],
    ['Namespace', 'Schedule', 'spec: { template: { includedNamespaces: [NAME] } }'],
    ['Provider', 'Alert', 'spec: { providerRef: { name: NAME } }'],
    ['Kustomization', 'Alert', 'spec: { eventSources: [{ kind: Kustomization, name: NAME }] }'],
    ['ConfigMap', 'Kustomization', 'spec: { postBuild: { substituteFrom: [{ kind: ConfigMap, name: NAME }] } }'],
    ['Task', 'Pipeline', 'spec: { tasks: [{ name: a, taskRef: { name: NAME } }] }'],
    ['WorkflowTemplate', 'CronWorkflow', 'spec: { workflowSpec: { workflowTemplateRef: { name: NAME } } }'],
    ['Service', 'Prometheus', 'spec: { alerting: { alertmanagers: [{ name: NAME, port: web }] } }'],
    ['Elasticsearch', 'Kibana', 'spec: { elasticsearchRef: { name: NAME } }'],
    ['RabbitmqCluster', 'Queue', 'spec: { rabbitmqClusterReference: { name: NAME } }'],
    ['MariaDB', 'Grant', 'spec: { mariaDbRef: { name: NAME } }'],
  ])('finds a mistyped %s in a %s', (kind, of, spec) => {
    const named = (name: string) =>
      judge(namedObjectsExist, object(kind, 'orders') + object(of, 'one', spec.replace('NAME', name)));
    expect(named('odrers')).toEqual([expect.stringContaining('did you mean "orders"?')]);
    expect(named('orders')).toEqual([]);
  });

  test('the namespace of the operator has the pool of a Service', () => {
    const named = (name: string) =>
      judge(
        namedObjectsExist,
        `${object('IPAddressPool', 'metallb-system/public')}---\n{ apiVersion: v1, kind: Service, metadata: { name: web, annotations: { metallb.io/address-pool: ${name} } } }\n`,
      );
    expect(named('pubilc')).toHaveLength(1);
    expect(named('public')).toEqual([]);
  });

  test('an annotation holds several names', () => {
    const reloaded = (names: string) =>
      judge(
        namedObjectsExist,
        `${object('ConfigMap', 'web')}${object('ConfigMap', 'orders')}---\n{ apiVersion: apps/v1, kind: Deployment, metadata: { name: web, annotations: { configmap.reloader.stakater.com/reload: "${names}" } } }\n`,
      );
    expect(reloaded('web, odrers')).toEqual([expect.stringContaining('received "odrers"')]);
    expect(reloaded('web, orders')).toEqual([]);
  });

  test('a class of the same words in another order, which nothing names, is meant', () => {
    const claim = (name: string) => object('PersistentVolumeClaim', 'a', `spec: { storageClassName: ${name} }`);
    const own = object('StorageClass', 'gp3-clickhouse');
    expect(answers(namedObjectsExist, own + claim('clickhouse-gp3'))).toEqual(['risk']);
    expect(answers(namedObjectsExist, own + claim('gp3'))).toEqual([]);
    expect(answers(namedObjectsExist, own + claim('gp3-clickhouse'))).toEqual([]);
    const second = object('PersistentVolumeClaim', 'b', 'spec: { storageClassName: gp3-clickhouse }');
    expect(answers(namedObjectsExist, own + second + claim('clickhouse-gp3'))).toEqual([]);
    const volume = object('PersistentVolume', 'v', 'spec: { storageClassName: clickhouse-gp3 }');
    expect(answers(namedObjectsExist, own + volume + claim('clickhouse-gp3'))).toEqual([]);
  });

  test.each([
    [
      'a class of the cluster',
      object('StorageClass', 'fast') + object('PersistentVolumeClaim', 'a', 'spec: { storageClassName: gp3 }'),
    ],
    [
      'a class that a volume has',
      object('StorageClass', 'files') +
        object('PersistentVolume', 'a', 'spec: { storageClassName: filse }') +
        object('PersistentVolumeClaim', 'a', 'spec: { storageClassName: filse }'),
    ],
    [
      'all namespaces',
      object('Namespace', 'a') + object('Schedule', 'a', 'spec: { template: { includedNamespaces: ["*"] } }'),
    ],
    [
      'the Service of an Alertmanager',
      object('Service', 'alertmanager-operate') +
        object('Prometheus', 'a', 'spec: { alerting: { alertmanagers: [{ name: alertmanager-operated }] } }'),
    ],
    [
      'a class without a namespace',
      object('VolumeAttributesClass', 'gold') +
        object('PersistentVolumeClaim', 'shop/a', 'spec: { volumeAttributesClassName: gold }'),
    ],
  ])('accepts %s beside others', (_, yaml) => {
    expect(judge(namedObjectsExist, yaml)).toEqual([]);
  });
  describe('names of operators', () => {
    const queued = (queue: string) =>
      `---\n{ apiVersion: batch/v1, kind: Job, metadata: { name: train, labels: { kueue.x-k8s.io/queue-name: ${queue} } } }\n`;
    const addressed = (pool: string) =>
      `---\n{ apiVersion: v1, kind: Service, metadata: { name: dns, annotations: { metallb.io/address-pool: ${pool} } } }\n`;

    test('a label names the queue of the namespace', () => {
      const queues =
        object('LocalQueue', 'gpu', 'spec: { clusterQueue: research }') + object('ClusterQueue', 'research');
      expect(judge(namedObjectsExist, queued('research') + queues)).toEqual([
        'Job default/train: metadata.labels[kueue.x-k8s.io/queue-name]: expected a LocalQueue in namespace default, received "research"; did you mean "gpu"? [named-objects-exist]',
      ]);
      expect(judge(namedObjectsExist, queued('gpu') + queues)).toEqual([]);
    });

    test('an object without a namespace is found from every namespace', () => {
      const flavored = (name: string) =>
        object('ClusterQueue', 'q', `spec: { resourceGroups: [{ flavors: [{ name: ${name} }] }] }`) +
        object('ResourceFlavor', 'a100');
      expect(judge(namedObjectsExist, flavored('h100'))).toHaveLength(1);
      expect(judge(namedObjectsExist, flavored('a100'))).toEqual([]);
      const pool = object('IPAddressPool', 'metallb-system/public');
      expect(judge(namedObjectsExist, addressed('public') + pool)).toEqual([]);
      expect(judge(namedObjectsExist, addressed('pubilc') + pool)).toHaveLength(1);
    });

    test('a pod asks for an agent by its name, or for any', () => {
      const agent = (name: string) =>
        object(
          'Deployment',
          'api',
          `spec: { template: { metadata: { annotations: { instrumentation.opentelemetry.io/inject-java: "${name}" } } } }`,
        ) + object('Instrumentation', 'jvm');
      expect(judge(namedObjectsExist, agent('jmv'))).toHaveLength(1);
      expect(judge(namedObjectsExist, agent('true'))).toEqual([]);
    });
  });

  describe('a field with a kind and a name', () => {
    const owner = (reference: string, group = 'cluster.x-k8s.io/v1beta1', more = '') =>
      object('MachineDeployment', 'app/md', `spec: { template: { spec: { ${reference} } } }${more}`, group);
    const machine = object('DockerMachineTemplate', 'app/workers', '', 'infrastructure.cluster.x-k8s.io/v1beta1');
    const named = (name: string) => `infrastructureRef: { kind: DockerMachineTemplate, name: ${name} }`;

    test('names an object of the bundle', () => {
      expect(judge(namedObjectsExist, owner(named('workesr')) + machine)).toEqual([
        'MachineDeployment app/md: spec.template.spec.infrastructureRef.name: expected a DockerMachineTemplate in namespace app, received "workesr"; did you mean "workers"? [named-objects-exist]',
      ]);
      expect(judge(namedObjectsExist, owner(named('workers')) + machine)).toEqual([]);
      expect(judge(namedObjectsExist, owner(`${named('workesr')}`))).toEqual([]);
    });

    test('is no reference under another name, in another group, or in a policy that makes objects', () => {
      const item = '{ kind: DockerMachineTemplate, name: workesr }';
      expect(judge(namedObjectsExist, owner(`ignored: ${item}`) + machine)).toEqual([]);
      const other = 'infrastructureRef: { apiVersion: other.io/v1, kind: DockerMachineTemplate, name: workesr }';
      expect(judge(namedObjectsExist, owner(other) + machine)).toEqual([]);
      expect(judge(namedObjectsExist, owner(named('workesr'), 'kyverno.io/v1') + machine)).toEqual([]);
      expect(judge(namedObjectsExist, owner(named('"{{ name }}"')) + machine)).toEqual([]);
      expect(judge(namedObjectsExist, owner(named('workesr'), 'apps/v1') + machine)).toEqual([]);
    });

    test('may name an object of a list, or without a namespace', () => {
      const list = 'targetRefs: [{ kind: DockerMachineTemplate, name: workesr }]';
      expect(judge(namedObjectsExist, owner(list) + machine)).toHaveLength(1);
      const wide = object('DockerMachineTemplate', 'workers', '', 'infrastructure.cluster.x-k8s.io/v1beta1');
      expect(judge(namedObjectsExist, owner(named('workers')) + wide)).toEqual([]);
    });

    test('leaves Secrets to the rules of Secrets', () => {
      const secret = 'tokenRef: { kind: Secret, name: tokne }';
      expect(judge(namedObjectsExist, owner(secret) + object('Secret', 'app/token'))).toEqual([]);
    });
  });

  test('the only template of work that nothing names is the one with a word in common', () => {
    const template = (id: string) => object('WorkflowTemplate', `etl/${id}`, 'spec: {}', 'argoproj.io/v1alpha1');
    const cron = object(
      'CronWorkflow',
      'etl/daily',
      'spec: { workflowSpec: { workflowTemplateRef: { name: rates-to-store } } }',
      'argoproj.io/v1alpha1',
    );
    expect(answers(namedObjectsExist, cron + template('rates-to-lake'))).toEqual(['risk']);
    expect(answers(namedObjectsExist, cron + template('cleanup'))).toEqual([expect.stringContaining('unknown')]);
    expect(answers(namedObjectsExist, cron + template('rates-to-store'))).toEqual([]);
  });

  test('a store of secrets names a ServiceAccount', () => {
    const store = (id: string) =>
      object(
        'SecretStore',
        'bi/aws',
        `spec: { provider: { aws: { auth: { jwt: { serviceAccountRef: { name: ${id} } } } } } }`,
        'external-secrets.io/v1',
      );
    expect(judge(namedObjectsExist, store('reader') + account('bi/readr'))).toEqual([
      expect.stringContaining('received "reader"; did you mean "readr"?'),
    ]);
    expect(judge(namedObjectsExist, store('reader') + account('bi/reader'))).toEqual([]);
  });
});
