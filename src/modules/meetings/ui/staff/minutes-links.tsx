import { App, Button, Modal } from 'antd';
import type { Output } from '#kernel/contract';
import type { circulateMinutes } from '#meetings/minutes/contract';
import { copyText } from '#web/staff/clipboard.ts';
import { useWords } from '#web/staff/words.ts';
import { minutesWords } from './minutes-texts.ts';

export type Links = Output<typeof circulateMinutes>['links'];

interface ReviewLinksProps {
  readonly links: Links;
  readonly onClose: () => void;
}

/** The links by which units read the draft and answer: told once, to be sent to each. */
export function ReviewLinks({ links, onClose }: ReviewLinksProps) {
  const { links: words } = useWords(minutesWords);
  const { message } = App.useApp();
  const copy = async (text: string): Promise<void> => {
    await copyText(text);
    message.success(words.copied);
  };
  const all = links.map(({ unit, url }) => `${unit} ${url}`).join('\n');
  return (
    <Modal
      open
      width={720}
      title={words.title}
      footer={
        <Button type="primary" onClick={() => void copy(all)}>
          {words.all}
        </Button>
      }
      onCancel={onClose}
    >
      <p className="quiet">{words.told}</p>
      <ul className="mn-remarks">
        {links.map(({ unit, url }) => (
          <li key={unit} className="mn-link">
            <div>
              <b>{unit}</b>
              <div className="quiet mn-url">{url}</div>
            </div>
            <Button size="small" aria-label={words.one(unit)} onClick={() => void copy(url)}>
              {words.copy}
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
