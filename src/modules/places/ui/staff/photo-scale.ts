/** The longer side of what is sent, in pixels (photos/contract.ts). */
const MAX_SIDE = 1600;

/**
 * The photograph drawn anew, no larger than {@link MAX_SIDE} and upright, as a JPEG: nothing of its metadata is in a
 * drawing. Rejects what the browser cannot read.
 */
export async function scaled(file: File): Promise<File> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' });
  const factor = Math.min(1, MAX_SIDE / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * factor));
  canvas.height = Math.max(1, Math.round(picture.height * factor));
  const pen = canvas.getContext('2d')!;
  // A PNG may be see-through; a JPEG is not.
  pen.fillStyle = 'white';
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/jpeg', 0.85));
  if (!blob) throw new Error('the browser cannot write a JPEG');
  return new File([blob], file.name, { type: 'image/jpeg' });
}
