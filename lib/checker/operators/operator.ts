import type { Manifest } from '../manifest/manifest';

/** A program in the cluster that makes objects, such as pods and Secrets, from the objects of its own kinds. */
export interface Operator {
  /** By API group and kind: `postgresql.cnpg.io/Cluster`. Other groups have kinds of the same name. */
  readonly kinds: Readonly<Record<string, OperatedKind>>;
}

export interface OperatedKind {
  /** The built-in kind applied just before. @default - the kind is built in */
  readonly appliedAfter?: string;
  /** The Services and pods of an object. @default - none */
  readonly makes?: (maker: Manifest) => Manifest[];
  /** The Secrets of an object. @default - none */
  readonly secrets?: (maker: Manifest) => OperatedSecret[];
  /** The data of an object. @default - no data */
  readonly data?: OperatedData;
  /** The manifests that an object of a GitOps tool delivers. @default - none */
  readonly delivers?: (object: Manifest) => DeliveredFiles;
}

/** The files that a GitOps tool reads, and what becomes of their objects. */
export interface DeliveredFiles {
  /** True for a manifest that the tool reads, as far as the files of both are known. */
  readonly reads: (manifest: Manifest) => boolean;
  /** True if the tool deletes the objects once it is told to deliver them no longer. */
  readonly takesAlong: boolean;
}

/** A Secret of the same namespace as its maker. */
export interface OperatedSecret {
  readonly name: string;
  /** Undefined if no manifest tells the keys. */
  readonly values: readonly SecretValue[] | undefined;
}

/** A value of a Secret as pods see it. Never to be printed. */
export interface SecretValue {
  readonly key: string;
  readonly field: string;
  /** Undefined if the value is no text, no base64, or comes from elsewhere. In a template, `{{}}` replaces an action. */
  readonly value: string | undefined;
  /** The template as written. @default - the value is not templated */
  readonly template?: string;
}

/** The fields with the image and the disk, and the fate of the data. */
export interface OperatedData {
  readonly image: readonly string[];
  readonly disk: readonly string[];
  /** The fate of the data if the object is gone. */
  readonly fate: string;
}
