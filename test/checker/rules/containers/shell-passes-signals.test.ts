import { describe, expect, test } from '@jest/globals';
import { shellPassesSignals } from '../../../../lib/checker/rules/containers/shell-passes-signals';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('shell-passes-signals', () => {
  const script = (text: string, pod = 'terminationGracePeriodSeconds: 60') =>
    judge(shellPassesSignals, deployment(`{ name: api, command: [sh, -c, "${text}"] }`, pod));

  test('finds a shell in front of a server that is to stop in time', () => {
    expect(script('echo start; java -jar app.jar')).toEqual([shellPassesSignals.example]);
  });

  test('exec, a trap, a single command and the usual time are in order', () => {
    expect(script('echo start; exec java -jar app.jar')).toEqual([]);
    expect(script('trap stop TERM; java -jar app.jar')).toEqual([]);
    expect(script('java -jar app.jar')).toEqual([]);
    expect(script('echo start; java -jar app.jar', 'restartPolicy: Always')).toEqual([]);
  });
});
