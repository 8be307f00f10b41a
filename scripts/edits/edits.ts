import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Clone } from './clone';

/** An edit of lib/wealist as a team makes it, and the tests that could notice. */
export interface Edit {
  readonly title: string;
  /** A `value` of an environment reaches the tests of lib/wealist alone; `code` reaches each test of a chart. */
  readonly of: 'value' | 'code';
  readonly make: (clone: Clone) => void;
}

const file = (environment: string) => `lib/wealist/environments/${environment}.ts`;
const chart = (name: string) => `lib/wealist/charts/${name}.ts`;

export const EDITS: readonly Edit[] = [
  {
    title: 'dev logs at another level',
    of: 'value',
    make: (clone) => clone.edit(file('dev'), /logLevel: '(\w+)'/, (level) => (level === 'info' ? 'error' : 'info')),
  },
  {
    title: 'prod runs another image',
    of: 'value',
    make: (clone) => clone.edit(file('prod'), /'hello-world': '([^']+)'/, (tag) => `${tag}-next`),
  },
  {
    title: 'prod has another greatest number of pods',
    of: 'value',
    make: (clone) => clone.edit(file('prod'), /maxReplicas: (\d+)/, (count) => String(Number(count) - 1)),
  },
  {
    title: 'every environment is below a domain of its team',
    of: 'value',
    make: (clone) => {
      for (const name of clone.environments()) {
        clone.edit(file(name), /hosts: \{ wealist: '([^']+)'/, (host) => `${host}.acme.io`);
        clone.edit(file(name), /helloWorld: '([^']+)'/, (host) => `${host}.acme.io`);
      }
    },
  },
  {
    title: 'staging runs another number of pods',
    of: 'value',
    make: (clone) => clone.edit(file('staging'), /replicas: (\d+)/, (count) => String(Number(count) + 1)),
  },
  {
    title: 'dev takes its password from another source',
    of: 'value',
    make: (clone) => {
      const source = "Password.external({ store: passwordStore, key: 'wealist/dev/postgresql', property: 'password' })";
      clone.edit(file('dev'), /databasePassword: (Password\.existing\(\))/, () => source);
      clone.edit(file('dev'), /import (\{ )ownImages/, () => '{ passwordStore, ');
    },
  },
  {
    title: 'local runs another tag of an image that is built there',
    of: 'value',
    make: (clone) => clone.edit(file('local'), /Image\.imported\('wealist-board-api', '([^']+)'/, () => 'next'),
  },
  {
    title: 'prod is backed up at another hour',
    of: 'value',
    make: (clone) => clone.edit(file('prod'), /schedule: '([^']+)'/, () => '30 4 * * *'),
  },
  {
    title: 'hello-world has one more variable',
    of: 'code',
    make: (clone) => clone.edit(chart('hello-world'), /config: (\{ )/, () => "{ GREETING: 'hello', "),
  },
  {
    title: 'hello-world has one more variable, another one in each environment',
    of: 'code',
    make: (clone) => {
      const settings = '  readonly greeting: string;\n    readonly logLevel';
      clone.edit(file('environment'), /(readonly logLevel)/, () => settings);
      clone.edit(chart('hello-world'), /(appEnv, logLevel)/, () => 'appEnv, greeting, logLevel');
      clone.edit(chart('hello-world'), /config: (\{ )/, () => '{ GREETING: greeting, ');
      for (const name of clone.environments()) {
        clone.edit(file(name), /\n( {4})logLevel/, () => `    greeting: 'hello from ${name}',\n    `);
      }
    },
  },
  {
    title: 'the frontend gets more memory',
    of: 'code',
    make: (clone) =>
      clone.edit(chart('frontend'), /limit: Size\.mebibytes\((\d+)\)/, (size) => String(2 * Number(size))),
  },
  {
    title: 'there is a fifth environment',
    of: 'code',
    make: (clone) => {
      clone.write(file('qa'), clone.read(file('staging')));
      clone.edit(file('qa'), /export const (staging)/, () => 'qa');
      clone.edit(file('qa'), /hosts: (\{[^}]*\})/, () => "{ wealist: 'qa.acme.io', helloWorld: 'hello.qa.acme.io' }");
      clone.edit(file('index'), /(import \{ staging \})/, (line) => `import { qa } from './qa';\n${line}`);
      clone.edit(file('index'), /table\((\{ )/, () => '{ qa, ');
    },
  },
  {
    title: 'there is a service whose name comes before the others, in an image of others',
    of: 'code',
    make: (clone) => {
      addChart(clone, 'auth-api', 'AuthApi');
      const image = "'auth-api': Image.tagged('ghcr.io/acme/auth-api', '3.1.4'),";
      clone.edit(file('everywhere'), /publicImages = (\{)/, (brace) => `${brace}\n  ${image}`);
    },
  },
  {
    title: 'there is a service in an image that is built in local',
    of: 'code',
    make: (clone) => {
      addChart(clone, 'chat-api', 'ChatApi');
      for (const name of clone.environments()) {
        if (name !== 'local') clone.edit(file(name), /ownImages\((\{)/, () => "{ 'chat-api': '1.0.0',");
      }
      const image = "'chat-api': Image.imported('wealist-chat-api', 'latest'),";
      clone.edit(file('local'), /images: (\{)/, (brace) => `${brace}\n    ${image}`);
    },
  },
];

/** The chart of the README under another name, as one more system. */
function addChart(clone: Clone, name: string, type: string): void {
  const readme = readFileSync(path.join(clone.folder, 'README.md'), 'utf8');
  const source = /^ {3}```ts\n([^`]+)^ {3}```$/m.exec(readme)?.[1] ?? '';
  const renamed = source.replaceAll('chat-api', name).replaceAll('ChatApi', type);
  clone.write(chart(name), renamed.replace(/^ {3}/gm, ''));
  clone.edit(file('environment'), /SYSTEMS = (\[)/, () => `['${name}', `);
  const charts = chart('index');
  clone.edit(charts, /(import \{ FrontendChart \})/, (line) => `import { ${type}Chart } from './${name}';\n${line}`);
  const props = `{ environment, namespace: namespaces.of('${name}') }`;
  clone.edit(
    charts,
    /\n( {4}namespaces,\n)/,
    (line) => `${line}    '${name}': new ${type}Chart(app, '${name}', ${props}),\n`,
  );
}
