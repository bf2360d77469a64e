import { useQuery } from '@tanstack/react-query';
import { Button, Modal } from 'antd';
import type { sectionHistory } from '#meetings/minutes/contract';
import type { Words } from '../../minutes/rules.ts';
import { useFormats } from '#web/staff/format.ts';
import { Loading, Problem, Tag } from '#web/staff/parts.tsx';
import { ask } from '#web/staff/query.ts';
import { useWords } from '#web/staff/words.ts';
import type { SectionView } from './minutes-reads.ts';
import { minutesWords } from './minutes-texts.ts';

interface HistoryProps {
  readonly section: SectionView;
  /** Absent where the minutes cannot be changed. */
  readonly onRestore?: (words: Words) => void;
  readonly onClose: () => void;
}

/** Every version that was ever saved, with who wrote it. */
export function History({ section, onRestore, onClose }: HistoryProps) {
  const { history, section: words } = useWords(minutesWords);
  const { moment } = useFormats();
  const read = useQuery({
    ...ask<typeof sectionHistory>('GET /api/minutes/sections/:id/history', { id: section.id }),
    staleTime: 0,
  });
  return (
    <Modal open width={720} title={history.title(section.heading)} footer={null} onCancel={onClose}>
      {read.isLoading && <Loading rows={3} />}
      {read.error && <Problem error={read.error} onRetry={() => void read.refetch()} />}
      <ol className="mn-history">
        {read.data?.items.map(({ version, heading, text, by, at }, index) => (
          <li key={version}>
            <div className="row">
              <b>{history.version(version)}</b>
              <span className="quiet">
                {by ?? words.someone} · {moment(at)}
              </span>
              {index === 0 && <Tag>{history.now}</Tag>}
              {index > 0 && onRestore && (
                <Button
                  size="small"
                  onClick={() => {
                    onRestore({ heading, text });
                    onClose();
                  }}
                >
                  {history.restore}
                </Button>
              )}
            </div>
            <p className="mn-text said">{text || history.empty}</p>
          </li>
        ))}
      </ol>
    </Modal>
  );
}
