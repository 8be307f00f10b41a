import { describe, expect, test } from '@jest/globals';
import { optionsRead } from '../../../../lib/checker/rules/containers/options-read';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('options-read', () => {
  const java = (command: string, more = '') =>
    judge(optionsRead, deployment(`{ name: api, ${command}, env: [{ name: JAVA_OPTS, value: "-Xmx512m" }${more}] }`));

  test('finds options that nobody reads', () => {
    expect(java('command: [java, -jar, app.jar]')).toEqual([optionsRead.example]);
    expect(java('command: [sh, -c, "exec java -jar app.jar"]')).toHaveLength(1);
  });

  test.each([
    ['a script that reads the options', java('command: [sh, -c, "exec java $JAVA_OPTS -jar app.jar"]')],
    ['a word that Kubernetes fills in', java('command: [java, $(JAVA_OPTS), -jar, app.jar]')],
    ['the entrypoint of the image', java('args: [java, -jar, app.jar]')],
    [
      'another variable with the options',
      java('command: [java, -jar, a.jar]', ', { name: JAVA_TOOL_OPTIONS, value: -Xmx1g }'),
    ],
    ['a start script', java('command: [/app/bin/start]')],
  ])('accepts %s', (_, found) => {
    expect(found).toEqual([]);
  });
});
