import { App, Button } from 'antd';
import { copyText } from '#web/staff/clipboard.ts';
import { useFormats } from '#web/staff/format.ts';
import { useWords } from '#web/staff/words.ts';
import { errandLinkWords } from './errand-link-texts.ts';
import type { ErrandRow, ErrandsView } from './errand-reads.ts';
import { errandWords } from './errand-texts.ts';

interface RemindProps {
  readonly rows: readonly ErrandRow[];
  readonly view: Pick<ErrandsView, 'title' | 'union'>;
}

/** Words to paste where one writes to units; without the link, which nobody but its holder has. */
export function RemindButton({ rows, view: { title, union } }: RemindProps) {
  const words = useWords(errandLinkWords);
  const { kinds } = useWords(errandWords);
  const { message } = App.useApp();
  const { day } = useFormats();
  const lineOf = ({ unit, kind, dueOn }: ErrandRow): string =>
    words.reminder(
      unit.name,
      words.reminderAbout(title, kinds[kind]),
      dueOn ? words.reminderDue(day(dueOn)) : '',
      words.reminderCall(union.union, union.phone),
    );
  const copy = async (): Promise<void> => {
    await copyText(rows.map(lineOf).join('\n'));
    void message.success(words.reminded);
  };
  return (
    <Button title={words.remindNote} onClick={() => void copy()}>
      {words.remind}
      {rows.length > 1 && ` (${rows.length})`}
    </Button>
  );
}
