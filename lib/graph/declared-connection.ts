import type { PodTemplate } from '../checker/bundle/bundle';
import type { Outside } from './graph';

/** A connection that somebody declares. Whether policies let the connection through is another question. */
export interface Declared {
  readonly source: PodTemplate;
  readonly target: PodTemplate | Outside;
  /** Undefined if nobody tells. */
  readonly port: number | undefined;
  readonly protocol: string;
}

export const outsideOf = (name: string): Outside => ({ role: 'outside', id: `outside ${name}`, name });
