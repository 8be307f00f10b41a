import { App, Chart, Size } from 'cdk8s';
import {
  type Environment,
  Image,
  k8s,
  Namespace,
  Password,
  PostgresCluster,
  PostgresStatefulSet,
  RedisStatefulSet,
} from '../../lib';

/** A namespace with every kind that holds data, and beside those a cache; and a namespace with nothing to lose. */
export function assemble(name: string, { cluster }: Environment): Readonly<Record<string, Chart>> {
  const labels = { 'app.kubernetes.io/part-of': 'shop', environment: name };
  const app = new App();
  const chartOf = (id: string) => new Chart(app, id, { labels });
  const charts = { namespaces: chartOf('namespaces'), data: chartOf('data'), web: chartOf('web') };
  const namespace = new Namespace(charts.namespaces, 'data', { name: `data-${name}`, cluster });
  const web = new Namespace(charts.namespaces, 'web', { name: `web-${name}`, cluster });
  charts.web.addDependency(charts.namespaces);
  const shared = { namespace, password: Password.existing(), storage: { size: Size.gibibytes(1) } };
  const redis = Image.tagged('redis', '7.4');
  const postgres = Image.tagged('postgres', '16.10');
  new PostgresStatefulSet(charts.data, 'postgres', { ...shared, name: 'postgres', image: postgres, database: 'shop' });
  const operated = Image.tagged('ghcr.io/cloudnative-pg/postgresql', '16.10');
  new PostgresCluster(charts.data, 'cluster', { ...shared, name: 'cluster', image: operated, instances: 3 });
  new RedisStatefulSet(charts.data, 'redis', { ...shared, name: 'redis', image: redis });
  new RedisStatefulSet(charts.data, 'cache', { namespace, password: shared.password, name: 'cache', image: redis });
  new k8s.KubePersistentVolumeClaim(charts.data, 'uploads', {
    metadata: {
      name: 'uploads',
      namespace: namespace.name,
      annotations: { 'argocd.argoproj.io/sync-options': 'Replace=true' },
    },
    spec: {
      accessModes: ['ReadWriteOnce'],
      resources: { requests: { storage: k8s.Quantity.fromString('1Gi') } },
    },
  });
  new k8s.KubeConfigMap(charts.web, 'settings', { metadata: { name: 'settings', namespace: web.name } });
  return charts;
}
