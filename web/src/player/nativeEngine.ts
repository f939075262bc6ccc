import type { EngineEvents, PlaybackEngine, Quality, Track } from './engine';

interface NativeAudioTrack {
  enabled: boolean;
  readonly label: string;
  readonly language: string;
}

/** Plays HLS with the browser's own player, where there is no Media Source (iPhones). It chooses the quality itself. */
export class NativeEngine implements PlaybackEngine {
  readonly qualities: readonly Quality[] = [];
  readonly selectedQuality = -1;
  readonly bandwidth = null;
  readonly #abort = new AbortController();

  constructor(
    private readonly video: HTMLVideoElement,
    private readonly events: EngineEvents,
  ) {
    const { signal } = this.#abort;
    video.addEventListener('error', () => this.#fail(), { signal });
    video.addEventListener('playing', () => events.recovering(null), { signal });
    video.addEventListener('resize', () => events.changed(), { signal });
    video.addEventListener('loadedmetadata', () => events.changed(), { signal });
    video.textTracks.addEventListener('change', () => events.changed(), { signal });
  }

  static isSupported(video: HTMLVideoElement): boolean {
    return video.canPlayType('application/vnd.apple.mpegurl') !== '';
  }

  get activeQuality(): Quality | null {
    const { videoWidth: width, videoHeight: height } = this.video;
    return height > 0 ? { id: 0, width, height, bitrate: Number.NaN } : null;
  }

  get audioTracks(): readonly Track[] {
    return this.#nativeAudio.map(({ label, language }, id) => ({ id, name: label, language }));
  }

  get selectedAudio(): number {
    return this.#nativeAudio.findIndex((track) => track.enabled);
  }

  get subtitleTracks(): readonly Track[] {
    return this.#nativeSubtitles.map(({ label, language }, id) => ({ id, name: label, language }));
  }

  get selectedSubtitles(): number {
    return this.#nativeSubtitles.findIndex((track) => track.mode === 'showing');
  }

  load(url: string, startSeconds: number): void {
    this.video.src = url;
    if (startSeconds > 0) {
      this.video.addEventListener('loadedmetadata', () => (this.video.currentTime = startSeconds), { once: true, signal: this.#abort.signal });
    }
  }

  moveTo(): void {
    // The browser's player cannot be told; when the token ends, a new session follows.
  }

  selectQuality(): void {
    // There is nothing to choose from.
  }

  selectAudio(id: number): void {
    this.#nativeAudio.forEach((track, index) => (track.enabled = index === id));
    this.events.changed();
  }

  selectSubtitles(id: number): void {
    this.#nativeSubtitles.forEach((track, index) => (track.mode = index === id ? 'showing' : 'disabled'));
    this.events.changed();
  }

  destroy(): void {
    this.#abort.abort();
    this.video.removeAttribute('src');
    this.video.load();
  }

  get #nativeAudio(): NativeAudioTrack[] {
    const { audioTracks } = this.video as HTMLVideoElement & { readonly audioTracks?: ArrayLike<NativeAudioTrack> };
    return Array.from(audioTracks ?? []);
  }

  get #nativeSubtitles(): TextTrack[] {
    return [...this.video.textTracks].filter((track) => track.kind === 'subtitles' || track.kind === 'captions');
  }

  /** The browser does not tell an expired token from a lost network: a new session helps in both cases, once. */
  #fail(): void {
    if (this.video.error?.code === MediaError.MEDIA_ERR_NETWORK) this.events.expired();
    else this.events.failed('This browser can’t play this title.');
  }
}
