import { LINE_SIZE, TITLE_SIZE } from './card-size';
import { LABEL_SIZE } from './elk-scene';
import { FONT } from './text';

/** The colours of each class, in the light and in the dark. */
const COLOURS: readonly (readonly [selector: string, property: 'fill' | 'stroke', light: string, dark: string])[] = [
  ['.paper', 'fill', '#ffffff', '#0d1117'],
  ['text', 'fill', '#1f2328', '#e6edf3'],
  ['.soft', 'fill', '#59636e', '#9198a1'],
  ['.frame', 'fill', '#f6f8fa', '#151b23'],
  ['.frame', 'stroke', '#d1d9e0', '#3d444d'],
  ['.card', 'fill', '#ffffff', '#0d1117'],
  ['.card', 'stroke', '#8c959f', '#656c76'],
  ['.world,.entrance', 'fill', '#ddf4ff', '#121d2f'],
  ['.world,.entrance', 'stroke', '#0969da', '#4493f8'],
  ['.data', 'fill', '#dafbe1', '#12261e'],
  ['.data', 'stroke', '#1a7f37', '#3fb950'],
  ['.job', 'fill', '#fff8c5', '#272115'],
  ['.job', 'stroke', '#9a6700', '#d29922'],
  ['.outside', 'fill', '#ffeff7', '#2a1a25'],
  ['.outside', 'stroke', '#bf3989', '#db61a2'],
  ['.namespace', 'fill', '#f6f8fa', '#151b23'],
  ['.arrow', 'stroke', '#59636e', '#9198a1'],
  ['.head', 'fill', '#59636e', '#9198a1'],
  ['.label', 'fill', '#ffffff', '#0d1117'],
];

const rules = (shade: 2 | 3): string => COLOURS.map((row) => `${row[0]}{${row[1]}:${row[shade]}}`).join('');

/** The style of a picture: colours follow the reader, where the reader's program says what the reader wants. */
export const STYLE = [
  `text{font-family:${FONT};font-size:${LINE_SIZE}px}`,
  `.title{font-size:${TITLE_SIZE}px;font-weight:600}.port{font-size:${LABEL_SIZE}px}.heading{font-size:15px;font-weight:600}`,
  '.arrow{fill:none;stroke-width:1.2}.job{stroke-dasharray:4 2}.frame{stroke-dasharray:none}',
  rules(2),
  `@media (prefers-color-scheme: dark){${rules(3)}}`,
].join('\n');
