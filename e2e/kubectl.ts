import { spawn } from 'node:child_process';
import type { Json } from '../lib/checker';

/** A command that failed, with the words of kubectl. */
export class CommandFailed extends Error {}

/** kubectl as installed, with one context. */
export class Kubectl {
  constructor(private readonly context: string) {}

  /** Runs a command. Returns the standard output. */
  run(...args: readonly string[]): Promise<string> {
    return this.start(args, '');
  }

  /** Applies manifests that no file holds. */
  apply(...manifests: readonly object[]): Promise<string> {
    const list = { apiVersion: 'v1', kind: 'List', items: manifests };
    return this.start(['apply', '--filename', '-'], JSON.stringify(list));
  }

  /** Runs a command that prints JSON. */
  async json(...args: readonly string[]): Promise<Json> {
    return JSON.parse(await this.run(...args, '--output', 'json')) as Json;
  }

  /** The objects of a kind, with their fields. */
  async list(kind: string, ...args: readonly string[]): Promise<readonly Json[]> {
    return ((await this.json('get', kind, ...args)) as { readonly items: readonly Json[] }).items;
  }

  /** Runs a shell script in a pod. */
  shell(namespace: string, pod: string, script: string, ...args: readonly string[]): Promise<string> {
    return this.run('exec', pod, '--namespace', namespace, '--', 'sh', '-c', script, 'sh', ...args);
  }

  private start(args: readonly string[], input: string): Promise<string> {
    return new Promise((resolve, reject) => {
      const child = spawn('kubectl', ['--context', this.context, ...args]);
      const [out, err]: [string[], string[]] = [[], []];
      child.stdout.setEncoding('utf8').on('data', (text: string) => out.push(text));
      child.stderr.setEncoding('utf8').on('data', (text: string) => err.push(text));
      child.on('error', (error) => reject(new CommandFailed(`kubectl does not run: ${error.message}`)));
      child.on('close', (code) => {
        if (code === 0) return resolve(out.join(''));
        // Of the output nothing: a Secret may be in it.
        reject(new CommandFailed(`kubectl ${args.slice(0, 3).join(' ')}: ${err.join('').trim()}`));
      });
      child.stdin.end(input);
    });
  }
}

export const pause = (seconds: number): Promise<void> =>
  new Promise((resolve) => {
    setTimeout(resolve, seconds * 1000);
  });

/** Asks until the answer is not undefined. Returns undefined after the given time. */
export async function until<T>(seconds: number, ask: () => Promise<T | undefined>): Promise<T | undefined> {
  const end = performance.now() + seconds * 1000;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined || performance.now() > end) return answer;
    await pause(0.5);
  }
}
