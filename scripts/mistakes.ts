import { writeFileSync } from 'node:fs';
import { findings, MISTAKES, mistaken, mistakes, sets } from './mistakes/corpus';

/** Renews what the rules find of each mistake in `test/mistakes`: `npm run mistakes`. A new mistake is a new line. */
const correct = sets();
const renewed = mistakes().map((mistake) => {
  return { ...mistake, found: findings(mistaken(correct.get(mistake.set) ?? [], mistake)) };
});
writeFileSync(MISTAKES, renewed.map((mistake) => `${JSON.stringify(mistake)}\n`).join(''));
const found = renewed.filter((mistake) => mistake.found.length > 0);
console.log(`${found.length} of ${renewed.length} mistakes are found`);
