/** A tile of a sprite sheet, in pixels of the sheet. */
export interface Sprite {
  readonly url: string;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface Thumbnail extends Sprite {
  readonly start: number;
  readonly end: number;
}

const timing = /^((?:\d+:)?\d{1,2}:\d{2}\.\d{3})\s+-->\s+((?:\d+:)?\d{1,2}:\d{2}\.\d{3})/;
const fragment = /^(.*)#xywh=(?:pixel:)?(\d+),(\d+),(\d+),(\d+)$/;

/** Splits the media fragment off an address, or null where it has none. */
export function spriteOf(url: string): Sprite | null {
  const match = fragment.exec(url);
  if (match === null) return null;
  const [, sheet = '', x, y, width, height] = match;
  const sprite = { url: sheet, x: Number(x), y: Number(y), width: Number(width), height: Number(height) };
  return sprite.width > 0 && sprite.height > 0 ? sprite : null;
}

/** Reads a WebVTT track of sprite tiles. Addresses are resolved against that of the track; cues without a tile are left out. */
export function parseThumbnails(vtt: string, trackUrl: string): readonly Thumbnail[] {
  const thumbnails: Thumbnail[] = [];
  for (const block of vtt.replaceAll('\r\n', '\n').split(/\n{2,}/)) {
    const lines = block.split('\n').filter((line) => line.trim() !== '');
    const at = lines.findIndex((line) => timing.test(line));
    const [, start, end] = timing.exec(lines[at] ?? '') ?? [];
    const sprite = spriteOf(lines[at + 1]?.trim() ?? '');
    if (start === undefined || end === undefined || sprite === null) continue;
    thumbnails.push({ ...sprite, url: new URL(sprite.url, trackUrl).href, start: seconds(start), end: seconds(end) });
  }
  return thumbnails.sort((a, b) => a.start - b.start);
}

/** The tile that shows a moment, by binary search; the last one before it where there is a gap. */
export function thumbnailAt(thumbnails: readonly Thumbnail[], time: number): Thumbnail | null {
  let low = 0;
  let high = thumbnails.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((thumbnails[middle]?.start ?? Infinity) <= time) low = middle + 1;
    else high = middle;
  }
  return thumbnails[low - 1] ?? thumbnails[0] ?? null;
}

const seconds = (stamp: string): number => stamp.split(':').reduce((total, part) => total * 60 + Number(part), 0);
