import { App, Form, Input, Modal } from 'antd';
import type { makeVoice } from '#voices/contract';
import { copyText } from './clipboard.ts';
import { FormProblem } from './parts.tsx';
import { frameWords } from './texts.ts';
import { useUnsaved } from './unsaved.ts';
import { useSend } from './use-send.ts';
import { defineWords, useWords } from './words.ts';

const suggestWords = defineWords(
  {
    body: '哪里不好用、哪里写错了，都可以说。不用登录，也不问您是谁。',
    text: '您的意见',
    contact: '手机号（可以不填）',
    why: '为什么要填：想要回音才填，只用来回复这一条，加密保存。',
    send: '提交',
    thanks: '收到了。负责这一块的工会会看到并处理。',
    follow: '回复用这个链接看。它只出现这一次，有链接的人就能看到：',
    copy: '复制链接',
    copied: '已复制',
    close: '好',
    required: '请写几个字',
  },
  {
    body: 'Tell us what is hard to use or wrong. No account is needed and nobody asks who you are.',
    text: 'Your suggestion',
    contact: 'Mobile number (optional)',
    why: 'Why we ask: only if you want an answer. It is used for this one answer and kept encrypted.',
    send: 'Send',
    thanks: 'Received. The union in charge will see and handle it.',
    follow: 'This link shows the answer. It appears only once, and whoever has it can read it:',
    copy: 'Copy the link',
    copied: 'Copied',
    close: 'OK',
    required: 'Please write a few words',
  },
);

interface Suggestion {
  readonly text: string;
  readonly contact?: string;
}

/** A suggestion about the page it is made on. */
export function SuggestDialog({ onClose }: { readonly onClose: () => void }) {
  const frame = useWords(frameWords);
  const words = useWords(suggestWords);
  const [form] = Form.useForm<Suggestion>();
  const send = useSend<typeof makeVoice>('POST /api/voices', ['GET /api/voices', 'GET /api/voices/todos']);
  const typed = Form.useWatch<string | undefined>('text', form);
  const mayLeave = useUnsaved(Boolean(typed) && !send.isSuccess);
  const cancel = async (): Promise<void> => {
    if (await mayLeave()) onClose();
  };
  if (send.data) return <Received token={send.data.token} onClose={onClose} />;
  const submit = ({ text, contact }: Suggestion): void =>
    send.mutate({ text, page: location.pathname.slice(0, 120), ...(contact ? { contact } : {}) });
  return (
    <Modal
      open
      title={frame.suggest}
      okText={words.send}
      cancelText={frame.cancel}
      confirmLoading={send.isPending}
      onOk={form.submit}
      onCancel={() => void cancel()}
    >
      <p className="quiet form-note">{words.body}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit}>
        <Form.Item
          name="text"
          label={words.text}
          rules={[{ required: true, whitespace: true, message: words.required }]}
        >
          <Input.TextArea rows={4} maxLength={1000} showCount />
        </Form.Item>
        <Form.Item name="contact" label={words.contact} extra={words.why}>
          <Input type="tel" maxLength={60} autoComplete="tel" />
        </Form.Item>
        <FormProblem error={send.error} />
      </Form>
    </Modal>
  );
}

/** It has arrived: the link by which it is followed. */
function Received({ token, onClose }: { readonly token: string; readonly onClose: () => void }) {
  const frame = useWords(frameWords);
  const words = useWords(suggestWords);
  const { message } = App.useApp();
  const link = `${location.origin}/said#${token}`;
  const copy = async (): Promise<void> => {
    await copyText(link);
    message.success(words.copied);
  };
  return (
    <Modal
      open
      title={frame.suggest}
      okText={words.copy}
      cancelText={words.close}
      onOk={() => void copy()}
      onCancel={onClose}
    >
      <p role="status">{words.thanks}</p>
      <p>{words.follow}</p>
      <p>{link}</p>
    </Modal>
  );
}
