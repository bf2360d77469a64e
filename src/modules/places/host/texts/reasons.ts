import type { CloseReason } from '../rules.ts';

/** Why a host closes for a while, as it stands on the public page. */
export const REASONS: Readonly<Record<CloseReason, { readonly zh: string; readonly en: string }>> = {
  repair: { zh: '正在维修', en: 'Under repair' },
  power: { zh: '停水或停电', en: 'No water or power' },
  stocktake: { zh: '店里盘点', en: 'Stocktaking' },
  staff: { zh: '人手不够', en: 'Short of staff' },
  holiday: { zh: '放假', en: 'Holiday' },
  event: { zh: '场地临时有事', en: 'The room is needed for something else' },
};
