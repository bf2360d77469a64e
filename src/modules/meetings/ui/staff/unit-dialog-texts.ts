import { defineWords } from '#web/staff/words.ts';

/** What becomes of the phone of who answered for a unit before. */
export const unitDialogWords = defineWords(
  {
    dropPhone: '去掉已留的手机号',
    newContact: '换了联系人：不填新手机号，原来的就去掉，免得链接发给前一位',
  },
  {
    dropPhone: 'Remove the number that is kept',
    newContact: 'Another contact: without a new number the old one goes, so that no link is sent to who left',
  },
);
