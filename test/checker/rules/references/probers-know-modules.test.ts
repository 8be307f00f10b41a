import { describe, expect, test } from '@jest/globals';
import { probersKnowModules } from '../../../../lib/checker/rules/references/probers-know-modules';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('probers-know-modules', () => {
  const exporter = configMap('blackbox', '"config.yml": "modules:\\n  http_2xx: { prober: http }\\n"');
  const probe = (spec: string) => object('Probe', 'web', spec);

  test('finds a module that the exporter does not have', () => {
    expect(judge(probersKnowModules, exporter + probe('module: http_get'))).toEqual([probersKnowModules.example]);
    expect(judge(probersKnowModules, exporter + probe('module: http_2xx'))).toEqual([]);
    expect(judge(probersKnowModules, probe('module: http_get'))).toEqual([]);
    expect(judge(probersKnowModules, exporter + probe('interval: 30s'))).toEqual([]);
  });

  test('finds a scheme before the host of the exporter', () => {
    const url = (text: string) => judge(probersKnowModules, probe(`prober: { url: "${text}" }`));
    expect(url('http://blackbox:9115')).toEqual([expect.stringContaining('expected the host and the port alone')]);
    expect(url('blackbox:9115')).toEqual([]);
  });
});
