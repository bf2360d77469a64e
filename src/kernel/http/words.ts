import type { Locale, Text } from '../i18n.ts';

/** One thing that zod found, as fastify-type-provider-zod hands it on: `keyword` is zod's code. */
export interface Finding {
  readonly instancePath: string;
  readonly keyword?: string;
  readonly message?: string;
  readonly params?: unknown;
}

type Limits = { readonly origin?: string; readonly minimum?: number; readonly maximum?: number };

/** What is wrong with a field, in plain words: whoever fills in a form reads no patterns, and perhaps no English. */
export function wordsOf(finding: Finding, locale: Locale): string {
  return textOf(finding)[locale];
}

function textOf({ keyword, message, params }: Finding): Text {
  const { origin, minimum, maximum } = (params ?? {}) as Limits;
  const format = (params as { format?: string } | undefined)?.format;
  switch (keyword) {
    case 'invalid_type':
      return message?.endsWith('received undefined')
        ? { zh: '缺少这一项', en: 'it is missing' }
        : { zh: '填写的内容类型不对', en: 'it is of the wrong kind' };
    case 'too_small':
      return tooSmall(origin, minimum ?? 0);
    case 'too_big':
      return tooBig(origin, maximum ?? 0);
    case 'invalid_format':
      return format === 'date' || format === 'datetime'
        ? { zh: '不是有效的日期', en: 'it is not a valid date' }
        : { zh: '格式不对', en: 'it is not in the right form' };
    case 'invalid_value':
    case 'invalid_union':
      return { zh: '不是可选的内容', en: 'it is not one of the choices' };
    case undefined:
    default:
      return { zh: '填写的内容不对', en: 'it is not right' };
  }
}

function tooSmall(origin: string | undefined, minimum: number): Text {
  if (origin === 'string' && minimum === 1) return { zh: '不能为空', en: 'it must not be empty' };
  if (origin === 'string')
    return { zh: `至少 ${minimum} 个字`, en: `it needs at least ${minimum} characters` };
  if (origin === 'array') return { zh: `至少 ${minimum} 项`, en: `it needs at least ${minimum} entries` };
  return { zh: '数字太小', en: 'the number is too small' };
}

function tooBig(origin: string | undefined, maximum: number): Text {
  if (origin === 'string')
    return { zh: `最多 ${maximum} 个字`, en: `it may have ${maximum} characters at most` };
  if (origin === 'array') return { zh: `最多 ${maximum} 项`, en: `it may have ${maximum} entries at most` };
  return { zh: '数字太大', en: 'the number is too big' };
}
