import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { SYSTEMS } from '../../lib/wealist/environments/environment';
import { environments } from '../../lib/wealist/environments/index';
import { clone, distOf, edit, frozenClone, root, synth } from '../clone';

const readme = readFileSync(path.join(root, 'README.md'), 'utf8');
const fileOf = (environment: string): string => `lib/wealist/environments/${environment}.ts`;

describe('the README, followed to the letter,', () => {
  /** What stands in backquotes in a step of the README, by how the step begins. */
  const code = (step: string): string[] => {
    const line = new RegExp(`^\\d\\. ${step}.*(\\n {3}.*)*`, 'm').exec(readme)?.[0] ?? '';
    return [...line.matchAll(/`([^`]+)`/g)].map(([, words = '']) => words);
  };

  test('shows what synth prints', () => {
    const uncounted = (text: string) => text.replace(/\d+ objects in \d+ files/g, 'objects');
    expect(uncounted(readme)).toContain(`\`\`\`\n${uncounted(synth(frozenClone(), 'dev').stdout)}\`\`\`\n`);
  });

  ('qa' in environments ? test.skip : test)('adds an environment', () => {
    const folder = clone();
    const [copy = ''] = code('Copy a file');
    const [, , from = '', to = ''] = /^(cp) (\S+) (\S+)$/.exec(copy) ?? [];
    cpSync(path.join(folder, from), path.join(folder, to));
    edit(folder, to, 'export const staging', 'export const qa');
    edit(folder, to, /hosts: \{[^}]*\}/, "hosts: { wealist: 'qa.example.org', helloWorld: 'hello.qa.example.org' }");
    edit(folder, to, /key: '[^']*'/, "key: 'wealist/qa/postgresql'");
    const [index = '', line = '', table = ''] = code('In \\[`lib/wealist/environments/index.ts`');
    edit(folder, index, 'import { staging }', `${line}\nimport { staging }`);
    expect(table).toContain('qa');
    edit(folder, index, 'table({ ', 'table({ qa, ');
    expect(synth(folder)).toMatchObject({ status: 0, stderr: '' });
    const files = Object.keys(distOf(folder));
    const staging = files.filter((file) => file.startsWith('staging'));
    expect(files.filter((file) => file.startsWith('qa'))).toEqual(staging.map((file) => file.replace('staging', 'qa')));
  });

  (SYSTEMS.some((system: string) => system === 'chat-api') ? test.skip : test)('adds a service', () => {
    const folder = clone();
    const [, place = '', name = ''] = code('Add its name');
    edit(folder, place, '] as const', `, ${name}] as const`);
    const [list = '', tag = '', , imported = ''] = code('Add its tag');
    for (const environment of Object.keys(environments)) {
      const text = readFileSync(path.join(folder, fileOf(environment)), 'utf8');
      if (text.includes(`${list}({`)) edit(folder, fileOf(environment), `${list}({`, `${list}({ ${tag},`);
      else edit(folder, fileOf(environment), '  images: {\n', `  images: {\n    ${imported},\n`);
    }
    const [chart = ''] = code('Write its chart');
    const source = /^ {3}```ts\n([^`]+)^ {3}```$/m.exec(readme)?.[1] ?? '';
    writeFileSync(path.join(folder, chart), source.replace(/^ {3}/gm, ''));
    const [assembly = '', line = '', , call = ''] = code('In \\[`lib/wealist/charts/index.ts`');
    edit(folder, assembly, 'import { FrontendChart }', `${line}\nimport { FrontendChart }`);
    edit(folder, assembly, '    frontend: new', `    ${call}\n    frontend: new`);
    expect(synth(folder)).toMatchObject({ status: 0, stderr: '' });
    for (const environment of Object.keys(environments)) {
      expect(Object.keys(distOf(folder))).toContain(path.join(environment, '1-chat-api.k8s.yaml'));
    }
  });
});
