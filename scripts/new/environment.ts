import { unknownWord } from '../../lib/checker/problem';
import { environments } from '../../lib/wealist/environments';
import { camelCase, nameProblems } from './names';
import type { Sources } from './sources';

export const environmentFile = (name: string): string => `lib/wealist/environments/${name}.ts`;

export const VERSIONS = 'lib/wealist/versions.json';

/** Adds an environment as a copy of another environment, at its versions, with hosts and keys of passwords of its own. */
export function addEnvironment(sources: Sources, name: string, like: string): void {
  const existing = Object.keys(environments);
  const models = existing.filter((each) => each !== 'local');
  sources.problems.push(...nameProblems('environment', name, existing));
  if (!models.includes(like)) {
    sources.problems.push(unknownWord('--like', models, like));
    return;
  }
  const variable = camelCase(name);
  const text = sources.read(environmentFile(like));
  sources.add(environmentFile(name), renamed(text, like, name));
  sources.replace(environmentFile(name), /(\/\*\*.*\*\/\n)?export const \w+/, () => {
    return `/** Like ${like}. */\nexport const ${variable}`;
  });
  sources.replace(environmentFile(name), /(?<=ownImages\()versions(\.\w+|\['[^']*'\])/, () => `versions['${name}']`);
  const versions = new RegExp(`"${like}": (\\{[^}]*\\})`).exec(sources.read(VERSIONS))?.[1];
  sources.insert(VERSIONS, /"[^"]*": \{[^}]*\}(?=\s*\}\s*$)/, `, "${name}": ${versions}`);
  const index = 'lib/wealist/environments/index.ts';
  sources.insert(index, /^(?=import )/m, `import { ${variable} } from './${name}';\n`);
  sources.insert(index, /\btable\(\{[^}]*?(?=,?\s*\}\))/, `, '${name}': ${variable}`);
}

/** Texts that hold the name of the model and more hold the new name. A text of the name alone may be a word of a type. */
function renamed(text: string, like: string, name: string): string {
  const word = new RegExp(`\\b${like}\\b`, 'g');
  const texts = text.replace(/'[^'\n]*'/g, (each) => (each === `'${like}'` ? each : each.replace(word, name)));
  return texts.replace(/\bhosts: \{[^}]*\}/, (hosts) => {
    return hosts.replace(/'([^']*)'/g, (each, host) => (host.split('.').includes(name) ? each : `'${name}.${host}'`));
  });
}
