import { kernelError } from '../errors.ts';

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ZIP = Buffer.from('PK');
/** An .xlsx with a password is an OLE file with this stream in its directory (MS-OFFCRYPTO). */
const ENCRYPTED = Buffer.from('EncryptedPackage', 'utf16le');
/** Many office systems "export to Excel" by naming a web page, or the XML of Excel 2003, `.xls`. */
const MARKUP = /^\s*<(\?xml|!doctype|!--|html|head|meta|style|body|table|div)\b/i;

/**
 * What a file is, by its first bytes. Throws kernel.sheet_xls, kernel.sheet_encrypted, and kernel.sheet_empty for no
 * bytes at all. An archive is taken for an .xlsx until it is opened, anything else for text.
 */
export function kindOf(bytes: Buffer): 'xlsx' | 'csv' {
  if (bytes.length === 0) throw kernelError('sheet_empty');
  if (startsWith(bytes, OLE)) throw kernelError(bytes.includes(ENCRYPTED) ? 'sheet_encrypted' : 'sheet_xls');
  if (startsWith(bytes, ZIP) && bytes.length > 3 && bytes[2]! <= 8) return 'xlsx';
  if (MARKUP.test(bytes.toString('utf8', 0, 512).replace(/^\uFEFF/, ''))) throw kernelError('sheet_xls');
  return 'csv';
}

function startsWith(bytes: Buffer, mark: Buffer): boolean {
  return bytes.subarray(0, mark.length).equals(mark);
}
