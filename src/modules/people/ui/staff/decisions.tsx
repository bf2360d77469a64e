import { Button } from 'antd';
import { ApproveDialog } from './approve.tsx';
import { fits, type Application, type Decision, type Outcomes } from './application-reads.ts';
import { applicationWords } from './application-texts.ts';
import { OfferDialog } from './offer.tsx';
import { ReasonDialog } from './reason-dialog.tsx';
import { useWords } from '#web/staff/words.ts';

const DECISIONS: readonly Decision[] = ['approve', 'return', 'offer', 'bounce', 'reject'];

interface DecisionButtonsProps {
  readonly rows: readonly Application[];
  readonly onDecide: (decision: Decision) => void;
}

/** A button for each thing that can be done to at least one of the rows. */
export function DecisionButtons({ rows, onDecide }: DecisionButtonsProps) {
  const words = useWords(applicationWords);
  return DECISIONS.filter((decision) => rows.some((row) => fits(decision, row))).map((decision) => (
    <Button
      key={decision}
      type={decision === 'approve' ? 'primary' : 'default'}
      danger={decision === 'reject'}
      onClick={() => onDecide(decision)}
    >
      {words.actions[decision]}
    </Button>
  ));
}

export interface DecisionDialogProps {
  readonly decision: Decision;
  readonly rows: readonly Application[];
  readonly onDone: (outcomes: Outcomes) => void;
  readonly onClose: () => void;
}

/** The dialog that belongs to a decision. */
export function DecisionDialog({ decision, rows, ...rest }: DecisionDialogProps) {
  const fitting = rows.filter((row) => fits(decision, row));
  if (decision === 'approve') return <ApproveDialog rows={fitting} {...rest} />;
  if (decision === 'offer') return <OfferDialog rows={fitting} {...rest} />;
  return <ReasonDialog decision={decision} rows={fitting} {...rest} />;
}
