export interface Quality {
  readonly id: number;
  readonly width: number;
  readonly height: number;
  /** Bits a second. */
  readonly bitrate: number;
}

export interface Track {
  readonly id: number;
  readonly name: string;
  readonly language: string | undefined;
}

/** What an engine tells the player. */
export interface EngineEvents {
  /** Qualities, tracks, or the choice among them changed. */
  readonly changed: () => void;
  /** The token in the addresses is not accepted any more. */
  readonly expired: () => void;
  /** A fault is being repaired; null when it is over. */
  readonly recovering: (message: string | null) => void;
  readonly failed: (message: string) => void;
}

/** Plays an HLS address on a video element. Ids are those of the lists; -1 is "automatic" or "off". */
export interface PlaybackEngine {
  readonly qualities: readonly Quality[];
  readonly selectedQuality: number;
  /** The rung that is playing, or null while it is not known. */
  readonly activeQuality: Quality | null;
  readonly audioTracks: readonly Track[];
  readonly selectedAudio: number;
  readonly subtitleTracks: readonly Track[];
  readonly selectedSubtitles: number;
  /** Bits a second that the network gives, or null where it is not known. */
  readonly bandwidth: number | null;
  load(url: string, startSeconds: number): void;
  /** The same stream has a new address: what is asked for from now on is asked for there. */
  moveTo(url: string): void;
  selectQuality(id: number): void;
  selectAudio(id: number): void;
  selectSubtitles(id: number): void;
  destroy(): void;
}
