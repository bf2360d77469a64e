/** Without the hint, Word sets quotation marks and dashes in the Latin face, half as wide. */
const face = (eastAsia: string, latin = 'Times New Roman') => ({
  ascii: latin,
  hAnsi: latin,
  cs: latin,
  eastAsia,
  hint: 'eastAsia',
});
/** The typefaces of the standard, as Word names them. */
export const FACES = {
  body: face('仿宋'),
  title: face('方正小标宋简体'),
  first: face('黑体'),
  second: face('楷体'),
  number: face('宋体', '宋体'),
} as const;

/** What Word takes where a typeface is missing (ECMA-376 §17.8.3.1). */
const INSTEAD = {
  仿宋: 'FangSong',
  方正小标宋简体: '宋体',
  黑体: 'SimHei',
  楷体: 'KaiTi',
  宋体: 'SimSun',
} as const;
/** `word/fontTable.xml`. */
export const FONT_TABLE = [
  '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>',
  '<w:fonts xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">',
  ...Object.entries(INSTEAD).map(
    ([name, other]) =>
      `<w:font w:name="${name}"><w:altName w:val="${other}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>`,
  ),
  '</w:fonts>',
].join('');
