import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { commandLinePage } from './reference/command-line';
import { contents } from './reference/contents';
import { type Links, section } from './reference/page';
import { type Declaration, isClass, Sources } from './reference/sources';

const ROOT = path.join(__dirname, '..');
const DOOR = 'lib/index.ts';
const ENVIRONMENT = 'lib/wealist/environments/environment.ts';
const DELIVERY = 'lib/values/delivery.ts';

/** The types on the page about environments, each with its file. */
const ENVIRONMENT_TYPES: Readonly<Record<string, string>> = {
  SharedEnvironment: ENVIRONMENT,
  LocalEnvironment: ENVIRONMENT,
  PostgresqlSettings: ENVIRONMENT,
  RedisSettings: ENVIRONMENT,
  ServiceSettings: ENVIRONMENT,
  Delivery: DELIVERY,
  ArgoCd: DELIVERY,
  Flux: DELIVERY,
};
const NOTE = '<!-- Written by `npm run generate` from the doc comments of lib: do not edit. -->\n';

/** The pages of values, each with the files whose names stand on the page. Names of other files stand on the last page. */
const VALUE_PAGES: Readonly<Record<string, { readonly title: string; readonly files: RegExp }>> = {
  pods: {
    title: 'Values of pods',
    files: /image|resources|scaling|probe|shutdown|pod-props|workload\/workload|migration/,
  },
  buckets: { title: 'Values of buckets and backups', files: /backup|bucket/ },
  data: { title: 'Values of data', files: /postgres|redis|storage|backing-service/ },
  secrets: { title: 'Values of Secrets', files: /secret|password/ },
  traffic: {
    title: 'Values of traffic',
    files: /route|ingress|peer|traffic|internet|callable|address|connection|gateway|exposure|entrance|certificate/,
  },
  program: { title: 'Programs and environments', files: /./ },
};

/** Every page of docs/reference that is generated, by its file. */
export function referencePages(): ReadonlyMap<string, string> {
  const sources = new Sources(ROOT);
  const found = sources.exported(DOOR).flatMap((name) => sources.find(DOOR, name) ?? []);
  const constructs = found.filter(isConstruct);
  const props = new Set(constructs.map(({ name }) => `${name}Props`));
  const values = found.filter((each) => !isConstruct(each) && !props.has(each.name) && each.name !== 'ServiceProps');
  const pageOf = ({ file }: Declaration) =>
    Object.keys(VALUE_PAGES).find((page) => VALUE_PAGES[page]?.files.test(file)) ?? 'program';
  const places = new Map<string, string>([
    ...['Delivery', 'ArgoCd', 'Flux'].map((name): [string, string] => [name, `environment.md#${name.toLowerCase()}`]),
    ...constructs.flatMap(({ name }): [string, string][] => [
      [name, `${kebab(name)}.md`],
      [`${name}Props`, `${kebab(name)}.md#props`],
    ]),
    ...values.map((each, index): [string, string] => {
      // Of two headings that differ in their letters' case, a git host numbers the second.
      const anchor = each.name.toLowerCase();
      const before = values.slice(0, index).filter(({ name }) => name.toLowerCase() === anchor).length;
      return [each.name, `${pageOf(each)}.md#${anchor}${before === 0 ? '' : `-${before}`}`];
    }),
  ]);
  const links: Links = {
    placeOf: (name) => places.get(name),
    firstSentenceOf: (name) => /^.*?\.(?=\s|$)/s.exec(found.find((each) => each.name === name)?.doc ?? '')?.[0] ?? '',
  };

  const pages = new Map<string, string>();
  for (const construct of constructs) {
    const own = sources.find(DOOR, `${construct.name}Props`);
    const example = exampleOf(construct.name);
    const parts = [
      NOTE,
      `# ${construct.name}\n`,
      ...section(sources, construct, links, '#'),
      ...(example === undefined ? [] : [`## Example\n\n\`\`\`ts\n${example}\`\`\`\n`]),
      ...(own ? ['## Props\n', ...section(sources, own, links, '##')] : []),
    ];
    pages.set(`${kebab(construct.name)}.md`, parts.join('\n'));
  }
  for (const [page, { title }] of Object.entries(VALUE_PAGES)) {
    const parts = values
      .filter((each) => pageOf(each) === page)
      .flatMap((each) => [`## ${each.name}\n`, ...section(sources, each, links, '##')]);
    pages.set(`${page}.md`, [NOTE, `# ${title}\n`, ...parts].join('\n'));
  }
  pages.set('environment.md', environmentPage(sources, links));
  pages.set('command-line.md', [NOTE, commandLinePage(ROOT)].join('\n'));
  pages.set('README.md', [NOTE, contents(constructs, values, VALUE_PAGES, links)].join('\n'));
  return pages;
}

/** The fields of an environment of lib/wealist. */
function environmentPage(sources: Sources, links: Links): string {
  const parts = Object.entries(ENVIRONMENT_TYPES).flatMap(([name, file]) => {
    const found = sources.find(file, name);
    const placeOf = (each: string) =>
      Object.hasOwn(ENVIRONMENT_TYPES, each) ? `#${each.toLowerCase()}` : links.placeOf(each);
    const inPage = { ...links, placeOf };
    return found ? [`## ${name}\n`, ...section(sources, found, inPage, '##')] : [];
  });
  return [
    NOTE,
    '# Fields of an environment\n',
    'The files in `lib/wealist/environments/` hold these fields.\n',
    ...parts,
  ].join('\n');
}

/** A chart that a test compiles and synthesizes, with the import as a program beside lib writes it. */
function exampleOf(construct: string): string | undefined {
  const file = path.join(ROOT, 'test', 'reference', `${kebab(construct)}.ts`);
  if (!existsSync(file)) return undefined;
  return readFileSync(file, 'utf8').replaceAll("'../../lib'", "'./lib'");
}

const isConstruct = ({ file, node }: Declaration): boolean => file.startsWith('lib/constructs/') && isClass(node);

const kebab = (name: string): string => name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
