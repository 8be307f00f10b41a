import { describe, expect, test } from '@jest/globals';
import { alertsArrive } from '../../../../lib/checker/rules/availability/alerts-arrive';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('alerts-arrive', () => {
  const rule = (...severities: string[]) =>
    object(
      'PrometheusRule',
      'api',
      `groups: [{ name: api, rules: [${severities.map((each) => `{ expr: up, labels: { severity: ${each} } }`).join(', ')}] }]`,
    );
  const routes = (matcher: string) =>
    configMap('am', `"alertmanager.yml": "route:\\n  routes:\\n  - ${matcher}\\nreceivers: []\\n"`);
  const said = (...yaml: string[]) => judge(alertsArrive, yaml.join(''));
  const CRITICAL = routes("matchers: ['severity = critical']");

  test('finds a severity that no route has, where a route has one that no alert has', () => {
    expect(said(rule('crit'), CRITICAL)).toEqual([alertsArrive.example]);
    expect(said(rule('critcal'), CRITICAL)).toHaveLength(1);
    expect(said(rule('crit'), routes('match: { severity: critical }'))).toHaveLength(1);
    const config = object('AlertmanagerConfig', 'a', 'route: { matchers: [{ name: severity, value: critical }] }');
    expect(said(rule('crit'), config)).toHaveLength(1);
  });

  test('two words for an urgent alert are one', () => {
    const [page, urgent] = [rule('page', 'warning'), routes("matchers: ['severity = p1']")];
    expect(said(page, CRITICAL)[0]).toContain('expected "critical"');
    expect(said(page, urgent)).toHaveLength(1);
    expect(said(rule('pager'), CRITICAL)).toEqual([]);
    expect(said(page, routes("matchers: ['severity = info']"))).toEqual([]);
    expect(said(rule('page', 'critical'), CRITICAL)).toEqual([]);
  });

  test.each([
    ['the severity of the route', rule('critical'), CRITICAL],
    ['another severity', rule('warning'), CRITICAL],
    ['a severity beside that of the route', rule('crit', 'critical'), CRITICAL],
    ['a route of everything', rule('crit'), routes('receiver: a')],
    ['another team', rule('data').replace('severity', 'team'), routes("matchers: ['team = database']")],
    ['a word that is too short to be meant', rule('cri'), CRITICAL],
  ])('accepts %s', (_, ...yaml) => {
    expect(said(...yaml)).toEqual([]);
  });

  test('alerts go to a port of the Service', () => {
    const server = (port: string) =>
      object('Prometheus', 'main', `alerting: { alertmanagers: [{ name: alerts, port: ${port} }] }`) +
      object('Service', 'alerts', 'ports: [{ name: web, port: 9093 }]');
    expect(said(server('http'))).toEqual([
      'Prometheus default/main: spec.alerting.alertmanagers[alerts].port: expected a port of Service default/alerts (web, 9093), received "http" [alerts-arrive]',
    ]);
    expect(said(server('web'))).toEqual([]);
    expect(said(server('9093'))).toEqual([]);
  });
});
