/** What a picture shows, before anything has a place. */
export interface Scene {
  readonly title: string;
  readonly subtitle: string;
  readonly cards: readonly Card[];
  readonly arrows: readonly Arrow[];
}

export type Shape = 'world' | 'entrance' | 'service' | 'job' | 'data' | 'outside' | 'namespace';

export interface Card {
  readonly id: string;
  readonly shape: Shape;
  /** The namespace around the card. Undefined: none. */
  readonly frame: string | undefined;
  readonly title: string;
  readonly lines: readonly string[];
  /** Lines that an arrow of their own leaves from. */
  readonly rows: readonly string[];
}

export interface Arrow {
  readonly from: string;
  /** The row of the card that the arrow leaves from. Undefined: the card itself. */
  readonly row: string | undefined;
  readonly to: string;
  readonly label: string;
}
