import type { Device } from '#kernel/accounts/contract';
import type { Language } from './look.ts';

const KINDS: Readonly<Record<Device['kind'], Readonly<Record<Language, string>>>> = {
  phone: { zh: '手机', en: 'Phone' },
  tablet: { zh: '平板', en: 'Tablet' },
  computer: { zh: '电脑', en: 'Computer' },
  unknown: { zh: '其他设备', en: 'Another device' },
};

const APPS: Readonly<Record<Device['app'], Readonly<Record<Language, string>>>> = {
  wechat: { zh: '微信', en: 'WeChat' },
  wecom: { zh: '企业微信', en: 'WeCom' },
  dingtalk: { zh: '钉钉', en: 'DingTalk' },
  alipay: { zh: '支付宝', en: 'Alipay' },
  edge: { zh: 'Edge', en: 'Edge' },
  firefox: { zh: 'Firefox', en: 'Firefox' },
  chrome: { zh: 'Chrome', en: 'Chrome' },
  safari: { zh: 'Safari', en: 'Safari' },
  other: { zh: '', en: '' },
};

const SYSTEMS: Readonly<Record<Device['system'], Readonly<Record<Language, string>>>> = {
  android: { zh: 'Android', en: 'Android' },
  harmony: { zh: '鸿蒙', en: 'HarmonyOS' },
  ios: { zh: 'iOS', en: 'iOS' },
  windows: { zh: 'Windows', en: 'Windows' },
  mac: { zh: 'macOS', en: 'macOS' },
  linux: { zh: 'Linux', en: 'Linux' },
  other: { zh: '', en: '' },
};

/** A kind of device in words: 手机 微信 · Android. */
export function deviceWords({ kind, app, system }: Device, language: Language): string {
  const head = [KINDS[kind][language], APPS[app][language]].filter((word) => word !== '').join(' ');
  return [head, SYSTEMS[system][language]].filter((word) => word !== '').join(' · ');
}
