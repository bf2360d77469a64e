import { useBlocker } from '@tanstack/react-router';
import { App } from 'antd';
import { frameWords } from './texts.ts';
import { useWords } from './words.ts';

/**
 * Asks before typed content is lost: on leaving the page and, through the returned function, on closing a dialog.
 * Answers whether one may go.
 */
export function useUnsaved(dirty: boolean): () => Promise<boolean> {
  const { modal } = App.useApp();
  const { leave } = useWords(frameWords);
  const mayLeave = async (): Promise<boolean> => {
    if (!dirty) return true;
    return modal.confirm({
      title: leave.title,
      content: leave.body,
      okText: leave.leave,
      okButtonProps: { danger: true },
      cancelText: leave.stay,
      autoFocusButton: 'cancel',
    });
  };
  useBlocker({
    shouldBlockFn: async ({ current, next }) => current.pathname !== next.pathname && !(await mayLeave()),
    enableBeforeUnload: dirty,
    disabled: !dirty,
  });
  return mayLeave;
}
