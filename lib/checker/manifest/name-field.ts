/** A field with the name of another object. */
export interface NameField {
  /** The kinds with the field, in words. */
  readonly of: string;
  readonly field: string;
  /** The kinds of the other object, in words. Without a kind in the field, the first. */
  readonly to: string;
  /** True if the other object has no namespace, or the namespace of its operator. @default the namespace of the object */
  readonly elsewhere?: true;
}

/** In the place of a kind: the pod of any kind. */
export const POD = 'pod';
