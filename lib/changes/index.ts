/**
 * The consequences of a change: two sets of manifests in, rows out. The library knows manifests alone, and needs no
 * cluster.
 */
export { Comparison } from './comparison';
export type { Consequence, Effect } from './consequence';
export { CONSEQUENCES } from './consequences';
export { human, inShort, rowText } from './human';
export { markdown } from './markdown';
export { compared, type Environment, type Row, rowsOf } from './rows';
