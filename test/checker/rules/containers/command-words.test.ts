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

  test('finds a command of options alone, which belong to the args', () => {
    const found = judge(commandWords, deployment('{ name: api, command: ["-c", "config_file=/etc/postgresql.conf"] }'));
    expect(found.join()).toContain('expected a program, or the options below args');
  });

  test.each([
    ['server /data --console-address=:9001', 1],
    ['--port=8080 --verbose', 1],
    ['--message=first --second', 1],
    ['server', 0],
    ['--filter=name eq -1', 0],
    ['a sentence - and more', 0],
  ])('args of one item: %s', (word, count) => {
    expect(judge(commandWords, deployment(`{ name: api, args: ["${word}"] }`))).toHaveLength(count);
  });

  test('a shell takes its script apart', () => {
    expect(judge(commandWords, deployment('{ name: api, command: [sh, -c], args: ["server --port=1"] }'))).toEqual([]);
    expect(judge(commandWords, deployment('{ name: api, command: [bash], args: ["run.sh --port=1"] }'))).toEqual([]);
  });

  test('finds an option and its value in one word', () => {
    const args = (words: string) => judge(commandWords, deployment(`{ name: api, args: ${words} }`));
    expect(args('["--config /etc/app.conf"]')).toHaveLength(1);
    expect(args('["--verbose=true", "--config /etc/app.conf"]')).toHaveLength(1);
    expect(args('["--config", "/etc/app.conf"]')).toEqual([]);
    expect(args('["--opts", "--level debug"]')).toEqual([]);
    expect(args('["sh", "-c", "--config /etc/app.conf"]')).toEqual([]);
  });
});
