import type { Encode, Title, TitleState } from '../api';
import { formatPercent, formatTimeLeft, keepTogether } from '../format';

const stateNames: Readonly<Record<TitleState, string>> = {
  uploaded: 'In the queue',
  inspecting: 'Inspecting',
  transcoding: 'Transcoding',
  published: 'Published',
  failed: 'Failed',
};

/** The name of a state as people read it. */
export const stateName = (state: TitleState): string => stateNames[state] ?? state;

/** "43 % · encoding 720p · 1 min 20 s left": how far a re-encode is. */
export const describeEncode = (encode: Encode): string =>
  [formatPercent(encode.progress), encode.step ?? '', keepTogether(formatTimeLeft(encode.secondsLeft))].filter((part) => part !== '').join(' · ');

/** "43 % · encoding 720p · 3.2× realtime · 1 min 20 s left": what is known of the work on a title. */
export function describeProgress(title: Title): string {
  if (title.state === 'uploaded') return title.step ?? 'Waiting for its turn';
  const parts = [formatPercent(title.progress)];
  if (title.step) parts.push(title.step);
  if (typeof title.speed === 'number' && title.speed > 0) parts.push(keepTogether(`${title.speed.toFixed(1)}× realtime`));
  const left = formatTimeLeft(title.secondsLeft);
  if (left !== '') parts.push(keepTogether(left));
  return parts.join(' · ');
}
