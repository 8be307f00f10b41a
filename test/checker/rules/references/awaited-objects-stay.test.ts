import { describe, expect, test } from '@jest/globals';
import { awaitedObjectsStay } from '../../../../lib/checker/rules/references/awaited-objects-stay';
import { judge } from '../judge';
import { object } from '../object';
import { deployment } from './objects';

describe('awaited-objects-stay', () => {
  const job = (spec = '', id = 'migrate') => object('Job', id, `spec: { ${spec} }`, 'batch/v1');
  const waiter = (command: string) =>
    deployment('api', `initContainers: [{ name: wait, command: ${command} }], containers: [{ name: api }]`);
  const said = (command: string, jobs = job()) => judge(awaitedObjectsStay, jobs + waiter(command));
  const WAIT = '[kubectl, wait, --for=condition=complete, job/migrate]';

  test('finds a Job that is deleted as soon as it has ended', () => {
    expect(said(WAIT, job('ttlSecondsAfterFinished: 0'))).toEqual([awaitedObjectsStay.example]);
    expect(said(WAIT, job('ttlSecondsAfterFinished: 600'))).toEqual([]);
    expect(said(WAIT)).toEqual([]);
    expect(said('[kubectl, get, job/migrate]', job('ttlSecondsAfterFinished: 0'))).toEqual([]);
    expect(said('[echo, wait, job/migrate]', job('ttlSecondsAfterFinished: 0'))).toEqual([]);
  });

  test('finds a mistyped name', () => {
    expect(said('[kubectl, wait, --for=condition=complete, job/migrations]')).toEqual([
      'Deployment default/api: spec.template.spec.initContainers[wait].command: expected a Job in namespace default, received "Job default/migrations"; did you mean "migrate"? [awaited-objects-stay]',
    ]);
    expect(said('[sh, -c, "until kubectl rollout status deployment apu; do sleep 1; done"]')).toHaveLength(1);
    expect(said('[sh, -c, "kubectl rollout status deployment api"]')).toEqual([]);
    expect(said('[kubectl, wait, job/seed]')).toEqual([]);
    expect(said('[kubectl, wait, job/migrations]', job() + job('', 'seed'))).toEqual([]);
    expect(said('[kubectl, wait, pod/migrated]')).toEqual([]);
  });

  test('looks into the namespace of the command', () => {
    expect(said('[sh, -c, "kubectl -n jobs wait job/migrat"]')).toEqual([]);
    expect(said('[sh, -c, "kubectl wait job/migrat -n jobs"]', job('', 'jobs/migrate'))).toHaveLength(1);
    expect(said('[sh, -c, "kubectl wait job/migrat -n $PLACE"]')).toEqual([]);
  });

  test('knows the images that only wait', () => {
    const pod = (image: string) =>
      deployment('api', `initContainers: [{ name: wait, image: "${image}", args: [job, migrat] }]`) + job();
    expect(judge(awaitedObjectsStay, pod('ghcr.io/groundnuty/k8s-wait-for:v2.0'))).toHaveLength(1);
    expect(judge(awaitedObjectsStay, pod('acme/runner:v2.0'))).toEqual([]);
  });
});
