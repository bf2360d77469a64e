import type { BrowserContextOptions } from 'playwright-core';

/** The federation's place and language, wherever the machine of the test stands; and nothing moves under the pointer. */
const HERE: BrowserContextOptions = {
  locale: 'zh-CN',
  timezoneId: 'Asia/Shanghai',
  reducedMotion: 'reduce',
};

export const PHONE: BrowserContextOptions = {
  ...HERE,
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
};

export const DESK: BrowserContextOptions = { ...HERE, viewport: { width: 1440, height: 900 } };
