import { expect, test } from '@jest/globals';
import { consequencesOf } from './edit';
import { EDITS } from './edits';

/** A line without the numbers of an update and without the place of a command. */
const short = (line: string): string =>
  line
    .replace(/, or your GitOps tool prunes it$/, '')
    .replace(/ --namespace \S+?(?=,|$)/, '')
    .replace(/(are replaced): .*$/, '$1')
    .replace(/: kubectl delete (\S+) \S+/, ': kubectl delete $1')
    .replace(/; accept this.*$/, '');

test.each(EDITS)('%s', (_, edited, lines) => {
  expect(
    consequencesOf(edited)
      .filter((line) => !line.startsWith(' '))
      .map(short)
      .sort(),
  ).toEqual([...lines].sort());
});
