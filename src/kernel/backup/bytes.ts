/** Takes exact numbers of bytes out of pieces of any size. */
export interface Bytes {
  /** The next `count` bytes, or undefined where fewer are left. */
  take(count: number): Promise<Buffer | undefined>;
  /** Up to the next line feed, which is not part of it; undefined where none comes within `max` bytes. */
  line(max: number): Promise<Buffer | undefined>;
}

export function bytesOf(source: AsyncIterable<Buffer>): Bytes {
  const pieces = source[Symbol.asyncIterator]();
  let held: Buffer = Buffer.alloc(0);
  async function hold(count: number): Promise<boolean> {
    const parts = [held];
    let length = held.length;
    while (length < count) {
      const { done, value } = await pieces.next();
      if (done) break;
      parts.push(value);
      length += value.length;
    }
    if (parts.length > 1) held = Buffer.concat(parts);
    return length >= count;
  }
  function cut(count: number): Buffer {
    const taken = held.subarray(0, count);
    held = held.subarray(count);
    return taken;
  }
  return {
    take: async (count) => ((await hold(count)) ? cut(count) : undefined),
    async line(max) {
      for (let searched = 0; searched < max;) {
        const at = held.indexOf(10);
        if (at >= 0 && at < max) return Buffer.from(cut(at + 1).subarray(0, -1));
        searched = held.length;
        if (!(await hold(held.length + 1))) return undefined;
      }
      return undefined;
    },
  };
}
