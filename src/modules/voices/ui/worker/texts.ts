/** The one word of 提意见 that every page carries. */
export const texts = {
  open: { zh: '提意见', en: 'Tell us' },
} as const;
