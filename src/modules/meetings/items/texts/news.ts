export interface News {
  readonly kind: 'agreed' | 'progress' | 'deferred' | 'closed' | 'failed';
  readonly item: {
    readonly text: string;
    readonly due_on: string | null;
    readonly reason: string | null;
    readonly outcome: string | null;
  };
  /** How far it is, in the words of who works on it. */
  readonly note: string | null;
  readonly lead: string;
}

/** What those are told whose voices are not in it any more, while nothing else has answered them. */
export const TAKEN_OUT = (item: Pick<News['item'], 'text'>): string =>
  `更正：议定事项“${item.text}”不是对这件诉求的答复，这件诉求还在等联席会议的结果。`;

/** What those are told whose voices are in an agreed item; kept in Chinese, as it was said. */
export const NEWS: Readonly<Record<News['kind'], (news: Omit<News, 'kind'>) => string>> = {
  agreed: ({ item, lead }) =>
    `联席会议议定：${item.text}。由${lead}牵头${item.due_on ? `，期限 ${item.due_on}` : '，期限还在商量'}。`,
  progress: ({ item, note }) => `“${item.text}”有进展${note ? `：${note}` : '，正在办理。'}`,
  deferred: ({ item }) => `“${item.text}”延期到 ${item.due_on}，原因：${item.reason}`,
  closed: ({ item }) => `“${item.text}”办完了：${item.outcome}`,
  failed: ({ item }) => `“${item.text}”没有办成：${item.reason}。结果：${item.outcome}`,
};
