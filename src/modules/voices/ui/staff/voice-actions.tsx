import { Button } from 'antd';
import { useState } from 'react';
import { useWords } from '#web/staff/words.ts';
import { concernWords } from './concern-texts.ts';
import { GroupDialog } from './group-dialog.tsx';
import type { Voice } from './voice-request.ts';

export interface VoiceActionsProps {
  /** The chosen voices, all of them open. */
  readonly voices: readonly Voice[];
  /** Something was done with them: the choice is empty again. */
  readonly onDone: () => void;
}

/** What can be done with several voices at once: they become one concern. */
export function VoiceActions({ voices, onDone }: VoiceActionsProps) {
  const words = useWords(concernWords);
  const [grouping, setGrouping] = useState(false);
  return (
    <>
      <Button type="primary" onClick={() => setGrouping(true)}>
        {words.group(voices.length)}
      </Button>
      {grouping && <GroupDialog voices={voices} onClose={() => setGrouping(false)} onDone={onDone} />}
    </>
  );
}
