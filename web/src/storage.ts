/** What this browser remembers. Private windows and full disks refuse to remember: the page then works without. */

const prefix = 'streamverse.';

export function remember(key: string, value: string | number | boolean): void {
  try {
    localStorage.setItem(prefix + key, String(value));
  } catch {
    // Not remembered: the defaults apply the next time.
  }
}

export function forget(key: string): void {
  try {
    localStorage.removeItem(prefix + key);
  } catch {
    // Nothing can be stored here, so there is nothing to forget.
  }
}

export function recall(key: string): string | null {
  try {
    return localStorage.getItem(prefix + key);
  } catch {
    return null;
  }
}

/** A remembered number, or the fallback where there is none within the range. */
export function recallNumber(key: string, fallback: number, minimum: number, maximum: number): number {
  const text = recall(key);
  const value = text === null || text === '' ? Number.NaN : Number(text);
  return value >= minimum && value <= maximum ? value : fallback;
}
