import { unknownWord } from '../lib/checker/problem';
import { comparisonPage } from '../lib/comparison/page';
import type { Environment } from '../lib/wealist/environments/environment';
import { environments } from '../lib/wealist/environments/index';
import { render } from './environments-page';

/** Prints the difference of two environments or more: `npm run environments -- staging prod`. */
const known: Readonly<Record<string, Environment>> = environments;
const named = process.argv.slice(2);
const names = named.length > 0 ? named : Object.keys(known);
const problems = names
  .filter((name) => !Object.hasOwn(known, name))
  .map((name) => unknownWord('environments', Object.keys(known), name));
if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exitCode = 1;
} else {
  const chosen = Object.fromEntries(names.flatMap((name) => (known[name] ? [[name, known[name]] as const] : [])));
  console.log(comparisonPage(chosen, render).join('\n'));
}
