/** What of a rung tells which sound goes with it: the ids of its audio groups, one for each channel count (`audio-2ch`). */
export interface RungSound {
  readonly audioGroups: readonly (string | undefined)[] | undefined;
}

const surround = 'audio-6ch';
const stereo = 'audio-2ch';

/**
 * The places of the rungs that only repeat another one with 5.1 sound. hls.js would take each for a step of quality of
 * its own, list it twice and change the sound with the picture; browsers play stereo, so stereo stays.
 */
export function surroundTwins(rungs: readonly RungSound[]): readonly number[] {
  if (!rungs.some((rung) => rung.audioGroups?.includes(stereo))) return [];
  return rungs.flatMap((rung, at) => (rung.audioGroups?.includes(surround) && !rung.audioGroups?.includes(stereo) ? [at] : []));
}
