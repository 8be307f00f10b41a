import { describe, expect, test } from '@jest/globals';
import { noSleepingContainers } from '../../../../lib/checker/rules/security/no-sleeping-containers';
import { judge } from '../judge';
import { API, deployment } from '../pods';

describe('no-sleeping-containers', () => {
  const debug = (more: string) => deployment(`{ name: debug, ${more} }`);

  test('finds a side-car that only sleeps', () => {
    expect(judge(noSleepingContainers, debug('command: [sleep, "9999"]'))).toEqual([noSleepingContainers.example]);
  });

  test.each([
    ['args: [sleep, infinity]', 'args', 'sleep infinity'],
    ['command: [tail, -f, /dev/null]', 'command', 'tail -f /dev/null'],
    ['command: [/bin/sh, -c, "sleep infinity"]', 'command', 'sleep infinity'],
    ['command: [bash, -ec], args: ["while true; do sleep 30; done"]', 'command', 'sleep 30'],
    ['command: [sh, -c, "trap : TERM; sleep infinity & wait"]', 'command', 'sleep infinity'],
    ['command: [tini, --, sleep, infinity]', 'command', 'sleep infinity'],
  ])('finds %s', (more, field, received) => {
    expect(judge(noSleepingContainers, debug(more))).toEqual([
      `${API}.containers[debug].${field}: expected a program that does something (to look into a pod: kubectl debug), received "${received}" [no-sleeping-containers]`,
    ]);
  });

  test.each([
    ['a program', 'command: [nginx]'],
    ['the program of the image', 'image: busybox'],
    ['a wait before the program', 'command: [sh, -c, "sleep 5 && exec nginx"]'],
    ['work between waits', 'command: [sh, -c, "while true; do backup; sleep 60; done"]'],
    ['a file that is followed', 'command: [tail, -F, /var/log/app.log]'],
    ['a shell that does nothing', 'command: [sh, -c, "true"]'],
  ])('accepts %s', (_, more) => {
    expect(judge(noSleepingContainers, debug(more))).toEqual([]);
  });

  test('accepts init containers and jobs, which end', () => {
    expect(
      judge(
        noSleepingContainers,
        deployment('{ name: api }', 'initContainers: [{ name: wait, command: [sleep, "5"] }]'),
      ),
    ).toEqual([]);
    const job = debug('command: [sleep, "5"]').replace('kind: Deployment', 'kind: Job');
    expect(judge(noSleepingContainers, job)).toEqual([]);
  });
});
