import Hls, { Events } from 'hls.js';

/**
 * Puts the cues that hls.js reads on text tracks of the video, which draws them also in picture-in-picture.
 * hls.js would add `<track src="data:...">` elements itself, which the page's CSP rightly refuses.
 */
export class HlsSubtitles {
  /** Text tracks cannot be removed from a video, so those of one stream serve the next one of the same title too. */
  readonly #tracks = new Map<string, TextTrack>();

  constructor(private readonly video: HTMLVideoElement) {}

  /** Follows a new hls.js instance; what an earlier one left is cleared. */
  follow(hls: Hls): void {
    for (const track of this.#tracks.values()) {
      for (const cue of [...(track.cues ?? [])]) track.removeCue(cue);
    }
    hls.on(Events.SUBTITLE_TRACK_SWITCH, (_, { id }) => this.#show(hls, id));
    hls.on(Events.CUES_PARSED, (_, { cues, subtitleTrack }) => {
      if (subtitleTrack !== undefined) this.#add(this.#trackFor(subtitleTrack), cues as readonly VTTCue[]);
    });
  }

  #show(hls: Hls, id: number): void {
    const chosen = hls.subtitleTracks[id];
    const shown = chosen === undefined ? null : this.#trackFor(chosen);
    for (const track of this.#tracks.values()) track.mode = track === shown ? 'showing' : 'hidden';
  }

  #trackFor({ name, lang }: { readonly name: string; readonly lang?: string | undefined }): TextTrack {
    const key = `${lang ?? ''}|${name}`;
    let track = this.#tracks.get(key);
    if (track === undefined) {
      track = this.video.addTextTrack('subtitles', name, lang ?? '');
      track.mode = 'hidden'; // A disabled track would refuse cues.
      this.#tracks.set(key, track);
    }
    return track;
  }

  /** A cue that spans two segments comes with both. */
  #add(track: TextTrack, cues: readonly VTTCue[]): void {
    for (const cue of cues) {
      if (!track.cues?.getCueById(cue.id)) track.addCue(cue);
    }
  }
}
