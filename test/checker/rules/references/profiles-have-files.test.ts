import { describe, expect, test } from '@jest/globals';
import { profilesHaveFiles } from '../../../../lib/checker/rules/references/profiles-have-files';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('profiles-have-files', () => {
  const api = (file: string, name: string, value: string) =>
    judge(
      profilesHaveFiles,
      configMap('api', `"${file}": "a: 1"`) +
        object(
          'Deployment',
          'api',
          `template: { spec: { volumes: [{ name: c, configMap: { name: api } }], containers: [{ name: api, env: [{ name: ${name}, value: "${value}" }], volumeMounts: [{ name: c, mountPath: /config }] }] } }`,
        ),
    );

  test('finds a profile whose file has another name', () => {
    expect(api('application-prod.yml', 'SPRING_PROFILES_ACTIVE', 'production')).toEqual([profilesHaveFiles.example]);
    expect(api('appsettings.Production.json', 'ASPNETCORE_ENVIRONMENT', 'Prod')).toHaveLength(1);
  });

  test('accepts one of several profiles, and a file for all of them', () => {
    expect(api('application-prod.yml', 'SPRING_PROFILES_ACTIVE', 'k8s,prod')).toEqual([]);
    expect(api('application.yml', 'SPRING_PROFILES_ACTIVE', 'production')).toEqual([]);
    expect(api('application-prod.yml', 'SPRING_PROFILES_ACTIVE', '$(STAGE)')).toEqual([]);
  });
});
