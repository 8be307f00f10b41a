import { describe, expect, test } from '@jest/globals';
import { type Edge, HttpService, Probe } from '../../lib';
import { entriesAt, listAt, stringAt, valueAt } from '../../lib/checker/manifest/manifest';
import * as service from './service-props';
import { Program } from './synthesize';

/** Two services in two namespaces, in charts of their own. */
function twoServices(config: Record<string, string> = { LOG_LEVEL: 'info' }) {
  const program = new Program();
  const render = (name: string, props: object = {}) => {
    const probe = Probe.http('/health');
    const shared = { ...service.minimal, namespace: program.namespace(`${name}-test`), name };
    return new HttpService(program.chart(name), name, {
      ...shared,
      port: 8080,
      liveness: probe,
      readiness: probe,
      ...props,
    });
  };
  const users = render('users');
  const orders = render('orders', { calls: { USERS_URL: users }, config });
  return { program, users, orders };
}

const variables = (program: Program, deployment: string) =>
  Object.fromEntries(
    listAt(program.container(deployment), 'env').map((entry) => [stringAt(entry, 'name'), stringAt(entry, 'value')]),
  );

/** Of an edge, the namespaces and the port. */
const ends = ({ from, to, port }: Edge) => [from.namespace, to.namespace, port];

describe('a call to another service', () => {
  test('gives the caller the URL of the Service', () => {
    const { program } = twoServices();
    expect(variables(program, 'Deployment orders-test/orders')).toEqual({
      USERS_URL: 'http://users.users-test.svc.cluster.local',
    });
    expect(valueAt(program.container('Deployment users-test/users'), 'env')).toBeUndefined();
  });

  test('opens the NetworkPolicies of both services on the container port, and no other way', () => {
    const { program } = twoServices();
    expect(program.edges.map(ends)).toEqual([
      ['orders-test', 'users-test', 8080],
      ['orders-test', 'users-test', 8080],
    ]);
    const sides = (policy: string) => entriesAt(program.find(policy), 'spec').map(([field]) => field);
    expect(sides('NetworkPolicy orders-test/orders')).toContain('egress');
    expect(sides('NetworkPolicy orders-test/orders')).not.toContain('ingress');
    expect(sides('NetworkPolicy users-test/users')).toContain('ingress');
    expect(sides('NetworkPolicy users-test/users')).not.toContain('egress');
  });

  test('may be mutual', () => {
    const { program, users, orders } = twoServices();
    users.call('ORDERS_URL', orders);
    expect(program.problems).toEqual([]);
    expect(program.files).toEqual(['0-namespaces.k8s.yaml', '1-orders.k8s.yaml', '1-users.k8s.yaml']);
    expect(variables(program, 'Deployment users-test/users')).toEqual({
      ORDERS_URL: 'http://orders.orders-test.svc.cluster.local',
    });
  });

  test('is refused under a variable that another call has', () => {
    const { program, orders, users } = twoServices();
    orders.call('USERS_URL', users);
    expect(program.problems).toEqual([
      'orders/orders: calls: expected a variable of its own for each service, received "USERS_URL"',
    ]);
  });

  test('is refused under a name that is no variable, or that config has', () => {
    const { program, users, orders } = twoServices({ ORDERS_URL: 'http://elsewhere' });
    orders.call('ORDERS_URL', users);
    users.call('orders-url', orders);
    expect(program.problems).toEqual([
      expect.stringMatching(/^users\/users: calls: expected .+, received "orders-url"$/),
      expect.stringMatching(/^orders\/orders: config: expected no ORDERS_URL, which the service sets itself/),
    ]);
  });
});
