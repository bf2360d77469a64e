import type { ComponentType } from 'react';
import type { Output } from '#kernel/contract';
import type { getPlace } from '#places/contract';
import { HoursTab } from './hours-tab.tsx';
import type { placeWords } from './texts.ts';

export type PlaceView = Output<typeof getPlace>;

/** What a tab of a place's page is given. */
export interface PlaceTabProps {
  readonly place: PlaceView;
}

export interface PlaceTab {
  readonly key: keyof (typeof placeWords)['zh']['tabs'];
  readonly Tab: ComponentType<PlaceTabProps>;
  /** Places that have it; all when absent. */
  readonly of?: (place: PlaceView) => boolean;
}

/** The tabs of a place's page, in their order. */
export const PLACE_TABS: readonly PlaceTab[] = [{ key: 'hours', Tab: HoursTab }];
