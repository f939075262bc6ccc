import { parseThumbnails, type Thumbnail } from './thumbnails';

/** Fetches the track of seek previews when it is first needed. A title without one plays all the same. */
export class ThumbnailLoader {
  #url: string | null = null;
  #asked = false;

  constructor(private readonly loaded: (thumbnails: readonly Thumbnail[]) => void) {}

  /** A new session has new addresses. */
  reset(url: string): void {
    const again = this.#asked;
    this.#url = url;
    this.#asked = false;
    if (again) void this.load();
  }

  async load(): Promise<void> {
    const url = this.#url;
    if (url === null || this.#asked) return;
    this.#asked = true;
    try {
      const response = await fetch(url);
      if (!response.ok) return;
      const thumbnails = parseThumbnails(await response.text(), url);
      if (this.#url === url) this.loaded(thumbnails);
    } catch {
      this.#asked = false; // No connection: the next approach tries again.
    }
  }
}
