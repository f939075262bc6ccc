import { type DetailedError, type PreviousUpload, Upload } from 'tus-js-client';
import { uploadsUrl } from '../api';
import { Listeners } from '../listeners';
import { describeError, parseProblem } from '../problem';
import { largestChunk, smallerChunk } from './chunkSize';
import { RateMeter } from './rateMeter';

export type UploadState = 'waiting' | 'uploading' | 'paused' | 'failed' | 'done' | 'cancelled';

/** Long enough to outlive a restart of the server; the count starts again whenever bytes got through. */
const retryDelays = [0, 500, 1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 30_000];

/** A connection that moved nothing for this long is dead, whatever the browser believes. */
const stallMilliseconds = 45_000;

/** Small files go in the request that creates the upload; larger ones need an address to resume at first. */
const creationBodyLimit = 1_000_000;

/** What the last upload of this page found to pass the proxies on the way. */
let provenChunk = largestChunk;

export type TrackKind = 'audio' | 'subtitles';

/** What a file is that adds a track to a published title. */
export interface TrackMetadata {
  readonly titleId: string;
  readonly kind: TrackKind;
  readonly language: string;
}

/** One file on its way to the server. */
export class UploadTask {
  readonly changed = new Listeners();
  readonly #rate = new RateMeter();
  readonly #upload: Upload;
  #state: UploadState = 'waiting';
  #bytesSent = 0;
  #resumedAt: number | null = null;
  #awaitingOffset = false;
  #retrying = false;
  #error: string | null = null;
  #titleId: string | null = null;
  #stallTimer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    readonly file: File,
    track?: TrackMetadata,
  ) {
    this.#upload = new Upload(file, {
      endpoint: new URL(uploadsUrl, location.origin).href,
      metadata: track === undefined ? { filename: file.name, title: titleFromFilename(file.name) } : { filename: file.name, ...track },
      // The same file may be a track of two titles: they must not be taken for one upload.
      ...(track === undefined ? {} : { fingerprint: () => Promise.resolve(['track', track.titleId, track.kind, track.language, file.name, file.size, file.lastModified].join('-')) }),
      chunkSize: provenChunk,
      retryDelays,
      uploadDataDuringCreation: file.size <= creationBodyLimit,
      removeFingerprintOnSuccess: true,
      onAfterResponse: (request, response) => {
        // The client would start from zero after any failed HEAD; a server that is only starting must not cost progress.
        const status = response.getStatus();
        if (request.getMethod() === 'HEAD' && (status >= 500 || status === 409 || status === 429)) {
          throw new Error(`The server answered ${status} when asked how far the upload is.`);
        }
      },
      onShouldRetry: (error) => this.#shouldRetry(error),
      onProgress: (sent) => this.#progressed(sent),
      onSuccess: ({ lastResponse }) => {
        this.#titleId = titleIdFrom(lastResponse.getHeader('Content-Location'));
        this.#bytesSent = this.file.size;
        this.#become('done');
      },
      onError: (error) => this.#failed(error),
    });
  }

  get state(): UploadState {
    return this.#state;
  }

  get bytesSent(): number {
    return this.#bytesSent;
  }

  get fraction(): number {
    return this.file.size === 0 ? 0 : this.#bytesSent / this.file.size;
  }

  /** The fraction that the server already had when this page took the upload up again, or null. */
  get resumedAt(): number | null {
    return this.#resumedAt;
  }

  /** The connection was lost, and the next try is under way. */
  get retrying(): boolean {
    return this.#retrying;
  }

  get error(): string | null {
    return this.#error;
  }

  get titleId(): string | null {
    return this.#titleId;
  }

  get bytesPerSecond(): number | null {
    return this.#state === 'uploading' ? this.#rate.bytesPerSecond : null;
  }

  get secondsLeft(): number | null {
    const rate = this.bytesPerSecond;
    return rate === null || rate <= 0 ? null : (this.file.size - this.#bytesSent) / rate;
  }

  /** Starts, or continues what an earlier visit began with the same file. */
  async start(): Promise<void> {
    if (this.#state === 'uploading' || this.#state === 'done' || this.#state === 'cancelled') return;
    this.#error = null;
    this.#rate.reset();
    this.#become('uploading');
    if (this.file.size === 0) {
      this.#error = 'This file is empty.';
      this.#become('failed');
      return;
    }
    if (this.#upload.url === null) {
      const previous = latest(await this.#upload.findPreviousUploads());
      if (previous !== null) {
        this.#upload.resumeFromPreviousUpload(previous);
        this.#awaitingOffset = true;
      }
    }
    if (this.state === 'uploading') this.#begin(); // Unless paused or cancelled while storage was read.
  }

  async pause(): Promise<void> {
    if (this.#state !== 'uploading' && this.#state !== 'waiting') return;
    this.#become('paused');
    await this.#upload.abort();
  }

  /** Gives the upload up, here and on the server. */
  async cancel(): Promise<void> {
    if (this.#state === 'done') return;
    this.#become('cancelled');
    try {
      await this.#upload.abort(true);
    } catch {
      // The server does not answer or has forgotten it already: unfinished uploads expire there by themselves.
    }
  }

  /** Throws away what an earlier visit sent, and sends everything again. */
  async startOver(): Promise<void> {
    await this.pause();
    try {
      await this.#upload.abort(true);
    } catch {
      // As in cancel: what is left there expires.
    }
    this.#upload.url = null;
    this.#resumedAt = null;
    this.#bytesSent = 0;
    await this.start();
  }

  /** The network is back: no need to wait for the next try. */
  async wake(): Promise<void> {
    if (this.#state !== 'uploading' || !this.#retrying) return;
    await this.#restart();
  }

  #begin(): void {
    this.#watchForStall();
    this.#upload.start();
  }

  async #restart(): Promise<void> {
    await this.#upload.abort();
    if (this.#state === 'uploading') this.#begin();
  }

  #progressed(sent: number): void {
    if (this.#awaitingOffset) {
      this.#awaitingOffset = false;
      this.#resumedAt = sent > 0 ? sent / this.file.size : null;
    }
    if (sent > this.#bytesSent) this.#retrying = false;
    this.#bytesSent = sent;
    this.#rate.add(sent, performance.now());
    this.#watchForStall();
    this.changed.notify();
  }

  #shouldRetry(error: DetailedError): boolean {
    const status = error.originalResponse?.getStatus() ?? 0;
    const retry = status === 0 || status === 409 || status === 423 || status === 429 || (status >= 500 && status !== 507);
    if (retry) {
      this.#retrying = true;
      this.#rate.reset();
      this.changed.notify();
    }
    return retry;
  }

  #failed(error: Error | DetailedError): void {
    const response = 'originalResponse' in error ? error.originalResponse : null;
    if (response?.getStatus() === 413 && this.#shrinkChunks()) return;
    if (response !== null) this.#error = describeError(parseProblem(response.getStatus(), response.getBody()));
    else this.#error = 'The server cannot be reached. What was sent is kept: try again to continue.';
    this.#become('failed');
  }

  /** True where the upload goes on with smaller chunks. */
  #shrinkChunks(): boolean {
    // Without an address even the creation was refused: then the file is too large, not the chunk.
    const refused = Math.min(this.#upload.options.chunkSize ?? largestChunk, this.file.size);
    const smaller = this.#upload.url === null ? null : smallerChunk(refused);
    if (smaller === null) return false;
    provenChunk = smaller;
    this.#upload.options.chunkSize = smaller;
    this.#begin();
    return true;
  }

  #watchForStall(): void {
    clearTimeout(this.#stallTimer);
    this.#stallTimer = setTimeout(() => {
      this.#retrying = true;
      this.changed.notify();
      void this.#restart();
    }, stallMilliseconds);
  }

  #become(state: UploadState): void {
    this.#state = state;
    if (state !== 'uploading') {
      clearTimeout(this.#stallTimer);
      this.#retrying = false;
    }
    this.changed.notify();
  }
}

/** "/v1/titles/abc" -> "abc". */
export function titleIdFrom(contentLocation: string | undefined | null): string | null {
  const id = /\/v1\/titles\/([^/?#]+)$/.exec(contentLocation ?? '')?.[1];
  return id === undefined ? null : decodeURIComponent(id);
}

/** "My holiday_2026.final.mp4" -> "My holiday 2026.final". */
export function titleFromFilename(filename: string): string {
  const stem = filename.replace(/\.[A-Za-z0-9]{1,5}$/, '').replace(/_+/g, ' ').trim();
  return stem === '' ? filename : stem;
}

function latest(uploads: readonly PreviousUpload[]): PreviousUpload | null {
  const usable = uploads.filter((upload) => upload.uploadUrl !== null);
  return usable.sort((a, b) => Date.parse(b.creationTime) - Date.parse(a.creationTime))[0] ?? null;
}
