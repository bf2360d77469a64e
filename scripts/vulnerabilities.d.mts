export function judge(
  output: string,
  today: string,
  excused?: object,
): { readonly verdict: 'clean' | 'found' | 'unknown'; readonly lines: readonly string[] };
