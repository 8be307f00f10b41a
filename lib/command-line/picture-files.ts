import { writeFileSync } from 'node:fs';
import type { Bundle } from '../checker/bundle/bundle';
import { graphOf } from '../graph';
import { picturesOf } from '../picture';
import type { Format } from './report/formats';

/** Writes the pictures of an environment. Returns a line for each file, for people. */
export async function draw(bundle: Bundle, title: string, file: string, format: Format): Promise<string[]> {
  const pictures = await picturesOf(graphOf(bundle), title);
  const lines = [...pictures].map(([part, picture]) => {
    const place = part === '' ? file : file.replace(/\.svg$/, `-${part}.svg`);
    writeFileSync(place, picture);
    return `drew ${place}`;
  });
  // Programs read what is printed.
  return format === 'human' ? lines : [];
}
