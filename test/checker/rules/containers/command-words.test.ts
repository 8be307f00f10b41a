import { describe, expect, test } from '@jest/globals';
import { commandWords } from '../../../../lib/checker/rules/containers/command-words';
import { judge } from '../judge';
import { deployment } from '../workloads';

describe('command-words', () => {
  const probe = (command: string) => deployment(`{ name: api, livenessProbe: { exec: { command: ${command} } } }`);

  test('finds a command in one string', () => {
    expect(judge(commandWords, probe('["pg_isready -U app"]'))).toEqual([commandWords.example]);
  });

  test('finds the command of a container and of a hook', () => {
    const yaml = deployment(
      '{ name: api, command: ["python main.py"], lifecycle: { preStop: { exec: { command: ["sleep 10"] } } } }',
    );
    expect(judge(commandWords, yaml)).toHaveLength(2);
  });

  test.each([
    ['words', '[pg_isready, -U, app]'],
    ['a script of a shell', '[sh, -c, "pg_isready -U app"]'],
    ['a path with a space of a Windows program', '["C:\\\\Program Files\\\\app.exe"]'],
  ])('accepts %s', (_, command) => {
    expect(judge(commandWords, probe(command))).toEqual([]);
  });
});
