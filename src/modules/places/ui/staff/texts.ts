import { defineWords } from '#web/staff/words.ts';

export const placeWords = defineWords(
  {
    tabs: {
      facts: '概况',
      hours: '开放时间',
      faults: '可信与报修',
      host: '站点负责人',
      supplies: '物资',
      photos: '照片与活动',
      titles: '称号',
      rooms: '房间与预约',
    },
    missing: '没有找到这个地方',
  },
  {
    tabs: {
      facts: 'Facts',
      hours: 'Hours',
      faults: 'Trust and faults',
      host: 'Host',
      supplies: 'Supplies',
      photos: 'Photos and events',
      titles: 'Titles',
      rooms: 'Rooms and bookings',
    },
    missing: 'No such place',
  },
);
