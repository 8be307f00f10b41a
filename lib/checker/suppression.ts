/** A finding that is right as it is, with the reason. */
export interface Suppression {
  /** Id of the rule. */
  readonly rule: string;
  /** The object, in the words of the finding: `Deployment board-api-prod/board-api`. */
  readonly object: string;
  /** The reason to keep the object. */
  readonly reason: string;
}
