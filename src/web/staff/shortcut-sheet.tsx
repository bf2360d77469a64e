import { Modal, Switch } from 'antd';
import { switchKeys, useSingleKeys } from './keys.ts';
import { Fact } from './parts.tsx';
import { defineWords, useWords } from './words.ts';

const shortcutWords = defineWords(
  {
    title: '快捷键',
    keys: {
      '/': '到搜索框',
      j: '下一行；抽屉打开时，下一份',
      k: '上一行；抽屉打开时，上一份',
      x: '选中或取消这一行',
      Enter: '打开这一行',
      Esc: '关闭抽屉或对话框',
      '?': '这张表',
    },
    on: '使用单键快捷键',
    why: '用语音输入或屏幕阅读器时，单键可能误触，可以关掉。',
  },
  {
    title: 'Shortcuts',
    keys: {
      '/': 'to the search field',
      j: 'next row; with a drawer open, the next one',
      k: 'previous row; with a drawer open, the previous one',
      x: 'select or unselect the row',
      Enter: 'open the row',
      Esc: 'close the drawer or dialog',
      '?': 'this sheet',
    },
    on: 'Use single-key shortcuts',
    why: 'With dictation or a screen reader single keys can be struck by accident; switch them off here.',
  },
);

/** All shortcuts, and the switch that turns the single keys off. */
export function ShortcutSheet({ onClose }: { readonly onClose: () => void }) {
  const words = useWords(shortcutWords);
  const on = useSingleKeys();
  return (
    <Modal open title={words.title} footer={null} onCancel={onClose}>
      <dl className="facts">
        {Object.entries(words.keys).map(([key, does]) => (
          <Fact key={key} name={<kbd>{key}</kbd>}>
            {does}
          </Fact>
        ))}
      </dl>
      <div className="row">
        <Switch id="keys-on" checked={on} onChange={switchKeys} />
        <label htmlFor="keys-on">{words.on}</label>
      </div>
      <small>{words.why}</small>
    </Modal>
  );
}
