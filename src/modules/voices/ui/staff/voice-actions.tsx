import type { ComponentType } from 'react';
import type { Voice } from './voice-request.ts';

export interface VoiceActionsProps {
  /** The chosen voices, all of them open. */
  readonly voices: readonly Voice[];
  /** Something was done with them: the choice is empty again. */
  readonly onDone: () => void;
}

/** What can be done with several voices at once; where there is nothing, none can be chosen. */
export const VoiceActions: ComponentType<VoiceActionsProps> | null =
  null as ComponentType<VoiceActionsProps> | null;
