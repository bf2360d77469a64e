export interface PhotoTable {
  id: string;
  place_id: string;
  kind: 'jpeg' | 'png';
  bytes: Buffer;
  width: number;
  height: number;
  caption: string | null;
  taken_on: string | null;
  rank: number;
  added_at: Date;
}

declare module '#kernel/db' {
  interface Tables {
    'places.photo': PhotoTable;
  }
}
