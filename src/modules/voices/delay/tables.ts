export interface DelayTable {
  id: string;
  voice_id: string;
  reason: string;
  /** Until when an answer is expected; null where nobody can say. */
  until: string | null;
  at: Date;
}

declare module '#kernel/db' {
  interface Tables {
    'voices.delay': DelayTable;
  }
}
