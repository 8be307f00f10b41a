import { describe, expect, test } from '@jest/globals';
import { probersKnowModules } from '../../../../lib/checker/rules/references/probers-know-modules';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('probers-know-modules', () => {
  const exporter = configMap('blackbox', '"config.yml": "modules:\\n  http_2xx: { prober: http }\\n"');
  const service = object('Service', 'blackbox', 'ports: [{ port: 9115 }]');
  const probe = (spec: string, url = 'blackbox.default:9115') =>
    service + object('Probe', 'web', `prober: { url: "${url}" }, ${spec}`);

  test('finds a module that the exporter does not have', () => {
    expect(judge(probersKnowModules, exporter + probe('module: http_get'))).toEqual([probersKnowModules.example]);
    expect(judge(probersKnowModules, exporter + probe('module: http_2xx'))).toEqual([]);
    expect(judge(probersKnowModules, probe('module: http_get'))).toEqual([]);
    expect(judge(probersKnowModules, exporter + probe('interval: 30s'))).toEqual([]);
    expect(judge(probersKnowModules, exporter + probe('module: if_mib', 'snmp.default:9116'))).toEqual([]);
  });

  test('finds a scheme before the host of the exporter', () => {
    const url = (text: string) => judge(probersKnowModules, probe('interval: 30s', text));
    expect(url('http://blackbox:9115')).toEqual([expect.stringContaining('expected the host and the port alone')]);
    expect(url('blackbox:9115')).toEqual([]);
  });
});
