import { Button } from 'antd';
import { joinLines } from '../../minutes/rules.ts';
import { useFormats } from '#web/staff/format.ts';
import { useWords } from '#web/staff/words.ts';
import type { Draft } from './minutes-draft.ts';
import type { SectionView } from './minutes-reads.ts';
import { minutesWords } from './minutes-texts.ts';

interface ClashProps {
  readonly section: SectionView;
  readonly draft: Draft;
}

/** Two have changed one section: both texts side by side, and three ways on. Whatever is chosen, the other stays. */
export function Clash({ section, draft }: ClashProps) {
  const { clash, section: words } = useWords(minutesWords);
  const { moment } = useFormats();
  const { mine } = draft;
  const by = section.mine ? clash.myself : (section.by ?? words.someone);
  return (
    <div className="note mind mn-clash" role="alert">
      <b>{clash.title}</b>
      <p>{clash.told(by, moment(section.at))}</p>
      <div className="mn-two">
        <Side name={clash.mine} heading={mine.heading} text={mine.text} other={section.text} />
        <Side name={clash.theirs} heading={section.heading} text={section.text} other={mine.text} />
      </div>
      <div className="row">
        <Button
          type="primary"
          onClick={() => draft.keepMine({ ...mine, text: joinLines(section.text, mine.text) })}
        >
          {clash.join}
        </Button>
        <Button onClick={() => draft.keepMine()}>{clash.useMine}</Button>
        <Button onClick={draft.takeTheirs}>{clash.useTheirs}</Button>
        <small className="quiet">{clash.kept}</small>
      </div>
    </div>
  );
}

interface SideProps {
  readonly name: string;
  readonly heading: string;
  readonly text: string;
  readonly other: string;
}

function Side({ name, heading, text, other }: SideProps) {
  const known = new Set(other.split('\n'));
  return (
    <div>
      <small className="quiet">{name}</small>
      <b>{heading}</b>
      {text.split('\n').map((line, at) => (
        <p key={at} className="mn-text">
          {known.has(line) ? line : <mark>{line}</mark>}
        </p>
      ))}
    </div>
  );
}
