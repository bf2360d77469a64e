/** How a module tells one of its to-dos; keyed by the `code` that its endpoint sends. */
export interface TodoSentences {
  readonly [code: string]: {
    /** What it is, with how many. */
    readonly title: (count: number) => string;
    /** Why now: how long the oldest has waited, or how long until the first is due, in words. */
    readonly why: (age: string) => string;
    readonly verb: string;
  };
}
