/** Figures as people read them. Every function accepts what a server may send: NaN, infinity and negatives give a dash. */

const unknown = '–';

const usable = (value: number | null | undefined): value is number =>
  typeof value === 'number' && Number.isFinite(value) && value >= 0;

/** 1536 -> "1.5 KB". Decimal units, as operating systems' file managers and disks use them. */
export function formatBytes(bytes: number): string {
  if (!usable(bytes)) return unknown;
  const units = ['B', 'KB', 'MB', 'GB', 'TB'];
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  const digits = unit === 0 || value >= 100 ? 0 : 1;
  return `${value.toFixed(digits)} ${units[unit]}`;
}

/** 3723 -> "1:02:03", 63 -> "1:03". */
export function formatClock(seconds: number): string {
  if (!usable(seconds)) return unknown;
  const whole = Math.floor(seconds);
  const pad = (part: number): string => String(part).padStart(2, '0');
  const hours = Math.floor(whole / 3600);
  const minutes = Math.floor(whole / 60) % 60;
  return hours > 0 ? `${hours}:${pad(minutes)}:${pad(whole % 60)}` : `${minutes}:${pad(whole % 60)}`;
}

/** 95 -> "1 min 35 s left", 4 -> "4 s left", 7260 -> "2 h 1 min left"; empty where it is not known. */
export function formatTimeLeft(seconds: number | null | undefined): string {
  if (!usable(seconds)) return '';
  const whole = Math.max(1, Math.ceil(seconds));
  if (whole < 60) return `${whole} s left`;
  const minutes = Math.floor(whole / 60);
  if (minutes < 10) return whole % 60 === 0 ? `${minutes} min left` : `${minutes} min ${whole % 60} s left`;
  if (minutes < 60) return `${minutes} min left`;
  const hours = Math.floor(minutes / 60);
  return minutes % 60 === 0 ? `${hours} h left` : `${hours} h ${minutes % 60} min left`;
}

/** 0.4349 -> "43 %". Rounds down, so that 100 % is only said when everything is done. */
export function formatPercent(fraction: number): string {
  if (!usable(fraction)) return unknown;
  return `${Math.floor(Math.min(1, fraction) * 100 + 1e-9)} %`;
}

/** Bits a second: 2_150_000 -> "2.2 Mb/s". */
export function formatBitrate(bitsPerSecond: number): string {
  if (!usable(bitsPerSecond)) return unknown;
  return bitsPerSecond >= 1e6 ? `${(bitsPerSecond / 1e6).toFixed(1)} Mb/s` : `${Math.round(bitsPerSecond / 1000)} kb/s`;
}

/** How long ago, coarse on purpose. */
export function formatAge(iso: string, now: Date): string {
  const then = Date.parse(iso);
  if (Number.isNaN(then)) return '';
  const seconds = Math.max(0, (now.getTime() - then) / 1000);
  if (seconds < 60) return 'just now';
  const relative = new Intl.RelativeTimeFormat('en', { numeric: 'auto' });
  if (seconds < 3600) return relative.format(-Math.floor(seconds / 60), 'minute');
  if (seconds < 86_400) return relative.format(-Math.floor(seconds / 3600), 'hour');
  if (seconds < 30 * 86_400) return relative.format(-Math.floor(seconds / 86_400), 'day');
  return new Intl.DateTimeFormat('en', { dateStyle: 'medium' }).format(then);
}

/** The name of a rung as people know it: the short side, so that a portrait video is "720p" too. */
export function formatResolution(width: number, height: number): string {
  const short = width > 0 ? Math.min(width, height) : height;
  return short > 0 ? `${short}p` : unknown;
}

/** "de" -> "German"; the tag itself where the browser has no name for it. */
export function formatLanguage(tag: string | undefined): string {
  if (!tag || tag === 'und') return 'Unknown language';
  try {
    return new Intl.DisplayNames(['en'], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag; // Not a well-formed tag: what the file says is the best there is.
  }
}

/** A figure and its unit stay on one line. */
export const keepTogether = (text: string): string => text.replaceAll(' ', '\u00a0');
