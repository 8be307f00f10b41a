import type { Bundle } from '../../bundle/bundle';
import { grantsOfAccount, permits, requestOf } from '../../bundle/containers/grants';
import { valuesAt } from '../../manifest/field-path';
import { namespaceOf } from '../../manifest/manifest';
import type { Finding, Rule } from '../../rule';

/** An object whose operator runs pods with a ServiceAccount, and what these pods ask the API server for. */
interface Operated {
  /** The kinds, in words. */
  readonly of: string;
  /** The field with the name of the ServiceAccount. */
  readonly account: string;
  /** A field without which the pods do not ask. */
  readonly given?: string;
  /** `create pods or workflows.argoproj.io` */
  readonly asks: readonly string[];
  readonly who: string;
}

// https://argo-workflows.readthedocs.io/en/latest/workflow-rbac/: an older executor patches its pod instead.
const RESULTS = ['create', 'patch'].map((verb) => `${verb} workflowtaskresults.argoproj.io or patch pods`);
const EXECUTOR = 'the executor, which reports the results of each step';

const OPERATED: readonly Operated[] = [
  { of: 'Workflow WorkflowTemplate', account: 'spec.serviceAccountName', asks: RESULTS, who: EXECUTOR },
  { of: 'CronWorkflow', account: 'spec.workflowSpec.serviceAccountName', asks: RESULTS, who: EXECUTOR },
  // https://argoproj.github.io/argo-events/service-accounts/#service-account-for-sensors
  {
    of: 'Sensor',
    account: 'spec.template.serviceAccountName',
    given: 'spec.triggers[].template.argoWorkflow.source',
    asks: ['create workflows.argoproj.io'],
    who: 'the sensor, which submits a Workflow',
  },
  // https://github.com/kubeflow/spark-operator/blob/master/charts/spark-operator-chart/templates/spark/role.yaml
  {
    of: 'SparkApplication',
    account: 'spec.driver.serviceAccount',
    asks: ['create pods', 'create services'],
    who: 'the driver, which starts the executors',
  },
];

/** The ServiceAccount of pods that an operator makes has the rights for the requests of the pods. */
export const operatedAccountsPermitted: Rule = {
  id: 'operated-accounts-permitted',
  answer: 'risk',
  why: 'the API server answers "forbidden" to pods of an operator without their rights: the work is done, and counts as failed',
  example:
    'WorkflowTemplate default/report: spec.serviceAccountName: expected a role with create workflowtaskresults.argoproj.io for the executor, which reports the results of each step, received none for ServiceAccount default/runner [operated-accounts-permitted]',
  about: ['argoproj.io', 'sparkoperator.k8s.io'],
  check: (bundle) =>
    OPERATED.flatMap((row) =>
      row.of.split(' ').flatMap((kind) => bundle.ofKind(kind).flatMap((object) => forbidden(bundle, row, object))),
    ),
};

function forbidden(bundle: Bundle, row: Operated, object: Finding['object']): Finding[] {
  if (row.given !== undefined && valuesAt(object, row.given).length === 0) return [];
  return valuesAt(object, row.account).flatMap(({ value, path }): Finding[] => {
    const account = `${namespaceOf(object)}/${value}`;
    const own = grantsOfAccount(bundle, account);
    if (own === undefined) return [];
    const isGranted = (need: string) =>
      own.some((grant) => permits([grant], { ...requestOf(need), namespace: grant.namespace }));
    const missing = row.asks.find((ask) => !ask.split(' or ').some(isGranted));
    if (missing === undefined) return [];
    const expected = `a role with ${missing.split(' or ')[0]} for ${row.who}`;
    return [{ object, field: path, expected, received: `none for ServiceAccount ${account}` }];
  });
}
