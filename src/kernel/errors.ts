import { fill, type Locale, type Text, type TextParams } from './i18n.ts';

/** What a code means to the person who meets it: what happened, and what to do next. */
export interface ErrorText {
  readonly status: 400 | 401 | 403 | 404 | 409 | 410 | 413 | 415 | 422 | 429 | 500 | 503 | 507;
  readonly message: Text;
  readonly hint: Text;
}

/** Every code of every module, for the responses, `/api` and `docs/errors.md`. Filled by {@link defineErrors}. */
export const errorTexts = new Map<string, ErrorText>();

/** Stops a request with a stable code. Thrown only through the function that {@link defineErrors} returns. */
export class AppError extends Error {
  override readonly name = 'AppError';
  readonly code: string;
  readonly field: string | undefined;
  readonly params: TextParams;

  constructor(code: string, detail: ErrorDetail = {}) {
    super(code);
    this.code = code;
    this.field = detail.field;
    this.params = detail.params ?? {};
  }
}

/** `field`: path of the input field to mark. `params`: values for the `{name}` places of the sentence. */
export interface ErrorDetail {
  readonly field?: string;
  readonly params?: TextParams;
}

/**
 * Registers a module's codes and returns its `fail`: `throw peopleError('not_found')`.
 * Codes read `module.reason`; once published a code keeps its meaning.
 */
export function defineErrors<const T extends Record<string, ErrorText>>(module: string, texts: T) {
  for (const [reason, text] of Object.entries(texts)) errorTexts.set(`${module}.${reason}`, text);
  return (reason: keyof T & string, detail?: ErrorDetail): AppError =>
    new AppError(`${module}.${reason}`, detail);
}

/** The body of every answer that is not 2xx. */
export interface Problem {
  readonly code: string;
  readonly message: string;
  readonly hint: string;
  readonly field?: string;
}

/** An error in the caller's language. */
export function problemOf(error: AppError, locale: Locale): { status: number; body: Problem } {
  const text = errorTexts.get(error.code) ?? errorTexts.get('kernel.internal');
  if (!text) throw new Error(`error code ${error.code} was never defined`);
  const body = {
    code: error.code,
    message: fill(text.message[locale], error.params),
    hint: fill(text.hint[locale], error.params),
  };
  return { status: text.status, body: error.field === undefined ? body : { ...body, field: error.field } };
}

/** The server cannot start; `text` says in plain words what to do. Printed without a stack. */
export class StartError extends Error {
  override readonly name = 'StartError';
  readonly code: string;
  readonly text: Text;

  constructor(code: string, text: Text) {
    super(`${code}: ${text.en}`);
    this.code = code;
    this.text = text;
  }
}

export const kernelError = defineErrors('kernel', {
  bad_request: {
    status: 400,
    message: { zh: '提交的内容有误：{reason}', en: 'The request is not right: {reason}' },
    hint: { zh: '请改正标出的一项再提交。', en: 'Correct the marked field and send it again.' },
  },
  bad_phone: {
    status: 400,
    message: { zh: '手机号不对。', en: 'This is not a mobile number.' },
    hint: { zh: '请填 11 位手机号，如 138 0013 8000。', en: 'Enter 11 digits, e.g. 138 0013 8000.' },
  },
  link_unknown: {
    status: 404,
    message: { zh: '这个链接不对，或者已经失效。', en: 'This link is wrong, or no longer valid.' },
    hint: {
      zh: '请从原来的消息里重新打开，别漏掉后面的字母。',
      en: 'Open it again from where you got it, with all letters at its end.',
    },
  },
  link_over: {
    status: 410,
    message: { zh: '这个链接已经到期，或被收回了。', en: 'This link has ended, or was called back.' },
    hint: { zh: '请向发给您的工会要一个新的。', en: 'Ask the union that sent it for a new one.' },
  },
  bad_cursor: {
    status: 400,
    message: { zh: '翻页位置已失效。', en: 'This page position is no longer valid.' },
    hint: { zh: '请从第一页重新开始。', en: 'Start from the first page.' },
  },
  unauthenticated: {
    status: 401,
    message: { zh: '请先登录。', en: 'Please sign in first.' },
    hint: {
      zh: '登录可能已过期，重新登录后会回到这一页。',
      en: 'Your session may have ended; sign in to come back here.',
    },
  },
  role_changed: {
    status: 401,
    message: { zh: '您的职务有变动，请重新登录。', en: 'Your role has changed: please sign in again.' },
    hint: {
      zh: '重新登录后，页面按新的职务显示；有疑问请问本级工会的系统管理员。',
      en: 'After signing in you see what the new role shows; ask your union’s system administrator if in doubt.',
    },
  },
  session_ended: {
    status: 401,
    message: { zh: '这次登录已被结束，请重新登录。', en: 'This session was ended: please sign in again.' },
    hint: {
      zh: '如果不是您本人在别处结束的，请改密码，并告诉本级工会的系统管理员。',
      en: 'If it was not you who ended it elsewhere, change your password and tell your union’s system administrator.',
    },
  },
  forbidden: {
    status: 403,
    message: { zh: '您在这个组织没有做这件事的权限。', en: 'Your role does not allow this here.' },
    hint: { zh: '请联系本级工会的系统管理员。', en: 'Ask the system administrator of your union.' },
  },
  root_only: {
    status: 403,
    message: {
      zh: '这是整个系统的事，只有最上级工会的系统管理员能办。',
      en: 'This concerns the whole installation and is for the system administrator of the top union.',
    },
    hint: { zh: '请联系最上级工会的系统管理员。', en: 'Ask the system administrator of the top union.' },
  },
  not_found: {
    status: 404,
    message: { zh: '没有找到。', en: 'Not found.' },
    hint: {
      zh: '链接可能已失效，请从首页重新进入。',
      en: 'The link may have expired; start from the home page.',
    },
  },
  idempotency_mismatch: {
    status: 409,
    message: {
      zh: '同一个提交编号用在了不同的内容上。',
      en: 'This idempotency key was used for another request.',
    },
    hint: { zh: '请刷新页面再提交。', en: 'Reload the page and send it again.' },
  },
  in_progress: {
    status: 409,
    message: { zh: '上一次提交还在处理。', en: 'Your first attempt is still being worked on.' },
    hint: { zh: '请等几秒再看结果，不会重复提交。', en: 'Wait a few seconds; nothing is done twice.' },
  },
  backup_running: {
    status: 409,
    message: { zh: '一个备份正在进行。', en: 'A backup is being taken.' },
    hint: { zh: '等它完成，时间会显示在这里。', en: 'Wait for it; its time will appear here.' },
  },
  too_large: {
    status: 413,
    message: { zh: '内容太大。', en: 'Too large.' },
    hint: { zh: '附件请控制在 {limit} 以内。', en: 'Keep attachments within {limit}.' },
  },
  sheet_xls: {
    status: 415,
    message: { zh: '这是旧版 .xls 文件，读不出来。', en: 'This is an old .xls file, which cannot be read.' },
    hint: {
      zh: '请在 Excel 或 WPS 里“另存为”.xlsx，再上传。',
      en: 'Save it as .xlsx in Excel or WPS and upload that.',
    },
  },
  sheet_encrypted: {
    status: 415,
    message: { zh: '这个文件设了打开密码。', en: 'This file is locked by a password.' },
    hint: {
      zh: '请在 Excel 或 WPS 里取消打开密码，保存后再上传。',
      en: 'Remove the password in Excel or WPS, save it and upload it again.',
    },
  },
  sheet_unreadable: {
    status: 415,
    message: {
      zh: '这个文件读不出来：可能已损坏，或者不是表格。',
      en: 'This file cannot be read: it is damaged, or not a sheet.',
    },
    hint: {
      zh: '请在 Excel 或 WPS 里打开看看，“另存为”.xlsx，再上传。',
      en: 'Open it in Excel or WPS, save it as .xlsx and upload that.',
    },
  },
  sheet_empty: {
    status: 422,
    message: { zh: '这个表格里没有内容。', en: 'There is nothing in this sheet.' },
    hint: {
      zh: '请检查是否选错了文件，再上传。',
      en: 'Check that it is the right file and upload it again.',
    },
  },
  sheet_missing: {
    status: 422,
    message: { zh: '文件里没有名为“{sheet}”的工作表。', en: 'The file has no sheet named “{sheet}”.' },
    hint: { zh: '请重新选择工作表。', en: 'Choose a sheet again.' },
  },
  sheet_too_long: {
    status: 413,
    message: { zh: '表格超过 {limit} 行。', en: 'The sheet has more than {limit} rows.' },
    hint: { zh: '请拆成几个文件，分次上传。', en: 'Split it into several files and upload them one by one.' },
  },
  sheet_form_blocked: {
    status: 409,
    message: {
      zh: '这张表填不下：第 {row} 行是合并单元格或公式，会被覆盖。',
      en: 'The form has no room: row {row} holds merged cells or a formula that would be overwritten.',
    },
    hint: {
      zh: '请在原表第 {row} 行之前插入足够的空行再上传，或分成几份来填。',
      en: 'Insert enough rows above row {row} of the form and upload it again, or fill several copies.',
    },
  },
  rate_limited: {
    status: 429,
    message: { zh: '操作太频繁了。', en: 'Too many attempts.' },
    hint: { zh: '请 {seconds} 秒后再试。', en: 'Try again in {seconds} s.' },
  },
  internal: {
    status: 500,
    message: { zh: '系统出错了，您的内容没有丢。', en: 'Something went wrong on our side.' },
    hint: {
      zh: '请稍后再试；若仍不行，把编号 {requestId} 告诉工作人员。',
      en: 'Try later; if it persists, quote {requestId}.',
    },
  },
  unavailable: {
    status: 503,
    message: {
      zh: '系统正忙，或者正在恢复，暂时不能处理。',
      en: 'The service is busy or recovering and cannot do this now.',
    },
    hint: {
      zh: '请过一会儿再试，不会重复提交。',
      en: 'Try again in a little while; nothing is done twice.',
    },
  },
  outcome_unknown: {
    status: 503,
    message: {
      zh: '保存时连接中断，可能已保存，也可能没有。',
      en: 'The connection broke while saving: it may be saved, or not.',
    },
    hint: {
      zh: '请重试，不会重复提交。程序调用请带上原来的 Idempotency-Key。',
      en: 'Try again; nothing is done twice. A program sends the same Idempotency-Key.',
    },
  },
  disk_full: {
    status: 507,
    message: {
      zh: '服务器的磁盘快满了，现在只能查看，不能保存。',
      en: 'The server’s disk is nearly full: things can be read, but not saved.',
    },
    hint: {
      zh: '请联系系统管理员腾出磁盘空间，腾出后会自动恢复，再提交一次即可。',
      en: 'Ask the system administrator to free space; it recovers by itself, then send it again.',
    },
  },
});
