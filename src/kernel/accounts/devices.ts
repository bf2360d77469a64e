import { DEVICE_APPS, DEVICE_KINDS, DEVICE_SYSTEMS, type Device } from './contract.ts';

/** The first that fits wins: inside WeChat a page says that it is Chrome, too, and Chrome says that it is Safari. */
const APPS: readonly (readonly [RegExp, Device['app']])[] = [
  [/wxwork/i, 'wecom'],
  [/micromessenger/i, 'wechat'],
  [/dingtalk/i, 'dingtalk'],
  [/alipayclient/i, 'alipay'],
  [/\bedg(e|a|ios)?\//i, 'edge'],
  [/firefox|fxios/i, 'firefox'],
  [/chrome|crios/i, 'chrome'],
  [/safari/i, 'safari'],
];

const SYSTEMS: readonly (readonly [RegExp, Device['system']])[] = [
  [/harmonyos|openharmony/i, 'harmony'],
  [/android/i, 'android'],
  [/iphone|ipad|ipod/i, 'ios'],
  [/windows/i, 'windows'],
  [/mac os|macintosh/i, 'mac'],
  [/linux|x11|cros/i, 'linux'],
];

/** What a browser says of itself, in three words; nothing that tells one device from another of its kind. */
export function deviceOf(userAgent: string | null): Device {
  const text = userAgent ?? '';
  const [, app] = APPS.find(([pattern]) => pattern.test(text)) ?? ([null, 'other'] as const);
  const [, system] = SYSTEMS.find(([pattern]) => pattern.test(text)) ?? ([null, 'other'] as const);
  return { kind: kindOf(text, system), app, system };
}

function kindOf(text: string, system: Device['system']): Device['kind'] {
  if (/ipad|tablet/i.test(text)) return 'tablet';
  if (system === 'ios' || /\bmobile\b|phone/i.test(text)) return 'phone';
  // An Android that does not call itself mobile is a tablet, by Google's own advice.
  if (system === 'android' || system === 'harmony') return 'tablet';
  return system === 'other' ? 'unknown' : 'computer';
}

/** How a device stands in `auth.session.userAgent`: `phone/wechat/android`. */
export function writeDevice({ kind, app, system }: Device): string {
  return `${kind}/${app}/${system}`;
}

/** What {@link writeDevice} wrote; anything else is an unknown one. */
export function readDevice(text: string | null): Device {
  const [kind, app, system] = (text ?? '').split('/');
  return {
    kind: DEVICE_KINDS.find((word) => word === kind) ?? 'unknown',
    app: DEVICE_APPS.find((word) => word === app) ?? 'other',
    system: DEVICE_SYSTEMS.find((word) => word === system) ?? 'other',
  };
}
