import { App, type Chart } from 'cdk8s';
import type { Environment, System } from '../environments/environment';
import { BoardApiChart } from './board-api';
import { FrontendChart } from './frontend';
import { HelloServerChart } from './hello-server';
import { HelloWorldChart } from './hello-world';
import { idleCiphertexts } from './idle-ciphertexts';
import { NamespacesChart } from './namespaces';
import { PostgresqlChart } from './postgresql';

/** The charts of one environment, by the names of their files. */
export type Charts = Readonly<Record<System | 'namespaces', Chart>>;

/** Every system of an environment, wired: the one place that knows who talks to whom across charts. */
export function assemble(name: string, environment: Environment): Charts {
  const app = new App();
  const { cluster, databasePassword, boardApi } = environment;
  const passwords = { databasePassword, 'boardApi.redis.password': boardApi.redis?.password };
  app.node.addValidation({ validate: () => idleCiphertexts(app, passwords) });
  const namespaces = new NamespacesChart(app, 'namespaces', {
    environment: environment.name ?? name,
    cluster,
    ...(environment.namespaces && { namespaces: environment.namespaces }),
  });
  const postgresql = new PostgresqlChart(app, 'postgresql', { environment, namespace: namespaces.of('postgresql') });
  return {
    namespaces,
    postgresql,
    'board-api': new BoardApiChart(app, 'board-api', {
      environment,
      namespace: namespaces.of('board-api'),
      database: postgresql.database,
    }),
    frontend: new FrontendChart(app, 'frontend', { environment, namespace: namespaces.of('frontend') }),
    'hello-world': new HelloWorldChart(app, 'hello-world', { environment, namespace: namespaces.of('hello-world') }),
    'hello-server': new HelloServerChart(app, 'hello-server', {
      environment,
      namespace: namespaces.of('hello-server'),
    }),
  };
}
