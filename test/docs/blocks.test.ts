import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseAllDocuments } from 'yaml';
import { identity } from '../../lib/checker/manifest/manifest';
import { manifestsOf } from '../../lib/synthesis/manifests';
import { assemble } from '../../lib/wealist/charts/index';
import { chart } from '../../scripts/new/chart';
import { environments } from '../wealist/frozen/index';

const root = path.join(__dirname, '..', '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const below = (folder: string, pattern: RegExp): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((file) => path.posix.join(folder, file.replaceAll('\\', '/')))
    .filter((file) => pattern.test(file));

const pages = ['README.md', 'CONTRIBUTING.md', ...below('docs', /\.md$/)];
const flat = (text: string): string => text.replace(/ *\/\/ .*$|^ +/gm, '').replaceAll("'../../lib'", "'./lib'");

interface Block {
  readonly page: string;
  readonly language: string;
  readonly text: string;
}

const blocks = pages.flatMap((page) =>
  [...read(page).matchAll(/^( *)```(\w*)\n(.*?)^\1```$/gms)].map(
    ([, , language = '', text = '']): Block => ({ page, language, text: language === 'yaml' ? text : flat(text) }),
  ),
);
const of = (...languages: string[]) => blocks.filter(({ language }) => languages.includes(language));
const named = (each: readonly Block[]) => each.map((block) => [block.page, block] as const);

/** All code that tsc checks, or that a test of the applications runs. */
const compiled = [...below('test', /\.ts$/), ...below('lib', /\.ts$/), ...below('examples', /\.ts$/)].map(read);
const code: Readonly<Record<string, string>> = {
  ts: flat([...compiled, chart('chat-api')].join('\n')),
  python: flat(below('examples/apps', /\.py$/).map(read).join('\n')),
  dockerfile: flat(
    below('examples/apps', /Dockerfile$/)
      .map(read)
      .join('\n'),
  ),
};

describe('each block of code', () => {
  test('is in a language that a test reads', () => {
    const known = ['', 'sh', 'ts', 'yaml', 'json', 'python', 'dockerfile'];
    expect(blocks.filter(({ language }) => !known.includes(language))).toEqual([]);
  });

  test.each(named(of('ts', 'python', 'dockerfile')))('of %s stands in a file that is compiled or run', (_, block) => {
    const { language, text } = block;
    if (!code[language]?.includes(text)) expect(text).toBe(`part of a ${language} file`);
  });

  test.each(named(of('yaml')))('of %s is YAML', (_, { text }) => {
    expect(parseAllDocuments(text).flatMap(({ errors }) => errors)).toEqual([]);
  });

  test.each(named(of('sh')))('of %s is read by a shell', (_, { text }) => {
    expect(spawnSync('sh', ['-n'], { input: text.replace(/<[\w-]+>/g, 'word'), encoding: 'utf8' }).stderr).toBe('');
  });
});

describe('kubectl', () => {
  const rendered = Object.entries(environments).flatMap(([name, environment]) =>
    [...manifestsOf(assemble(name, environment)).values()].flat().map((each) => identity(each).toLowerCase()),
  );

  test('is told of objects that are rendered', () => {
    const strangers = pages
      .filter(isNew)
      .flatMap((page) =>
        [...read(page).matchAll(/kubectl .*?\b(deployment|statefulset|ingress|cronjob)\/(\S+).*?--namespace ([\w-]+)/g)]
          .map(([, kind, name, namespace]) => `${kind} ${namespace}/${name}`)
          .filter((object) => !object.includes('chat-api') && !rendered.includes(object)),
      );
    expect(strangers).toEqual([]);
  });

  test('is told of namespaces that are rendered', () => {
    const strangers = pages
      .filter(isNew)
      .flatMap((page) =>
        [...read(page).matchAll(/kubectl .*--namespace ([\w-]+)/g)]
          .map(([, namespace]) => `namespace ${namespace}`)
          .filter(
            (namespace) =>
              !/chat-api|ingress-nginx|argocd|flux-system/.test(namespace) && !rendered.includes(namespace),
          ),
      );
    expect(strangers).toEqual([]);
  });
});

/** Pages about changes, databases, rules, Secrets, traffic and workloads show environments and objects of their own. */
function isNew(page: string): boolean {
  return !/^docs\/(ko\/)?(changes|databases|rules|secrets|traffic|workloads)\b/.test(page);
}
