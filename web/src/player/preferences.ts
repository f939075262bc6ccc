import { recall, recallNumber, remember } from '../storage';

/** Bits a second to assume before anything was measured: enough for a sharp start on a common line. */
const assumedBandwidth = 4_000_000;

/** What the viewer chose, and what was measured, in earlier visits. */
export const preferences = {
  get bandwidth(): number {
    return recallNumber('bandwidth', assumedBandwidth, 50_000, 1e9);
  },
  set bandwidth(value: number) {
    remember('bandwidth', Math.round(value));
  },
  get volume(): number {
    return recallNumber('volume', 1, 0, 1);
  },
  set volume(value: number) {
    remember('volume', value);
  },
  get muted(): boolean {
    return recall('muted') === 'true';
  },
  set muted(value: boolean) {
    remember('muted', value);
  },
  /** A language tag, or null where the stream's own default applies. */
  get audioLanguage(): string | null {
    return recall('audio');
  },
  set audioLanguage(value: string | null) {
    remember('audio', value ?? '');
  },
  /** A language tag, 'off', or null where the stream's own default applies. */
  get subtitleLanguage(): string | null {
    return recall('subtitles');
  },
  set subtitleLanguage(value: string | null) {
    remember('subtitles', value ?? '');
  },
};
