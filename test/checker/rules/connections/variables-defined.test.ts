import { describe, expect, test } from '@jest/globals';
import { variablesDefined } from '../../../../lib/checker/rules/connections/variables-defined';
import { judge } from '../judge';
import { deployment } from '../pods';

describe('variables-defined', () => {
  const env = (url: string, more = '') =>
    deployment(`{ name: api, env: [{ name: DB_HOST, value: db }, { name: URL, value: "${url}" }], ${more} }`);

  test('finds a variable that is misspelt', () => {
    expect(judge(variablesDefined, env('http://$(DB_HSOT)'))).toEqual([variablesDefined.example]);
  });

  test('finds a variable that stands below, or in itself', () => {
    const below = deployment('{ name: api, env: [{ name: A, value: $(B) }, { name: B, value: b }] }');
    expect(judge(variablesDefined, below)).toHaveLength(1);
    expect(judge(variablesDefined, env('$(URL)'))).toHaveLength(1);
  });

  test.each([
    ['a variable above', env('http://$(DB_HOST)')],
    ['a text that is meant', env('http://$$(DB_HSOT)')],
    ['an address that Kubernetes adds', env('http://$(DB_SERVICE_HOST)')],
    ['the keys of an unknown object', env('http://$(OTHER)', 'envFrom: [{ secretRef: { name: x } }]')],
    ['a command of a shell', deployment('{ name: api, args: ["echo $(hostname)"] }')],
  ])('accepts %s', (_, yaml) => {
    expect(judge(variablesDefined, yaml)).toEqual([]);
  });

  test('finds a name that no variable has in a command line, but not in a script', () => {
    const args = (word: string, command = 'app') =>
      judge(
        variablesDefined,
        deployment(`{ name: api, command: [${command}], args: ["${word}"], env: [{ name: POD_NAME, value: a }] }`),
      );
    expect(args('--id=$(PODNAME)')).toEqual([expect.stringContaining('did you mean "POD_NAME"?')]);
    expect(args('--id=$(POD_NAME)')).toEqual([]);
    expect(args('--id=$$(PODNAME)')).toEqual([]);
    expect(args('echo $(PODNAME)', 'sh, -c')).toEqual([]);
  });
});
