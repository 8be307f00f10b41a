/**
 * Compiles if the value is a T. KnownCluster and not defined, since `*.test-d.ts` are read by `tsc` and run by nobody: what
 * must not compile stands behind `@ts-expect-error`, beside the nearest thing that does.
 */
export declare function accept<T>(value: T): void;
