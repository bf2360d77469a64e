import { Button, Input } from 'antd';
import { useEffect, useEffectEvent, useState } from 'react';
import { useFormats } from '#web/staff/format.ts';
import { Problem } from '#web/staff/parts.tsx';
import { useWords } from '#web/staff/words.ts';
import { Clash } from './minutes-clash.tsx';
import { useDraft, type Draft } from './minutes-draft.ts';
import { History } from './minutes-history.tsx';
import type { RemarkView, SectionView } from './minutes-reads.ts';
import { RemarkLines } from './minutes-remarks.tsx';
import { minutesWords } from './minutes-texts.ts';
import { SectionTools } from './minutes-tools.tsx';

export interface MinutesSectionProps {
  readonly meetingId: string;
  readonly section: SectionView;
  /** All sections that stand, in their order, and where this one is. */
  readonly ids: readonly string[];
  readonly at: number;
  readonly mayEdit: boolean;
  readonly remarks: readonly RemarkView[];
  readonly onUnsaved: (id: string, open: boolean) => void;
}

/** One section: as it stands, or as it is being written, with what units said of it. */
export function MinutesSection(props: MinutesSectionProps) {
  const { section, mayEdit, remarks, onUnsaved } = props;
  const draft = useDraft(section, mayEdit);
  const [history, setHistory] = useState(false);
  const { open } = draft;
  const tell = useEffectEvent((unsaved: boolean) => onUnsaved(section.id, unsaved));
  useEffect(() => {
    tell(open);
    return () => tell(false);
  }, [open]);
  return (
    <li className="card mn-section">
      {mayEdit ? (
        <Editor {...props} draft={draft} onHistory={() => setHistory(true)} />
      ) : (
        <Read section={section} />
      )}
      {!mayEdit && open && <Lost draft={draft} />}
      {!mayEdit && section.version > 1 && <HistoryLink onPress={() => setHistory(true)} />}
      <RemarkLines remarks={remarks} />
      {history && (
        <History
          section={section}
          {...(mayEdit ? { onRestore: (words) => draft.write(words) } : {})}
          onClose={() => setHistory(false)}
        />
      )}
    </li>
  );
}

function Read({ section: { heading, text } }: { readonly section: SectionView }) {
  return (
    <>
      <h2>{heading}</h2>
      <p className="mn-text">{text}</p>
    </>
  );
}

function HistoryLink({ onPress }: { readonly onPress: () => void }) {
  const { section } = useWords(minutesWords);
  return (
    <button type="button" className="link" onClick={onPress}>
      {section.history}
    </button>
  );
}

interface EditorProps extends MinutesSectionProps {
  readonly draft: Draft;
  readonly onHistory: () => void;
}

function Editor({ draft, onHistory, ...props }: EditorProps) {
  const { section: words } = useWords(minutesWords);
  const { section } = props;
  const { mine } = draft;
  return (
    <>
      <div className="mn-head">
        <Input
          className="mn-heading"
          variant="borderless"
          aria-label={words.heading}
          maxLength={100}
          value={mine.heading}
          onChange={(event) => draft.write({ heading: event.target.value })}
        />
        <SectionTools {...props} draft={draft} onHistory={onHistory} />
      </div>
      {draft.stand === 'clash' && <Clash section={section} draft={draft} />}
      <Input.TextArea
        aria-label={words.text(mine.heading)}
        className="mn-area"
        rows={rowsFor(mine.text)}
        maxLength={20_000}
        value={mine.text}
        onChange={(event) => draft.write({ text: event.target.value })}
      />
      {mine.text.trim() === '' && <small className="quiet">{words.empty}</small>}
      <Saved section={section} draft={draft} />
      {draft.aside && <Aside draft={draft} />}
    </>
  );
}

/** As high as the text on a desk; where the browser can, the style makes it exact. */
function rowsFor(text: string): number {
  const lines = text.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 52)), 0);
  return Math.min(24, Math.max(3, lines + 1));
}

/** Whether what one sees is what is kept, told in words. */
function Saved({ section, draft }: { readonly section: SectionView; readonly draft: Draft }) {
  const { section: words } = useWords(minutesWords);
  const { moment } = useFormats();
  const { away, error, isKept, pending, stand } = draft;
  const by = section.mine ? words.me : (section.by ?? words.someone);
  if (error && !away) return <Problem error={error} />;
  return (
    <small className={`mn-saved ${away ? 'mn-away' : ''}`} role="status">
      {away
        ? isKept
          ? words.away
          : words.awayOpen
        : pending
          ? words.saving
          : stand === 'typing'
            ? words.typing
            : stand === 'clash'
              ? ''
              : words.saved(by, moment(section.at))}
    </small>
  );
}

function Aside({ draft }: { readonly draft: Draft }) {
  const { clash } = useWords(minutesWords);
  return (
    <div className="row">
      <small className="quiet">{clash.aside}</small>
      <Button size="small" onClick={draft.bringBack}>
        {clash.back}
      </Button>
      <Button size="small" type="text" onClick={draft.dropAside}>
        {clash.drop}
      </Button>
    </div>
  );
}

/** Words that were typed and can be saved no more: nobody takes them away unasked. */
function Lost({ draft }: { readonly draft: Draft }) {
  const { clash } = useWords(minutesWords);
  return (
    <div className="note mind">
      <b>{clash.lost}</b>
      <div>{clash.lostTold}</div>
      <p className="mn-text">{draft.mine.text}</p>
      <Button size="small" onClick={draft.drop}>
        {clash.drop}
      </Button>
    </div>
  );
}
