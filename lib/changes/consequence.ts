import type { Manifest } from '../checker/manifest/manifest';
import type { Cause } from './cause';
import type { Comparison } from './comparison';

/** A class of consequences that a change may have. The file of a class is named after its id. */
export interface Consequence {
  readonly id: string;
  /** The reason to look at the class, in one sentence. */
  readonly why: string;
  /** An effect of the class as printed. */
  readonly example: string;
  /** All effects of the class. `earlier` holds the effects of the classes before. */
  effects(comparison: Comparison, earlier: readonly Effect[]): Effect[];
}

/** A consequence of a change for one object. */
export interface Effect {
  /** @default the pods of the environment together */
  readonly object?: Manifest;
  /** The consequence, in words that are the same in every environment. */
  readonly says: string;
  /** The numbers of the consequence. Numbers may differ between environments. @default none */
  readonly amount?: string;
  /** The changes that lead to the consequence. */
  readonly causes: readonly Cause[];
}
