import { describe, expect, test } from '@jest/globals';
import { edit, FROZEN, frozenClone, synth, VERSIONS } from '../clone';

describe('npm run synth', () => {
  const folder = frozenClone();
  edit(folder, `${FROZEN}/prod.ts`, 'minReplicas: 3, maxReplicas: 10, cpuPercent: 70', 'replicas: 3');
  const first = synth(folder, 'prod').stdout;

  test('says below the line of an environment what its change leads to', () => {
    expect(first).toMatch(
      /^prod: \d+ objects .*changed: 1-board-api\.k8s\.yaml\nprod: capacity: requests of the most pods/m,
    );
  });

  test('names what is rendered no more, with the command that removes it', () => {
    expect(first).toContain(
      '\nprod: gone: HorizontalPodAutoscaler board-api-prod/board-api: kubectl delete horizontalpodautoscaler board-api --namespace board-api-prod, or your GitOps tool prunes it\n',
    );
  });

  test('says nothing of a change that is written already', () => {
    expect(synth(folder, 'prod').stdout).toMatch(/unchanged\n$/);
  });

  test('says the same of several environments in one line', () => {
    for (const name of ['dev', 'prod']) {
      edit(folder, `${FROZEN}/${name}.ts`, /hello-world', '1\.0\.0'/, "hello-world', '1.1.0'");
      edit(folder, VERSIONS, new RegExp(`(?<="${name}": \\{[^}]*"hello-world": ")1\\.0\\.0`), '1.1.0');
    }
    expect(synth(folder).stdout).toContain(
      '\ndev, prod: restart: Deployment hello-world-<environment>/hello-world: its pods are replaced: ',
    );
  });
});
