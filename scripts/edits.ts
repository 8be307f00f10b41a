/**
 * Makes edits of lib/wealist, one at a time, as a team makes them: edit, synth, test. `npm run edits` proves that no test
 * depends on a value of a team: `npm run edits -- 'fifth environment'` makes those whose titles hold these words.
 */
import { Clone } from './edits/clone';
import { EDITS, type Edit } from './edits/edits';
import { readers } from './edits/readers';

const wanted = process.argv.slice(2);
const chosen = EDITS.filter(({ title }) => wanted.length === 0 || wanted.some((words) => title.includes(words)));
const failures = chosen.map((edit) => {
  const started = Date.now();
  const said = objections(edit);
  const seconds = Math.round((Date.now() - started) / 1000);
  console.log(`${said === '' ? 'green' : 'red'} (${seconds} s): ${edit.title}${said === '' ? '' : `\n${said}`}`);
  return said;
});
process.exitCode = failures.some((said) => said !== '') ? 1 : 0;

/** What types, synth and tests have to say of an edit. */
function objections({ of, make }: Edit): string {
  const clone = new Clone(process.cwd());
  try {
    make(clone);
    return (
      clone.synth() ||
      clone.run('npm', 'run', '--silent', 'generate') ||
      clone.run('npx', '--no', '--', 'tsc', '--build', '.', 'test') ||
      clone.run('npx', '--no', '--', 'jest', '--silent', ...readers(of))
    );
  } finally {
    clone.remove();
  }
}
