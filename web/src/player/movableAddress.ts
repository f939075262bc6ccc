/**
 * The place of a stream, which changes whenever its token is renewed: the token is a part of the path.
 * hls.js goes on asking for the addresses that it knows; this says where they are now.
 */
export class MovableAddress {
  readonly #earlier: string[];
  #folder: string;

  /** Takes the absolute address of the multivariant playlist. */
  constructor(url: string) {
    this.#folder = folderOf(url);
    this.#earlier = [this.#folder];
  }

  moveTo(url: string): void {
    this.#folder = folderOf(url);
    if (!this.#earlier.includes(this.#folder)) this.#earlier.push(this.#folder);
  }

  /** Where something that was below any earlier folder of the stream is now; other addresses stay as they are. */
  current(url: string): string {
    const folder = this.#earlier.find((earlier) => url.startsWith(earlier));
    return folder === undefined ? url : this.#folder + url.slice(folder.length);
  }
}

const folderOf = (url: string): string => url.slice(0, url.lastIndexOf('/') + 1);
