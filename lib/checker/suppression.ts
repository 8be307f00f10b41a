/** A finding that is meant to be: of this rule, about this object, for this reason. */
export interface Exception {
  /** Id of the rule. */
  readonly rule: string;
  /** The object, as findings name it: `Deployment board-api-prod/board-api`. */
  readonly object: string;
  /** Why it is right nevertheless. */
  readonly reason: string;
}
