import { describe, expect, test } from '@jest/globals';
import { profilesDefined } from '../../../../lib/checker/rules/containers/profiles-defined';
import { judge } from '../judge';
import { configMap, object } from '../workloads';

describe('profiles-defined', () => {
  const job = (command: string, ...maps: string[]) =>
    object(
      'Job',
      'build',
      `template: { spec: { volumes: [${maps.map((name) => `{ name: ${name}, configMap: { name: ${name} } }`)}], containers: [{ name: dbt, command: [sh, -c, "${command}"], volumeMounts: [${maps.map((name) => `{ name: ${name}, mountPath: /${name} }`)}] }] } }`,
    );
  const project = (profile: string) => configMap('project', `dbt_project.yml: "name: a\\nprofile: ${profile}"`);
  const profiles = configMap(
    'profiles',
    `profiles.yml: ${JSON.stringify('config: {}\nshop:\n  target: prod\n  outputs: { prod: { user: "{{ env_var(\'A\') }}" } }')}`,
  );
  const dbt = (profile: string, command = 'dbt build', made = profiles) =>
    judge(profilesDefined, job(command, 'project', 'profiles') + project(profile) + made);

  test('finds a profile that the file does not define', () => {
    expect(dbt('warehouse')).toEqual([profilesDefined.example]);
    expect(dbt('shop')).toEqual([]);
    expect(dbt('warehouse', 'dbt build --profile shop')).toEqual([]);
    expect(dbt('shop', 'dbt build --profile warehouse')).toHaveLength(1);
    expect(dbt("'{{ var }}'")).toEqual([]);
    expect(judge(profilesDefined, job('dbt build', 'project') + project('warehouse'))).toEqual([]);
  });

  test('finds an output that the profile does not have', () => {
    expect(dbt('shop', 'dbt build --target production')).toEqual([
      expect.stringContaining('expected an output of profiles.yml (prod), received "production"'),
    ]);
    expect(dbt('shop', 'dbt build --target prod')).toEqual([]);
    expect(dbt('shop', 'make --target production')).toEqual([]);
  });

  test('shows no profile of a Secret', () => {
    const secret = profiles.replace('ConfigMap', 'Secret').replace('\ndata:', '\nstringData:');
    const found = judge(
      profilesDefined,
      (job('dbt build', 'project', 'profiles') + project('warehouse') + secret).replace(
        'configMap: { name: profiles }',
        'secret: { secretName: profiles }',
      ),
    );
    expect(found).toEqual([
      'ConfigMap default/project: data[dbt_project.yml]: expected a profile of profiles.yml, received "warehouse" [profiles-defined]',
    ]);
  });

  test('finds a context that a kubeconfig does not define', () => {
    const config = (context: string) =>
      configMap('kube', `config: "current-context: ${context}\\ncontexts: [{ name: prod }, { name: test }]"`);
    expect(judge(profilesDefined, job('kubectl get pods', 'kube') + config('production'))).toHaveLength(1);
    expect(judge(profilesDefined, job('kubectl get pods', 'kube') + config('prod'))).toEqual([]);
    expect(judge(profilesDefined, job('kubectl --context tset get pods', 'kube') + config('prod'))).toHaveLength(1);
  });
});
