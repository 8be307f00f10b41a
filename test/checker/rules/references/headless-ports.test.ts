import { describe, expect, test } from '@jest/globals';
import { headlessPorts } from '../../../../lib/checker/rules/references/headless-ports';
import { judge } from '../judge';
import { object } from '../object';
import { container, deployment, service } from './objects';

describe('headless-ports', () => {
  const pods = deployment('quotes', container('ports: [{ containerPort: 50051 }]'));
  const quotes = (kind: string) =>
    service('quotes', `${kind} selector: { app: quotes }, ports: [{ name: grpc, port: 80, targetPort: 50051 }]`);
  const client = (text: string) => object('ConfigMap', 'web', `data: { config: "${text}" }`);

  test('a client that calls a headless Service by its own port finds nobody there', () => {
    const call = client('dns:///quotes.default.svc:80');
    expect(judge(headlessPorts, pods + quotes('clusterIP: None,') + call)).toEqual([headlessPorts.example]);
    expect(judge(headlessPorts, pods + quotes('') + call)).toEqual([]);
  });

  test('the port of the pods is right, and a configuration of Envoy is read too', () => {
    const headless = pods + quotes('clusterIP: None,');
    expect(judge(headlessPorts, headless + client('quotes:50051'))).toEqual([]);
    expect(judge(headlessPorts, headless + client('{address: quotes, port_value: 80}'))).toHaveLength(1);
  });
});
