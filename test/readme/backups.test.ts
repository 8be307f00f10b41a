import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { identity, type Json, listAt, valueAt } from '../../lib/checker/manifest/manifest';
import { manifestsOf, problemsOf } from '../../lib/synthesis/manifests';
import { toYaml } from '../../lib/synthesis/yaml-writer';
import { assemble } from '../../lib/wealist/charts/index';
import { prod as environment } from '../wealist/environments/prod';
import { archived, toBucket } from './backup-settings';

const read = (...file: string[]): string => readFileSync(path.join(__dirname, '..', '..', ...file), 'utf8');
const page = read('docs', 'databases', 'backups.md');
const blocks = [...page.matchAll(/```sh\n([^`]*)```/g)].map(([, block = '']) => block);
const examplesOf = (text: string) => [...text.matchAll(/```ts\n([^`]*)```/g)].map(([, block = '']) => block);
const examples = examplesOf(page);
/** The lines of a text, wherever they are indented to. */
const flat = (text: string): string => text.replace(/^ +/gm, '');
const prod = [...manifestsOf(assemble('prod', environment)).values()].flat();
const find = (name: string) => prod.find((manifest) => identity(manifest) === name);

/** What a command of the page hands to `kubectl create`, where kubectl makes the Job of a CronJob as it does. */
function handedOver(block: string): Json[] {
  const jobTemplate = valueAt(find('CronJob postgresql-prod/postgres-restore'), 'spec', 'jobTemplate') ?? {};
  const job = toYaml([{ apiVersion: 'batch/v1', kind: 'Job', ...Object(jobTemplate) }]);
  const kubectl = 'kubectl() { case "$*" in *dry-run*) printf %s "$JOB" ;; *filename*) cat ;; esac; }';
  const [creation = ''] = block.split(/^until/m);
  const { stdout, stderr } = spawnSync('sh', ['-euc', `${kubectl}\n${creation}`], {
    encoding: 'utf8',
    env: { ...process.env, JOB: job },
  });
  expect(stderr).toBe('');
  const pod = valueAt(parse(stdout), 'spec', 'template', 'spec');
  return [...listAt(pod, 'initContainers'), ...listAt(pod, 'containers')];
}

const variables = (container: Json) =>
  Object.fromEntries(listAt(container, 'env').map((entry) => [valueAt(entry, 'name'), valueAt(entry, 'value')]));

describe('the page about backups', () => {
  test('makes Jobs of CronJobs that prod has', () => {
    const named = [...page.matchAll(/--namespace (\S+) --from=cronjob\/(\S+)/g)];
    expect(named).toHaveLength(4);
    for (const [, namespace, name] of named) expect(find(`CronJob ${namespace}/${name}`)).toBeDefined();
  });

  test('stops and starts every client that the database has in prod', () => {
    const scaled = [...page.matchAll(/kubectl scale deployment\/(\S+) --namespace (\S+) --replicas=(\d+)/g)];
    expect(scaled.map(([, name, namespace, replicas]) => [name, namespace, replicas])).toEqual([
      ['board-api', 'board-api-prod', '0'],
      ['board-api', 'board-api-prod', '3'],
    ]);
    const clients = listAt(find('NetworkPolicy postgresql-prod/postgres'), 'spec', 'ingress').map((rule) =>
      valueAt(listAt(rule, 'from')[0], 'podSelector', 'matchLabels', 'app.kubernetes.io/name'),
    );
    expect(clients).toEqual(['postgres-backup', 'board-api']);
  });

  test('chooses a dump by its name', () => {
    const [block = ''] = blocks.filter((each) => each.includes('value: newest'));
    const [restore = {}] = handedOver(block);
    expect(variables(restore)).toEqual({ DUMP: 'postgres-20260102T030005Z.dump', MODE: 'replace' });
  });

  test('rehearses a restore', () => {
    const [block = ''] = blocks.filter((each) => each.includes('value: replace'));
    const [restore = {}] = handedOver(block);
    expect(variables(restore)).toEqual({ DUMP: 'newest', MODE: 'rehearse' });
  });

  test.each([
    ['', 'goes on waiting'],
    ['FailureTarget', 'goes on waiting'],
    ['SuccessCriteriaMet Complete', 'ends'],
    ['FailureTarget Failed', 'ends'],
  ])('waits for Jobs: where the conditions of one are "%s", the command %s', (conditions, outcome) => {
    const waits = page.match(/^until .*? done$/gms) ?? [];
    expect(waits).toHaveLength(page.match(/^kubectl delete job/gm)?.length ?? 0);
    for (const wait of waits) {
      const script = `kubectl() { printf %s '${conditions}'; }; sleep() { exit 9; }; ${wait}`;
      expect(spawnSync('sh', ['-euc', script]).status).toBe(outcome === 'ends' ? 0 : 9);
    }
  });

  test('shows the backup that prod has', () => {
    const [example = ''] = examples;
    expect(flat(read('test', 'wealist', 'frozen', 'prod.ts'))).toContain(flat(example));
  });

  test('shows settings that compile', () => {
    const compiled = flat(read('test', 'readme', 'backup-settings.ts'));
    const others = [...examples.slice(1), ...examplesOf(read('docs', 'databases', 'metrics.md'))];
    expect(others).toHaveLength(3);
    for (const example of others) expect(compiled).toContain(flat(example));
  });

  test.each([toBucket, archived])('shows settings that no construct refuses', (settings) => {
    const charts = assemble('prod', { ...environment, ...settings });
    expect(problemsOf(charts.namespaces.node.root)).toEqual([]);
  });

  test.each([
    'PersistentVolumeClaim postgresql-prod/postgres-backup',
    'StatefulSet postgresql-prod/postgres',
    'Deployment board-api-prod/board-api',
  ])('speaks of %s, which is there', (name) => {
    expect(find(name)).toBeDefined();
  });
});
