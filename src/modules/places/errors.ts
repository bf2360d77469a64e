import { defineErrors } from '#kernel/errors';

export const placesError = defineErrors('places', {
  not_found: {
    status: 404,
    message: { zh: '没有找到这个地方，或不在您的范围内。', en: 'No such place, or not in your scope.' },
    hint: { zh: '请核对编号，或回到列表再找。', en: 'Check the code, or look in the list again.' },
  },
  unknown_kind: {
    status: 422,
    message: { zh: '没有这种类型。', en: 'There is no such kind of place.' },
    hint: {
      zh: '请从列表里选；要添加类型，请到“名称与分类”。',
      en: 'Choose from the list, or add a kind in the settings.',
    },
  },
  unknown_facility: {
    status: 422,
    message: { zh: '设施清单里没有这一项：{code}。', en: 'The list of facilities has no {code}.' },
    hint: {
      zh: '请从列表里选；要添加设施，请到“名称与分类”。',
      en: 'Choose from the list, or add one in the settings.',
    },
  },
  unknown_area: {
    status: 422,
    message: { zh: '没有这个区划代码。', en: 'There is no such area code.' },
    hint: { zh: '请从列表里选街道。', en: 'Choose the street from the list.' },
  },
  bad_host: {
    status: 422,
    message: {
      zh: '共建单位不对：自建的地方没有共建单位，共建单位也只能填一个。',
      en: 'A place of the union’s own has no host; a co-hosted one has at most one.',
    },
    hint: { zh: '请改成共建，或去掉共建单位。', en: 'Change it to co-hosted, or take the host away.' },
  },
  outside_china: {
    status: 422,
    message: {
      zh: '这个位置不在国内，经纬度可能填反了。',
      en: 'This position is not in China; latitude and longitude may be swapped.',
    },
    hint: { zh: '北京大约是北纬 40、东经 116。', en: 'Beijing is about 40 north, 116 east.' },
  },
  bad_hours: {
    status: 422,
    message: { zh: '同一天的开放时间有重叠。', en: 'Opening hours of one day overlap.' },
    hint: { zh: '请检查{day}的时间段。', en: 'Check the stretches of {day}.' },
  },
  facility_twice: {
    status: 422,
    message: { zh: '同一项设施写了两次。', en: 'A facility stands twice.' },
    hint: { zh: '请去掉重复的一项再保存。', en: 'Take one of the two away and save again.' },
  },
  export_too_long: {
    status: 422,
    message: {
      zh: '要导出的地方超过 {limit} 个，一张表放不下。',
      en: 'More than {limit} places: too long for one sheet.',
    },
    hint: { zh: '请先按工会或类型筛选，分几次导出。', en: 'Narrow the list, and export it in parts.' },
  },
  not_undoable: {
    status: 409,
    message: {
      zh: '这一步已经不能撤销了：时间过了，或之后又有人改过。',
      en: 'This step cannot be undone any more: it is too long ago, or somebody has changed the place since.',
    },
    hint: { zh: '请打开这个地方，直接改成您要的状态。', en: 'Open the place and set the state you want.' },
  },
  bad_step: {
    status: 409,
    message: { zh: '现在不能这样改状态。', en: 'The place cannot take this step now.' },
    hint: { zh: '刷新后看看它现在的状态。', en: 'Reload to see its present state.' },
  },
  reason_missing: {
    status: 422,
    message: {
      zh: '请写明原因，站在门口的人会看到。',
      en: 'Say why: whoever stands before the door will read it.',
    },
    hint: { zh: '例如：水管维修。', en: 'For example: the water pipe is being mended.' },
  },
  bad_until: {
    status: 422,
    message: {
      zh: '恢复时间要在现在之后；只有临时关闭才能填。',
      en: 'The end of a closing lies in the future, and only a temporary closing has one.',
    },
    hint: { zh: '请改时间，或不填。', en: 'Change it, or leave it out.' },
  },
  settings_of_root: {
    status: 403,
    message: {
      zh: '这是全市共用的设置，由最上级工会改。',
      en: 'This setting is shared by all; the union at the top changes it.',
    },
    hint: { zh: '请把要改的告诉上级工会。', en: 'Tell the union above what should change.' },
  },
  term_in_use: {
    status: 409,
    message: { zh: '“{name}”还有地方在用，不能去掉。', en: 'Some places still use “{name}”.' },
    hint: { zh: '先把那些地方改成别的，再来去掉。', en: 'Change those places first.' },
  },
  bad_terms: {
    status: 422,
    message: {
      zh: '清单里有重复的代码，或生效日期早于上一份。',
      en: 'A code stands twice, or the list begins before the one in force.',
    },
    hint: { zh: '请检查后再保存。', en: 'Check the list and save again.' },
  },
});
