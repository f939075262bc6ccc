import { preferences } from './preferences';

/** What people do to a video with a button or a key; choices that should last are remembered. */
export class VideoCommands {
  constructor(
    private readonly video: HTMLVideoElement,
    /** What fills the screen: the video with its controls. */
    private readonly stage: () => HTMLElement,
    /** Says briefly why something did not work. */
    private readonly explain: (message: string) => void,
  ) {
    video.volume = preferences.volume;
    video.muted = preferences.muted;
  }

  /** Plays where the browser permits it; where it wants a click first, the video stays paused. */
  async play(): Promise<void> {
    try {
      await this.video.play();
    } catch (error) {
      // NotAllowedError: no click yet. AbortError: something else was loaded meanwhile. Both leave a paused video with a play button.
      if (!(error instanceof DOMException)) throw error;
    }
  }

  toggle(): void {
    if (this.video.paused) void this.play();
    else this.video.pause();
  }

  toggleMute(): void {
    const { video } = this;
    video.muted = !video.muted;
    if (!video.muted && video.volume === 0) video.volume = 0.5;
    preferences.muted = video.muted;
  }

  /** Sets the volume, from 0 to 1; what is beyond is cut off. */
  setVolume(volume: number): void {
    const { video } = this;
    video.volume = Math.round(Math.min(1, Math.max(0, volume)) * 100) / 100;
    video.muted = false;
    preferences.volume = video.volume;
    preferences.muted = false;
  }

  async togglePictureInPicture(): Promise<void> {
    try {
      if (document.pictureInPictureElement !== null) await document.exitPictureInPicture();
      else await this.video.requestPictureInPicture();
    } catch {
      this.explain('Picture in picture is not possible here.');
    }
  }

  async toggleFullscreen(): Promise<void> {
    const video = this.video as HTMLVideoElement & { readonly webkitEnterFullscreen?: () => void };
    try {
      if (document.fullscreenElement !== null) await document.exitFullscreen();
      else if (document.fullscreenEnabled) await this.stage().requestFullscreen();
      else video.webkitEnterFullscreen?.(); // iPhones know full screen only for the video itself.
    } catch {
      this.explain('Full screen is not possible here.');
    }
  }
}
