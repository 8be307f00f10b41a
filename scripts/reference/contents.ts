import type { Links } from './page';
import type { Declaration } from './sources';

/** The folders of constructs, as the contents name them. */
const CONSTRUCTS: Readonly<Record<string, string>> = {
  http: 'Services',
  workload: 'Workers, jobs and namespaces',
  postgres: 'PostgreSQL',
  redis: 'Redis',
  secret: 'Secrets',
};

/** The contents of the reference: constructs by their folders, values by the titles of their pages. */
export function contents(
  constructs: readonly Declaration[],
  values: readonly Declaration[],
  pages: Readonly<Record<string, { readonly title: string }>>,
  links: Links,
): string {
  const line = ({ name }: Declaration) => `- [${name}](${links.placeOf(name)})`;
  const said = (each: Declaration) => `${line(each)}: ${links.firstSentenceOf(each.name).replace(/\s+/g, ' ')}`;
  const groups = Object.entries(CONSTRUCTS).map(([folder, title]) => {
    const own = constructs.filter(({ file }) => file.startsWith(`lib/constructs/${folder}/`));
    return `### ${title}\n\n${own.map(said).join('\n')}\n`;
  });
  const others = [
    '- [Fields of an environment](environment.md)',
    '- [Command line](command-line.md)',
    '- [Rules](../rules.md)',
  ];
  const parts = [
    '## Constructs\n',
    ...groups,
    '## Values\n',
    ...Object.keys(pages).map((page) => {
      const names = values.filter((each) => links.placeOf(each.name)?.startsWith(`${page}.md`)).map(line);
      return `### ${pages[page]?.title}\n\n${names.join('\n')}\n`;
    }),
    '## Beside the library\n',
  ];
  return `${['# Reference\n', ...parts, ...others].join('\n')}\n`;
}
