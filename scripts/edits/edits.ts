import type { Clone } from './clone';

/** An edit of lib/wealist as a team makes it, and the tests that could notice. */
export interface Edit {
  readonly title: string;
  /** A `value` of an environment reaches the tests of lib/wealist alone; `code` reaches each test of a chart. */
  readonly of: 'value' | 'code';
  readonly make: (clone: Clone) => void;
}

const VERSIONS = 'lib/wealist/versions.json';
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
    make: (clone) => clone.edit(VERSIONS, /"prod": \{[^}]*"hello-world": "([^"]+)"/, (tag) => `${tag}-next`),
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
      clone.edit(file('dev'), /import \{ ownImages(, )/, () => ', passwordStore, ');
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
    make: (clone) => add(clone, 'environment', 'qa'),
  },
  {
    title: 'there is a service whose name comes before the others, in an image of others',
    of: 'code',
    make: (clone) => {
      add(clone, 'service', 'auth-api');
      const image = "'auth-api': Image.tagged('ghcr.io/acme/auth-api', '3.1.4'),";
      clone.edit(file('everywhere'), /publicImages = (\{)/, (brace) => `${brace}\n  ${image}`);
      clone.edit(file('local'), /(,?\s*'auth-api': Image\.imported\([^)]*\))/, () => '');
      clone.write(VERSIONS, clone.read(VERSIONS).replace(/,\s*"auth-api": "[^"]*"/g, ''));
    },
  },
  {
    title: 'there is a service in an image that is built in local',
    of: 'code',
    make: (clone) => add(clone, 'service', 'chat-api'),
  },
];

function add(clone: Clone, ...words: readonly string[]): void {
  const said = clone.run('npm', 'run', '--silent', 'new', '--', ...words);
  if (said !== '') throw new Error(said);
}
