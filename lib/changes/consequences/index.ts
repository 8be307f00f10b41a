import type { Consequence } from '../consequence';
import { access } from './access';
import { capacity } from './capacity';
import { data } from './data';
import { downtime } from './downtime';
import { gone } from './gone';
import { needsFirst } from './needs-first';
import { noRestart } from './no-restart';
import { refused } from './refused';
import { restart } from './restart';
import { traffic } from './traffic';

/** The classes of consequences, the worst first. */
export const CONSEQUENCES: readonly Consequence[] = [
  refused,
  data,
  needsFirst,
  downtime,
  traffic,
  access,
  restart,
  capacity,
  gone,
  noRestart,
];
