export interface AdditionTable {
  id: string;
  voice_id: string;
  /** Empty where only `helped` was said. */
  text: string;
  /** Whether the answer helped; null where that was not said. */
  helped: boolean | null;
  at: Date;
  /** The answer that opened again with it. */
  answer: string | null;
  answered_at: Date | null;
}

declare module '#kernel/db' {
  interface Tables {
    'voices.addition': AdditionTable;
  }
}
