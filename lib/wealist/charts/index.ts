import { App, type Chart } from 'cdk8s';
import { unusedCiphertexts } from '../..';
import type { Environment, System } from '../environments/environment';
import { BoardApiChart } from './board-api';
import { FrontendChart } from './frontend';
import { HelloServerChart } from './hello-server';
import { HelloWorldChart } from './hello-world';
import { NamespacesChart } from './namespaces';
import { PostgresqlChart } from './postgresql';
import type { CommonLabels } from './system-chart';

/** The charts of an environment, by file name. */
export type Charts = Readonly<Record<System | 'namespaces', Chart>>;

/** Every system of an environment, wired: the only place with the connections across charts. */
export function assemble(name: string, environment: Environment): Charts {
  const app = new App();
  const { cluster, databasePassword, boardApi } = environment;
  const passwords = { databasePassword, 'boardApi.redis.password': boardApi.redis?.password };
  app.node.addValidation({ validate: () => unusedCiphertexts(app, passwords) });
  const labels: CommonLabels = { 'app.kubernetes.io/part-of': 'wealist', environment: environment.name ?? name };
  const namespaces = new NamespacesChart(app, 'namespaces', {
    labels,
    cluster,
    ...(environment.namespaces && { namespaces: environment.namespaces }),
  });
  const propsOf = (system: System) => ({ environment, namespace: namespaces.of(system), labels });
  const postgresql = new PostgresqlChart(app, 'postgresql', propsOf('postgresql'));
  const { database } = postgresql;
  return {
    namespaces,
    postgresql,
    'board-api': new BoardApiChart(app, 'board-api', { ...propsOf('board-api'), database }),
    frontend: new FrontendChart(app, 'frontend', propsOf('frontend')),
    'hello-world': new HelloWorldChart(app, 'hello-world', propsOf('hello-world')),
    'hello-server': new HelloServerChart(app, 'hello-server', propsOf('hello-server')),
  };
}
